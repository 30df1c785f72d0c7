"""Contacts of people are found in their usual disguises; dates, times, numbers and plain words are not taken for one."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igfdata.contacts import EMAIL, HANDLE, PHONE, ContactGiven, find_contacts, refuse_contacts, without_contacts

CONTACTS = """
jane.canary@example.org
mailto:jane@example.org?subject=Hi
jane%40example.org
jane%2540example.org
jane (at) example.org
jane[at]example[dot]org
jane at example dot org
jane dot canary at mail dot example dot org
jane&#64;example.org
jane&#x40;example&#46;org
jane&commat;example.org
jane&amp;#64;example.org
jane＠example.org
jane @ example.org
jane @ example . org
jane@\u200bexample.org
ja\u00adne@example.org
jane_canary AT example.org
jane.canary at example.org
jane-at-example-dot-org
jane{at}example.org
jane<at>example.org
@jane@mastodon.social
jané@exämple.org
jane arroba example punto org
a.b.c.d.e.f.g@example.co.uk
+41 (0)44 123 45 67
+41 (0) 44 123 45 67
(+41) 44 123 45 67
0041 44 123 45 67
0041441234567
044 123 45 67
044/123 45 67
044.123.45.67
01.23.45.67.89
01 23 45 67 89
(044) 123 45 67
(212) 555-0123
212-555-0123
1-800-555-0199
+47 912.34.567
+47-912-34-567
+47\u00a0912\u00a034\u00a0567
＋47 912 34 567
+4791234567
+٤٧ ٩١٢ ٣٤ ٥٦٧
0791234567
@jane_canary
t.me/janecanary
https://t.me/janecanary
linkedin.com/in/jane-canary-123
https://www.linkedin.com/in/jane-canary/
https://no.linkedin.com/in/jane
wa.me/4791234567
https://wa.me/4791234567?text=hi
Skype: jane.canary
skype:janecanary?call
WeChat ID: janecanary
Telegram: @jane
@jane:matrix.org
https://mastodon.social/@jane
twitter.com/jane
https://x.com/jane
instagram.com/jane
""".strip().split("\n")

NO_CONTACTS = """
C@pital
Meet @ IGF
Day 1 @ 10.30
read more at example.org
WSIS+20 2025
09:00–10:30
09.00-10.30
09.30 - 10.30, 11.00 - 12.00
09.30-10.30 11.00-12.00
0900-1030 1100-1230
24.06.2025 09:00
2025-06-24 09:00
2025-06-24 09-00
06/24/2025 09.00
2019-2024
2019–2024, 2025-2030
ISO 3166-1
ISO/IEC 27001:2022
A/RES/70/125
WS #70, 203 and 1045
978-3-16-148410-0
UTC+3 2025-06-24
GMT +03 2025 06 24
1,576 people, 540 sessions
SDG 4.7, 16.2, 16.10
igf2025-ws-203
IGF 2026 Day 2 WS #903
25 000 000 children
250 000 000
USD 10.000.000
10.1000/182
@home: children online
@SUM(1+1)
Skype: how children call home
Twitter: a history of rules
Instagram and teens
youtube.com/watch?v=123
https://www.intgovforum.org/en/content/igf-2026-ws-903-x
Meet at the hall. Room 3
look at it dot by dot
point at issue
https://www.facebook.com/events/123
Article 12 (1)(a) at play.
1989-11-20
+1+1 children online
-2+3
100-200-300
Hall 3, level 02 14 16
version 1.2.3.4
192.168.10.12
chapter 01-02-03
2030 agenda 17 169 231
0a1b2c3d
x@y
Resolution 2024/12345678
""".strip().split("\n")


@pytest.mark.parametrize("text", CONTACTS)
def test_a_contact_is_removed_whatever_its_disguise(text):
    assert without_contacts(text) == "[removed]"
    assert without_contacts(f"Write to {text}, or come.") == "Write to [removed], or come."


@pytest.mark.parametrize("text", NO_CONTACTS)
def test_what_is_no_contact_stays(text):
    assert without_contacts(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<jane@example.org>", "<[removed]>"), ("(jane@example.org)", "([removed])"), ("Tel. 912 34 567", "Tel. [removed]"),
        ("Phone: 22 00 00 00", "Phone: [removed]"), ("WhatsApp 91234567", "WhatsApp [removed]"), ("call me at 912 34 567", "call me at [removed]"),
        ("Follow @JaneCanary on X", "Follow [removed] on X"), ("Room 3, jane@example.org.", "Room 3, [removed]."),
        ("a@example.org, +47 912 34 567; @jane", "[removed], [removed]; [removed]"),
    ],
)  # fmt: skip
def test_words_around_a_contact_stay(text, left):
    assert without_contacts(text) == left


def test_kinds_and_spans():
    text = "Ask ja\u200bne%40example.org, +47 912 34 567 or t.me/jane"
    found = find_contacts(text)
    assert [(contact.kind, text[contact.start : contact.end], contact.plain) for contact in found] == [
        (EMAIL, "ja\u200bne%40example.org", "jane@example.org"),
        (PHONE, "+47 912 34 567", "+47 912 34 567"),
        (HANDLE, "t.me/jane", "t.me/jane"),
    ]
    assert "jane" not in repr(found)


def test_typed_contacts_are_refused_by_field_and_kind_without_showing_them():
    with pytest.raises(
        ContactGiven, match=r"^note: this text holds an e-mail address\. Contact details are never stored"
    ) as error:
        refuse_contacts({"reason": "By rule 3, see 2025-06-24", "note": "Ask jane (at) example.org"})
    assert "jane" not in str(error.value)
    refuse_contacts({"note": "As @ home. 09:00-10:30, WS #70"})


@given(st.text(st.sampled_from(list("a1@.+-_ (at)dot%40&#;:/\u200b＠")), max_size=60))
def test_spans_follow_each_other_inside_the_text(text):
    found = find_contacts(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= after.start for one, after in itertools.pairwise(found))


HOSTILE = {
    "at": "a@" * 50_000, "dots": "a." * 50_000, "digits": "1" * 200_000, "spaced digits": "1 " * 50_000, "bracketed": "(at)" * 50_000,
    "blanks": " " * 200_000, "invisible": "\u200b" * 100_000, "escaped": "%25" * 50_000, "entities": "&amp;" * 50_000, "open": "(" * 100_000,
    "skype": "skype:" * 30_000, "handles": "@a." * 50_000, "named dots": "a dot " * 50_000, "profiles": "t.me/" * 50_000, "zeros": "0041 " * 30_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_time_in_proportion(name):
    begin = time.process_time()
    without_contacts(HOSTILE[name])
    assert time.process_time() - begin < 5
