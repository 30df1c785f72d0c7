"""Nothing about the shipped data is written into a page: another data folder, another text. One share, one denominator."""

import csv
import re
import shutil

import pytest

from tests.pages.dashboard_app import HOME, ROOT, complaints, numbers, open_page


def texts(app):
    """Everything that a page says in words."""
    kinds = ("title", "subheader", "markdown", "caption", "info", "text")
    said = [str(element.value) for kind in kinds for element in app.main.get(kind)]
    said += [str(element.value) for element in app.sidebar.get("caption")]
    said += [re.sub(r"<[^>]+>", " ", element.proto.body) for element in app.main.get("html")]
    return " ".join(said).replace("\\", "")


@pytest.fixture
def change(tmp_path, monkeypatch):
    """Write the shipped tables with other rows into a folder that the pages read from the first change on."""
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")

    def rewrite(table, edit):
        monkeypatch.setenv("IGF_DATA", str(folder))
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for given in csv.DictReader(file) if (row := edit(dict(given))) is not None]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    rewrite.folder = folder
    return rewrite


def of_meeting(meeting, **values):
    return lambda row: {**row, **values} if row.get("meeting_id") == meeting else row


def test_tile_and_note_tell_one_share_of_the_programme(change):
    change("meetings", of_meeting("igf2025", sessions_total="2000"))
    app = open_page(HOME)
    assert not complaints(app)
    said = texts(app)
    share = re.search(r"at least \d+ of 2,000 \(\d%\) in the official programme", said).group()
    assert said.count(share) == 1  # in the method line; said once
    assert numbers(app)[0][1].endswith(" of 2,000")
    assert f"on the official programme, at least {share.partition('(')[2].partition(')')[0]}." in said
    assert set(re.findall(r"of ([\d,]+) (?:\(\d+%\) |sessions )?in the official programme", said)) == {"2,000"}


@pytest.mark.parametrize(
    ("values", "value"),
    [
        ({"programme_coverage": "complete"}, r"\d+ of \d+"),
        ({"programme_coverage": "child_sessions_only"}, r"\d+"),
        ({"sessions_total": "", "sessions_total_url": ""}, r"\d+"),
    ],
)
def test_the_tile_follows_the_coverage(change, values, value):
    change("meetings", of_meeting("igf2025", **values))
    app = open_page(HOME)
    assert re.fullmatch(value, numbers(app)[0][1])
    assert "official programme" not in texts(app)
    assert "at least" not in texts(app)


def test_proposals_are_not_counted_of_the_official_programme(shipped):
    sessions = shipped.sessions[
        (shipped.sessions["meeting_id"] == "igf2025") & shipped.sessions["child_rights"].isin(["yes", "partly"])
    ]
    n_proposed = int((sessions["status"] == "proposed").sum())
    assert n_proposed > 0
    app = open_page(HOME, {"status": ["all"]})
    value, _, of = numbers(app)[0][1].partition(" of ")
    assert (int(value), bool(of)) == (len(sessions) - n_proposed, True)
    assert f"{n_proposed} more only proposed." in texts(app)


@pytest.mark.parametrize("address", [{"meeting": ["all"]}, {"day": ["2"]}, {"group": ["government"]}, {"type": ["workshop"]}])
def test_no_share_of_a_part_or_of_meetings_covered_differently(address):
    app = open_page(HOME, address)
    assert numbers(app)[0][1].isdigit()
    caption = next(str(caption.value) for caption in app.sidebar.get("caption") if "Showing" in str(caption.value))
    assert "official programme" not in caption


def test_agreement_in_the_method_line_is_computed(change):
    before = texts(open_page(HOME))
    codes = []

    def agree(row):
        """B gives what A gives."""
        if row["coder"] == "A" and row["dimension"] == "pillar":
            codes.append(row)
        return None if row["coder"] == "B" and row["dimension"] == "pillar" else row

    change("codings", agree)
    copied = iter([{**row, "coder": "B"} for row in codes])
    with (change.folder / "codings.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, codes[0].keys(), lineterminator="\n").writerows(copied)
    after = texts(open_page(HOME))
    stated = re.compile(r"Agreement of independent coders \(Krippendorff's alpha, (\d+) sessions\): (.*?)\.(?= )")
    assert stated.search(after).group(2) == "protection 1.00, provision 1.00 and participation 1.00"
    assert stated.search(before).groups() != stated.search(after).groups()
    assert stated.search(after).group(1) == str(len({row["session_id"] for row in codes}))


def test_a_single_coder_has_no_agreement(change):
    change("codings", lambda row: None if row["coder"] == "B" else row)
    assert "Agreement of independent coders" not in texts(open_page(HOME))


def test_meetings_with_a_reference_are_those_of_the_data(change):
    address = {"meeting": ["igf2023"], "show": ["official"]}
    page = "pages/2_Stakeholder_mix.py"
    assert "Official shares: IGF 2022 and IGF 2025." in texts(open_page(page, address))
    change("benchmarks", lambda row: None if row["year"] == "2022" else row)
    change("sessions", lambda row: {**row, "child_rights": "partly"} if row["meeting_id"] != "igf2024" else row)
    said = texts(open_page(page, address))
    assert "Official shares: IGF 2025." in said
    assert "Sessions not about children: IGF 2024." in said


def test_completeness_says_what_the_data_say(change):
    page = "pages/7_Data_and_methods.py"
    shown = open_page(page)
    assert "Child-related sessions only: IGF 2021 and IGF 2022." in texts(shown)
    table = shown.dataframe[0].value  # as many columns as fit on a projector: one a meeting, not one a fact
    assert list(table.columns) == ["In the data", *(f"IGF {year}" for year in range(2021, 2026))]
    held, on = (table[table["In the data"] == name].iloc[0, 1:].astype(int) for name in ("Held", "On the programme"))
    both = table[table["In the data"] == "Held or on the programme"].iloc[0, 1:].astype(int)
    assert (held + on).tolist() == both.tolist()
    change("meetings", lambda row: {**row, "programme_coverage": "partial"})
    change("participants", lambda row: {**row, "stakeholder_group": "Government", "basis": "stated"})
    said = texts(open_page(page))
    assert "Child-related sessions only:" not in said
    assert "Groups are least known" not in said


def test_the_datasheet_is_that_of_the_folder(change):
    change("meetings", dict)
    address = {"tab": ["datasheet"]}
    (change.folder / "README.md").write_text("# Quite another sheet", encoding="utf-8")
    assert "Quite another sheet" in texts(open_page("pages/7_Data_and_methods.py", address))
    (change.folder / "README.md").unlink()
    assert "has no datasheet" in texts(open_page("pages/7_Data_and_methods.py", address))


def test_how_to_cite_names_the_version_and_the_view(change):
    page = "pages/7_Data_and_methods.py"
    cited = [block.value for block in open_page(page, {"meeting": ["igf2024"]}).main.get("code")]
    assert cited[0].startswith("The maintainers of the children's-rights dashboard. “Children's rights at the IGF”. Data of ")
    assert "(version " in cited[0] and "CC BY 4.0" in cited[0]
    assert cited[1].endswith("?meeting=igf2024")
    change("meetings", dict)  # a folder of one's own has another maker and another licence
    (view,) = [block.value for block in open_page(page).main.get("code")]
    assert view.startswith("“Children's rights at the IGF”. Data of ")
