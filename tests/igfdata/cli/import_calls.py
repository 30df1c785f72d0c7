"""What calls of the command import say again and again."""

OSLO = ("--zone", "Europe/Oslo")
IGF2026 = ("--meeting", "igf2026")
BROKEN = "BEGIN:VEVENT\nUID:x\nDTSTART:20250624T070000Z\nEND:VEVENT\n"


def n_versions(workspace, meeting="igf2026"):
    return len(workspace.versions(meeting))
