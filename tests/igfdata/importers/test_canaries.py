"""No name, address, biography, number or answer of a person leaves a parser by any way."""

import io
import logging
import traceback

import pytest
from programmes import ANSWER, BIO, CANARIES, CSV, MAIL, NAME, PHONE, SAMPLES

from igfdata.importers import FORMATS, ImportFailed, read


def everything(imported):
    frames = (imported.sessions, imported.participants, imported.texts)
    cells = [str(value) for frame in frames for row in frame.itertuples(index=False) for value in row]
    return "\n".join(
        [repr(imported), *cells, *map(str, imported.problems), *map(repr, imported.problems), repr(dict(imported.counts))]
    )


def outcome(text, caplog, **options):
    try:
        return everything(read(text.encode(), meeting="igf2025", filename="file", **options)) + caplog.text
    except ImportFailed as failed:
        trace = "".join(traceback.format_exception(failed, chain=True))
        # The chain of an exception must not hold the text of the file either; source lines of the program may.
        return (
            "\n".join([str(failed), repr(failed), repr(failed.problems), str(failed.__cause__), *trace.splitlines()[-1:]])
            + caplog.text
        )


def clean(text):
    return not any(canary in text for canary in CANARIES)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples(name, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    _key, text, options = SAMPLES[name]
    assert any(canary in text for canary in CANARIES)
    assert clean(outcome(text, caplog, **options))
    printed = capsys.readouterr()
    assert clean(printed.out + printed.err)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("format_key", FORMATS)
def test_samples_read_as_a_wrong_format(name, format_key, caplog):
    _, text, options = SAMPLES[name]
    try:
        imported = read(text.encode(), format=format_key, meeting="igf2025", filename="file", **options)
    except ImportFailed as failed:
        assert clean(str(failed) + repr(failed.problems))
    else:
        assert clean("\n".join(map(str, imported.problems)))


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_cut_off_anywhere(name, caplog):
    _, text, options = SAMPLES[name]
    for part in range(1, 40):
        cut = text[: len(text) * part // 40]
        try:
            imported = read(cut.encode(), format=SAMPLES[name][0], meeting="igf2025", filename="file", **options)
        except ImportFailed as failed:
            assert clean(str(failed) + repr(failed.problems) + str(failed.__cause__))
        else:
            assert clean("\n".join(map(str, imported.problems)) + imported.participants.to_csv())


@pytest.mark.parametrize("field", ["type", "date", "start", "end", "duration_min", "status", "source_urls", "stakeholder_group",
                                   "regional_group", "role", "active", "sdgs"])  # fmt: skip
@pytest.mark.parametrize("value", [NAME, MAIL, PHONE, BIO, ANSWER])
def test_a_column_mapped_to_the_wrong_field_shows_no_value(field, value, caplog):
    text = f'Title,Wrong\nPlay,"{value}"\n'
    seen = outcome(text, caplog, mapping={"Title": "title", "Wrong": field}, timezone="Europe/Oslo")
    assert clean(seen)


def test_names_in_descriptions_of_other_sessions_are_taken_out():
    text = '[{"name": "One two", "event_start": "2025-06-24 09:00", "description": "With Canary Name-7f3a"},' \
           ' {"name": "Three four", "event_start": "2025-06-24 09:00", "speakers": [{"name": "Canary Name-7f3a"}]}]'  # fmt: skip
    assert list(read(text.encode(), timezone="UTC").texts["text"]) == ["With [removed]"]


def test_addresses_and_numbers_in_texts_are_taken_out():
    text = "title,description\nPlay,Write to canary@example.org or call +47 22 00 00 00 about WSIS+20 2025\n"
    assert list(read(text.encode()).texts["text"]) == ["Write to [removed] or call [removed] about WSIS+20 2025"]


def test_frames_written_out_hold_no_canary():
    imported = read(CSV.encode(), timezone="Europe/Oslo")
    kept = io.StringIO()
    for frame in (imported.sessions, imported.participants, imported.texts):
        frame.to_csv(kept)
    assert clean(kept.getvalue())
