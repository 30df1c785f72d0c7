"""The user guide: a section and a picture for each page, and words that stand on the pages."""

import re
from pathlib import Path

from PIL import Image

from tests.pictures import COLOURS, FOLDER, SIZE, in_few_colours, pages

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/guide.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", GUIDE, flags=re.MULTILINE | re.DOTALL))
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [ROOT / "dashboard.py", *ROOT.glob("pages/**/*.py"), *ROOT.glob("igfdata/**/*.py")]
)


def test_each_page_has_a_section_in_the_order_of_the_menu():
    assert list(SECTIONS)[1:] == [name.replace("_", " ") for name in pages()]
    assert len(pages()) >= 8


def test_each_page_has_a_picture_and_there_are_no_others():
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(pages())
    for name in pages():
        assert re.findall(r"\]\(pictures/(\w+)\.png\)", SECTIONS[name.replace("_", " ")]) == [name]
        with Image.open(FOLDER / f"{name}.png") as picture:
            assert picture.size == (SIZE["width"], SIZE["height"])
        assert (FOLDER / f"{name}.png").stat().st_size < 150_000


def test_the_questions_are_those_of_the_readme():
    for title, text in list(SECTIONS.items())[1:]:
        (question,) = re.findall(r"^\*(.+\?)\*$", text, flags=re.MULTILINE)
        assert f"| {title} | {question} |" in README


def test_words_in_bold_stand_on_the_pages():
    bold = set(re.findall(r"\*\*([^*]+)\*\*", GUIDE)) - {"bold"}
    assert len(bold) > 30
    assert [words for words in sorted(bold) if words not in SOURCES] == []


def test_sentences_are_short():
    text = re.sub(r"!\[.*?\]\(.*?\)|[*`]", "", GUIDE)
    sentences = [sentence for line in text.splitlines() for sentence in re.split(r"(?<=[.?!]) ", line)]
    assert [sentence for sentence in sentences if len(sentence.split()) > 25] == []


def test_a_picture_keeps_the_colours_that_a_page_has_most_of():
    """An off-white page with 300 greys of one pixel each: the page stays as it is, and no more colours are left than are allowed."""
    picture = Image.new("RGB", (40, 20), (250, 250, 248))
    for number in range(300):
        picture.putpixel((number % 40, number // 40), (number % 256, number // 2, 7))
    small = in_few_colours(picture).convert("RGB")
    assert small.size == (40, 20) and small.getpixel((39, 19)) == (250, 250, 248)
    assert len(small.getcolors()) <= COLOURS
