"""Programmes written for these tests to the true formats; every person in them is a canary."""

import json

NAME = "Canary Name-7f3a"
OTHER = "Canary Zweite-7f3a"
MAIL = "canary@example.org"
PHONE = "+99 000 canary"
BIO = "canary-biography-7f3a grew up"
ANSWER = "canary-answer-7f3a"
CANARIES = ("7f3a", "canary", "Canary", "CANARY")
UID = "0123456789abcdef0123456789abcde{}"


def ics(*events: str, header: str = "", end: str = "END:VCALENDAR\n") -> str:
    head = header or (
        "VERSION:2.0\nX-WR-CALNAME:igftest\nX-WR-CALDESC:Event Calendar\nMETHOD:PUBLISH\nCALSCALE:GREGORIAN\n"
        "PRODID:-//Sched.com IGF Test//EN\nX-WR-TIMEZONE:UTC\n"
    )
    return f"BEGIN:VCALENDAR\n{head}{''.join(events)}{end}"


def vevent(number: int = 1, **fields: str) -> str:
    uid = UID.format(number)
    values = {
        "DTSTAMP": "20250601T120000Z", "DTSTART": "20250624T070000Z", "DTEND": "20250624T080000Z",
        "SUMMARY": f"WS #{number} Safe play\\, together", "DESCRIPTION": "Line one\\nline two\\; with &amp;",
        "CATEGORIES": "WORKSHOP", "LOCATION": "Room 3\\, Deck B\\, North", "SEQUENCE": "0", "UID": uid,
        "URL": f"http://igftest.sched.com/event/{uid}",
    } | fields  # fmt: skip
    lines = "".join(
        f"{name}{'' if ';' in name and ':' in name else ':'}{value}\n" for name, value in values.items() if value is not None
    )
    people = f"ORGANIZER;CN={NAME}:mailto:{MAIL}\nATTENDEE;CN={OTHER}:mailto:{MAIL}\nCONTACT:{NAME} {PHONE}\n"
    return f"BEGIN:VEVENT\n{lines}{people}END:VEVENT\n"


SCHED_ICS = ics(vevent(1), vevent(2, SUMMARY="Open Forum #7 Learning", CATEGORIES="", DESCRIPTION=""))


def sched_session(number: int = 1, **fields: object) -> dict[str, object]:
    person = {"username": "canary7f3a", "name": NAME, "email": MAIL, "phone": PHONE, "about": BIO, "company": "canary inc"}
    return {
        "event_key": f"K{number}", "active": "Y", "pinned": "N", "name": f"WS #{number} Safe play", "event_start": "2025-06-24 09:00",
        "event_end": "2025-06-24 10:00", "event_type": "Workshop, Youth", "event_subtype": "", "goers": "3", "seats": "0",
        "description": f"<p>Play &amp; learn, says {NAME}, write to {MAIL}</p>", "venue": "Room 3", "venue_id": 12,
        "id": UID.format(number), "speakers": [person, {**person, "name": OTHER}], "artists": [], "volunteers": [{"name": "Canary Helper-7f3a"}],
        "moderators": [person], "custom5": ANSWER, "tags": "", "start_time_ts": 1750748400,
    } | fields  # fmt: skip


SCHED_JSON = json.dumps([sched_session(1), sched_session(2, name="Open Forum #7 Learning", event_type="Open Forum")], indent=1)

SCHED_TEXT = """Sunday, December 15

09:30 GMT+03

WS #51 Safe play for all
Sunday December 15, 2024 09:30 - 10:30 GMT+03
What the session is about.
A second line.
Sunday December 15, 2024 09:30 - 10:30 GMT+03
-
Workshop Room 3
Day 0 Event #178 Learning together
Sunday December 15, 2024 09:30 - 11:00 GMT+03
Sunday December 15, 2024 09:30 - 11:00 GMT+03
-Plenary Hall

11:00 GMT+03

11:00 GMT+03

Main Session | Children in the digital world
Sunday December 15, 2024 11:00 - 12:30 GMT+03
About children.
Sunday December 15, 2024 11:00 - 12:30 GMT+03
Plenary Hall
Canary Name-7f3a
canary@example.org
"""


def pretalx_event(number: int = 1, **fields: object) -> dict[str, object]:
    person = {"code": "CAN7F3", "name": NAME, "public_name": NAME, "avatar": "canary.png", "biography": BIO, "guid": "canary-guid",
              "url": "https://example.org/canary", "answers": [{"question": "Phone", "answer": PHONE}]}  # fmt: skip
    return {
        "guid": f"guid-{number}", "code": "ABCDEF", "id": number, "logo": None, "date": "2025-06-24T09:00:00+02:00", "start": "09:00",
        "end": "2025-06-24T09:45:00+02:00", "duration": "00:45", "room": "Hall A", "slug": f"talk-{number}",
        "url": f"https://pretalx.example.org/t/{number}/", "title": f"Safe play {number}", "subtitle": "", "track": "Rights",
        "type": "Talk 30 min + 10min Q&A", "language": "en", "abstract": "Short.", "description": f"<p>Long, with {NAME}</p>",
        "recording_license": "", "do_not_record": False, "persons": [person, {"public_name": OTHER, "biography": None}], "links": [],
        "answers": [{"question": "Your phone", "answer": f"{ANSWER} {PHONE}"}], "attachments": [],
    } | fields  # fmt: skip


def pretalx(*events: dict[str, object], zone: str | None = "Europe/Oslo", day: str = "2025-06-24", **schedule: object) -> str:
    rooms: dict[str, list[object]] = {}
    for event in events:
        rooms.setdefault(str(event.get("room")), []).append(event)
    conference: dict[str, object] = {
        "acronym": "t", "title": "Test", "start": day, "end": day, "daysCount": 2, "timeslot_duration": "00:05",
        "rooms": [{"name": "Hall A"}], "days": [{"index": 0, "date": "2025-06-23"}, {"index": 1, "date": day, "rooms": rooms}],
    }  # fmt: skip
    if zone:
        conference["time_zone_name"] = zone
    return json.dumps(
        {"$schema": "../schema.json", "schedule": {"url": "", "version": "1", "conference": conference, **schedule}}, indent=1
    )


PRETALX = pretalx(pretalx_event(1), pretalx_event(2, type="Lightning Talk", persons=[]))

SCHEDULE2 = json.dumps({"schedule": {"conference": {"time_zone_name": "Europe/Oslo"}, "events": [
    {"guid": "s2-1", "title": "Night talk", "start": "2025-06-25T00:30:00+02:00", "end": "2025-06-25T01:15:00+02:00", "room": {"name": "Hall B"},
     "track": {"slug": "rights"}, "state": "confirmed", "participants": [{"guid": "x", "name": NAME, "role": "speaker"}, {"name": OTHER, "role": "moderator"}]},
    {"guid": "s2-2", "title": "Gone", "start": "2025-06-25T10:00:00+02:00", "end": "2025-06-25T11:00:00+02:00", "state": "cancelled", "participants": []},
]}}, indent=1)  # fmt: skip


def frab(*events: str, zone: str = "<time_zone_name>Europe/Oslo</time_zone_name>", prolog: str = "") -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
{prolog}<schedule><generator name="frab"/><version>1</version>
<conference><start>2025-06-24T08:00:00+02:00</start><title>Test</title><acronym>t</acronym>{zone}<track name="Rights"/></conference>
<day index="1" date="2025-06-24" start="2025-06-24T08:00:00+02:00" end="2025-06-25T03:00:00+02:00"><room name="Hall A" guid="r1">
{"".join(events)}</room></day></schedule>"""


def frab_event(number: int = 1, date: str = "2025-06-24T09:00:00+02:00", duration: str = "0:45", title: str = "") -> str:
    return f"""<event id="{number}" guid="frab-{number}"><room>Hall A</room><title>{title or f"Safe play {number}"}</title><subtitle></subtitle>
<type>lecture</type><date>{date}</date><start>09:00:00</start><duration>{duration}</duration><abstract>Short.</abstract><slug>s{number}</slug>
<track>Rights</track><persons><person id="7" guid="canary">{NAME}</person><person id="8">{OTHER}</person></persons><language>en</language>
<description>With {NAME} &amp; others</description><links><link href="https://example.org/canary">{MAIL}</link></links>
<url>https://frab.example.org/e/{number}</url></event>
"""


FRAB = frab(frab_event(1), frab_event(2, "2025-06-25T01:30:00+02:00", "00:30:00"))
PERSON = {"_type": "ContributionParticipation", "first_name": "Canary", "last_name": "Name-7f3a", "fullName": NAME, "affiliation": "canary org",
          "emailHash": "7f3acanaryhash", "email": MAIL, "phone": PHONE}  # fmt: skip


def indico_date(date: str, time: str, tz: str = "Europe/Zurich") -> dict[str, str]:
    return {"date": date, "time": time, "tz": tz}


def contribution(number: int = 1, **fields: object) -> dict[str, object]:
    return {
        "_type": "Contribution", "id": str(number), "db_id": 100 + number, "friendly_id": number, "title": f"Safe play {number}",
        "startDate": indico_date("2025-06-24", "09:00:00.123456"), "endDate": indico_date("2025-06-24", "09:45:00"), "duration": 45, "room": "",
        "roomFullname": None, "location": "", "type": None, "description": f"<b>By</b> {NAME}", "speakers": [PERSON], "primaryauthors": [PERSON],
        "coauthors": [PERSON], "keywords": [], "track": None, "session": "Opening day", "subContributions": [], "url": "https://indico.example.org/e/1",
    } | fields  # fmt: skip


def indico(**event: object) -> str:
    meeting = {"_type": "Conference", "id": "1010751", "title": "Consultation", "timezone": "Europe/Zurich", "chairs": [PERSON],
               "creator": PERSON} | event  # fmt: skip
    return json.dumps(
        {"count": 1, "_type": "HTTPAPIResult", "complete": True, "url": "u", "ts": 1, "results": [meeting]}, indent=1
    )


INDICO = indico(
    contributions=[
        contribution(1),
        contribution(2, startDate=None, endDate=None, session=None, title="Unscheduled", type="Open Forum"),
    ]
)
INDICO_TIMETABLE = json.dumps({"count": 1, "_type": "HTTPAPIResult", "url": "u", "ts": 1, "results": {"1010751": {"20250624": {
    "c0": {"entryType": "Contribution", "contributionId": 101, "id": "c101", "title": "Safe play 1", "presenters": [PERSON], "room": "R",
           "startDate": indico_date("2025-06-24", "09:00:00"), "endDate": indico_date("2025-06-24", "09:45:00"), "duration": 45},
    "b1": {"entryType": "Break", "title": "Coffee", "startDate": indico_date("2025-06-24", "10:00:00")},
}}}}, indent=1)  # fmt: skip


def indico_timetable_with(title: str, kind: str) -> str:
    """The timetable with one more entry of a kind, an hour long."""
    data = json.loads(INDICO_TIMETABLE)
    day = data["results"]["1010751"]["20250624"]
    del day["b1"]
    day["x9"] = {"entryType": kind, "id": "9", "title": title, "startDate": indico_date("2025-06-24", "10:00:00"),
                 "endDate": indico_date("2025-06-24", "11:00:00")}  # fmt: skip
    return json.dumps(data)


IGF_2022 = f"""IGF 2022 WS #70 Translating rights into action
Time
Friday, 2nd December, 2022 (10:45 UTC) - Friday, 2nd December, 2022 (11:45 UTC)
About this Session
How laws and data help.
Organizers
{NAME}, Canary Foundation - Civil Society, Western Europe & Others - Organizer
Speakers
{NAME}, Canary Ministry - Government, African Group - Speaker/onsite
{OTHER}, Canary Org - Civil Societ, Asia Pacific - Online Moderator
Round Table - U-shape - 90 Min
Description
{NAME}, Canary Ministry - Government, African Group - Speaker/onsite {OTHER}, Canary Org - Civil Societ, Asia Pacific - Online Moderator
What can be done for children in schools, and by whom.
Relation to SDGs
4. Quality Education
16.2
"""

IGF_2023 = f"""IGF 2023 Open Forum #86 Hearing children
Time
Tuesday, 10th October, 2023 (08:00 UTC) - Tuesday, 10th October, 2023 (09:30 UTC)
Room
WS 1 – Annex Hall 1
Subtheme
Human Rights & Freedoms
Child Online Safety
Round Table - 90 Min
Description
Children say what they want.
Speakers
{NAME}, Canary Institute for Childhood
{OTHER}, Head of Canary, Canary University
Onsite Moderator
{NAME}, Intergovernmental Organization, Intergovernmental Organization
"""

IGF_2025 = f"""IGF 2025 WS #203 Safe play online
Organizer 1: {NAME}, Civil Society, Western European and Others Group (WEOG)
Organizer 2: {OTHER}, Technical Community, Asia-Pacific Group
Speaker 1: {NAME}, Civil Soceity, Latin American and Caribbean Group (GRULAC)
Speaker 2: {OTHER}, Private Sector, Eastern European Group
Format
Classroom
Duration (minutes): 60
Format description: A classroom lets people move.
Policy Question(s)
How can children be heard?
What will participants gain from attending this session?
They learn how.
Description:
A session on play. Contact: {MAIL}
Expected Outcomes
A list of steps.
Onsite Moderator
{NAME}
Online Moderator
{OTHER}
Rapporteur
{NAME}
SDGs
4. Quality Education
16.2
Speakers' biographies
{NAME} {BIO} and {PHONE}
"""

IGF_LIGHTNING = f"""IGF 2025 Lightning Talk #75 Building an ecosystem
About this Session
Twenty minutes on schools.
Speakers
1. Name: {NAME} | Organizational Affiliation: Canary University | Stakeholder: Academia/Youth | Regional Group of Speakers: APAC
2. Name: {OTHER} | Organizational Affiliation: Canary Org | Stakeholder: Civil Society | Regional Group of Speakers: African
"""

IGF_HTML = f"""<!DOCTYPE html><html><head><title>IGF 2025 WS #203 Safe play online | Internet Governance Forum</title>
<link rel="canonical" href="https://dev.intgovforum.org/fr/content/igf-2025-ws-203-safe-play-online"><script>alert("canary")</script></head>
<body><nav><a href="/">Home</a></nav><h1>IGF 2025 WS #203 Safe play online</h1>
<div>Organizer 1: {NAME}, Civil Society, WEOG</div><div>Speaker 1: {NAME}, Government, African Group</div>
<h2>Description</h2><p>Play &amp; learn<script>document.write("canary")</script></p><p onclick="canary()">Second</p>
<h2>Onsite Moderator</h2><p>{OTHER}</p><h2>SDGs</h2><ul><li>4. Quality Education</li></ul><footer>{MAIL}</footer></body></html>"""

TRANSCRIPT = f"""IGF 2024 WS #12 Speaking
About this Session
On speech.
Session Transcript
The following are the outputs of the captioning taken during an IGF intervention. It may contain inaudible passages.
>> {NAME.upper()}: Good morning. I am {NAME}.
>> Thank you.
"""

DIGWATCH = f"""WS #70 Combating harm online
25 Jun 2025 09:00h - 10:00h
Session at a glance
Summary
This discussion was about harm. {NAME} said that schools matter.
Keypoints
Schools matter.
Speakers
{NAME}, {OTHER}
Full session report
{OTHER} argued at length.
Session transcript
{OTHER}: Thank you.
"""

CSV = f"""Session ID,Session Title,Session Type,Event Start,Event End,Venue,Description,Speakers,Speaker Email,Speaker Bio
S1,WS #1 Safe play,Workshop,2025-06-24 09:00,2025-06-24 10:00,Room 3,"Play, and learn","{NAME}; {OTHER}",{MAIL},{BIO}
S2,Open Forum #7 Learning,Open Forum,2025-06-24 10:30,2025-06-24 11:30,Room 4,Schools,{NAME},{MAIL},{PHONE}
"""

ZONE = {"timezone": "Europe/Oslo"}
SAMPLES: dict[str, tuple[str, str, dict[str, str]]] = {
    "sched_ics": ("sched_ics", SCHED_ICS, ZONE),
    "sched_json": ("sched_json", SCHED_JSON, ZONE),
    "sched_text": ("sched_text", SCHED_TEXT, {"timezone": "Asia/Riyadh"}),
    "pretalx": ("pretalx_json", PRETALX, {}),
    "schedule2": ("pretalx_json", SCHEDULE2, {}),
    "frab": ("frab_xml", FRAB, {}),
    "indico": ("indico_json", INDICO, {}),
    "indico_timetable": ("indico_json", INDICO_TIMETABLE, {}),
    "igf_2022": ("igf_page", IGF_2022, {"timezone": "Africa/Addis_Ababa"}),
    "igf_2023": ("igf_page", IGF_2023, {"timezone": "Asia/Tokyo"}),
    "igf_2025": ("igf_page", IGF_2025, ZONE),
    "igf_lightning": ("igf_page", IGF_LIGHTNING, ZONE),
    "igf_html": ("igf_page", IGF_HTML, ZONE),
    "transcript": ("igf_page", TRANSCRIPT, ZONE),
    "digwatch": ("digwatch_page", DIGWATCH, {**ZONE, "file_timezone": "Europe/Oslo"}),
    "csv": ("tabular", CSV, ZONE),
}
"""Name → format, text, and what the user says about it."""
