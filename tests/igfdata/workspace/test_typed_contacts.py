"""What users type holds no contact of a person: it is refused with the field named, and nothing is stored."""

import pytest
from programme_samples import imported
from test_codes import decide, save

from igfdata.contacts import ContactGiven
from igfdata.workspace import Meeting
from igfdata.workspace.codes import SessionWork

CONTACT = "Ask jane (at) example.org"


def whole_session(workspace):
    workspace.save_session(
        "igf2025-ws-1", "MK", SessionWork({"pillar": ("provision",)}, "title", CONTACT, {}), expected_revisions={}
    )


def codebook(workspace):
    old = workspace.codebook()
    rows = old.rows.copy()
    rows.loc[0, "definition"] = CONTACT
    workspace.save_codebook(type(old)(rows, old.changes), signed_by="MK", change="Words", expected_revision=0)


def codebook_change(workspace):
    workspace.save_codebook(workspace.codebook(), signed_by="MK", change=CONTACT, expected_revision=0)


def meeting(workspace):
    workspace.import_version(Meeting("igf2026", name=CONTACT), imported(1), "h1")


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda workspace: save(workspace, ["provision"], note=CONTACT), "note"),
        (lambda workspace: decide(workspace, ["provision"], reason=CONTACT), "reason"),
        (whole_session, "note"), (codebook, "definition of "),
        (codebook_change, "change"), (meeting, "name"),
    ],
)  # fmt: skip
def test_a_contact_is_refused(sqlite, act, field):
    before = sqlite.revision
    with pytest.raises(ContactGiven, match=f"^{field}.*this text holds an e-mail address") as error:
        act(sqlite)
    assert "jane" not in str(error.value)
    assert sqlite.revision == before
