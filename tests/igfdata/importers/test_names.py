"""Names of people that a file states are taken out in every order and spelling; words and organisations stay."""

import time

import pytest

from igfdata.importers.parsing.known_names import Names, address_without_names, id_without_names
from igfdata.importers.parsing.listed_names import lists_people, name_in_address, names_in_lines, person_words, split_people


def stripped(name, text, *, alone=True, seen=()):
    names = Names()
    names.add(split_people(name))
    names.see(seen)
    return names.strip(text, alone=alone)[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Aurelia Testperson", "Aurelia Testperson"), ("Aurelia Testperson", "Testperson Aurelia"), ("Aurelia Testperson", "Testperson, Aurelia"),
        ("Testperson, Aurelia", "Aurelia Testperson"), ("Aurelia Testperson", "AURELIA TESTPERSON"), ("Aurelia Testperson", "aurelia testperson"),
        ("Aurelia Testperson", "A. Testperson"), ("Aurelia Testperson", "Testperson, A."), ("Aurelia Testperson", "Aurelia M. Testperson"),
        ("Aurélia Testperson", "Aurelia Testperson"), ("Aurelia Testperson", "Aurélia Testperson"), ("José Próbeman", "Probeman Jose"),
        ("Bruno Müller-Probe", "Bruno Mueller-Probe"), ("Bruno Mueller-Probe", "Bruno Müller Probe"), ("Søren Ågaardprobe", "Soren Aagaardprobe"),
        ("Anna-Lena Muster-Beispiel", "Anna Lena Muster Beispiel"), ("Anna-Lena Muster-Beispiel", "A.-L. Muster-Beispiel"),
        ("Anna-Lena Muster-Beispiel", "Lena Beispiel"), ("Mary O'Probeman", "Mary O’Probeman"), ("Mary O'Probeman", "OProbeman Mary"),
        ("Maria de la Cruz Probeman", "Maria Probeman"), ("Ludwig van Probeman", "Ludwig van Probeman"),
        ("Dr. Aurelia Testperson (UNICEF)", "Testperson Aurelia"),
        ("AURELIA TESTPERSON", "Testperson"), ("Aurelia Testperson", "Aurelia"), ("Иван Тестов", "Тестов Иван"), ("王小明", "王小明"),
        ("Will Grace", "Will Grace"), ("Hope Young", "Young, Hope"),
    ],
)  # fmt: skip
def test_a_name_is_removed_in_every_order_and_spelling(name, text):
    assert stripped(name, f"Welcome to {text}, who speaks") == "Welcome to [removed], who speaks"


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Aurelia Testperson", "Aurelia Testperson's talk", "[removed]'s talk"),
        ("Hope Young", "Ms Young and Hope for young people", "Ms [removed] and Hope for young people"),
        ("Grace Testperson", "Grace period. Testperson and Grace", "Grace period. [removed] and Grace"),
        ("Aurelia Testperson", "A. Testperson, B. Other", "[removed], B. Other"),
    ],
)
def test_words_beside_a_name_stay(name, text, left):
    assert stripped(name, text) == left


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Will Grace", "Will children learn with grace? Grace is a word, and will is one"), ("Hope Young", "Young people have hope. Hope grows"),
        ("Youth Coalition", "The Youth Coalition met"), ("UNICEF", "UNICEF spoke"), ("Save the Children", "Save the Children spoke"),
        ("Remote Moderator", "Remote Moderator: Thanks"), ("Mark Rights", "Mark the rights, Rights of the child"), ("Jordan Testperson", "Jordan and Oslo"),
        ("Digital Rights Lead", "Digital rights lead to Digital Rights"),
    ],
)  # fmt: skip
def test_words_and_organisations_stay(name, text):
    assert stripped(name, text) == text


def test_a_part_that_the_file_uses_as_a_word_stays_alone():
    assert (
        stripped("Aurelia Probe", "Probe of the market by Aurelia", seen=["a probe into games"])
        == "Probe of the market by [removed]"
    )


def test_a_part_alone_stays_in_the_name_of_a_room():
    assert stripped("Nelson Probeman", "Nelson Hall", alone=False) == "Nelson Hall"


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Testperson, Aurelia; Probeman, Bruno", ["Aurelia Testperson", "Bruno Probeman"]),
        ("Aurelia Testperson, Bruno Probeman", ["Aurelia Testperson", "Bruno Probeman"]),
        ("Aurelia Testperson (UNICEF) and Bruno Probeman", ["Aurelia Testperson", "Bruno Probeman"]),
        ("Ms. Aurelia Testperson - Head of Policy, UNICEF", ["Aurelia Testperson"]), ("UNICEF; Youth Coalition", []),
    ],
)  # fmt: skip
def test_people_in_a_cell(cell, people):
    assert [" ".join(words) for name in split_people(cell) if (words := person_words(name))] == people


def test_names_in_addresses_of_mail():
    assert [name_in_address(f"{local}@example.org") for local in ("aurelia.testperson", "igf.secretariat", "info", "no-reply")] == [
        "aurelia testperson", "", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "left"),
    [
        ("https://example.org/talk/fireside-with-aurelia-testperson/", ""), ("https://example.org/event/8a1/talk-of-aurelia-testperson", "https://example.org/event/8a1"),
        ("https://example.org/event/8a1/Aur%C3%A9liaTestperson", "https://example.org/event/8a1"), ("https://example.org/8/atestperson", "https://example.org/8"),
        ("https://example.org/8?speaker=testperson&day=2", "https://example.org/8?day=2"), ("https://testperson-aurelia.example.org/8", ""),
        ("https://example.org/hope-for-young-people", "https://example.org/hope-for-young-people"), ("https://example.org/event/8a1", "https://example.org/event/8a1"),
    ],
)  # fmt: skip
def test_an_address_is_kept_without_a_name_or_left_out(url, left):
    names = Names()
    names.add(["Aurelia Testperson", "Hope Young"])
    assert address_without_names(url, names) == left


def test_an_id_with_a_name_becomes_a_fingerprint():
    names = Names()
    names.add(["Aurelia Testperson"])
    assert id_without_names("talk-8", names) == "talk-8"
    assert id_without_names("talk-aurelia-testperson", names).startswith("x-")


def test_fields_that_list_people():
    listed = [
        "Speaker",
        "Speakers",
        "Moderator (online)",
        "Host",
        "Presenter 1",
        "Chair",
        "Author names",
        "Ponentes",
        "Referentin",
        "primaryauthors",
        "creators",
    ]
    others = [
        "Title",
        "Session",
        "Host organisation",
        "Speaker group",
        "Time",
        "Room",
        "Contact hours",
        "Panel",
        "User group",
        "Key",
    ]
    assert [name for name in listed if not lists_people(name)] == []
    assert [name for name in others if lists_people(name)] == []


def test_many_people_of_one_surname_take_time_in_proportion():
    names = Names()
    names.add(f"A{chr(97 + n % 26)}{chr(97 + n // 26)}x Testperson" for n in range(600))
    begin = time.process_time()
    names.strip("Testperson Aabx " * 5_000, alone=True)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(("text", "names"), [
    ("Speakers: Aurelia Testperson, Bruno Probeman. All about play.", ["Aurelia Testperson", "Bruno Probeman"]),
    ("Moderated by: Dr. Aurelia Testperson (UNICEF)", ["Dr. Aurelia Testperson"]), ("Docentes: x\nPonente: Bruno Probeman", ["Bruno Probeman"]),
    ("Speakers:\n- Aurelia Testperson, UNICEF\n2. Bruno Probeman – Meta\n\nCarla Muster Digital", ["Aurelia Testperson", "Bruno Probeman"]),
    ("Докладчики: Аурелия Тестперсона", ["Аурелия Тестперсона"]),
    ("Organizers: Youth Coalition, European Commission\nModerators: tbc\nSpeakers: see below", []),
    ("Moderator: Good morning everyone\nThemes: Age Assurance\nTime: 9:00", []),
])  # fmt: skip
def test_lines_of_a_text_that_list_people(text, names):
    assert list(names_in_lines(text)) == names
