"""Do the README and the page of commands say what the program does?"""

import re
import subprocess
import sys
from pathlib import Path

from igfdata.selection import FIELDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs/commands.md").read_text(encoding="utf-8")


def blocks(language):
    """Code blocks of a language, in order."""
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def test_the_notebook_lines_print_what_stands_below_them():
    printed = subprocess.run(
        [sys.executable, "-c", blocks("python")[0]], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert printed.rstrip("\n") == blocks("text")[0].rstrip("\n")


def test_every_key_of_the_address_is_documented():
    paragraph = COMMANDS[COMMANDS.index("## Addresses") : COMMANDS.index("## The command line")]
    assert [field.key for field in FIELDS if f"`{field.key}`" not in paragraph] == []


def test_every_page_is_named():
    titles = [path.stem.split("_", 1)[1].replace("_", " ") for path in (ROOT / "pages").glob("[0-9]*.py")]
    assert titles
    assert [title for title in titles if f"| {title} |" not in README] == []


def test_every_command_and_target_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    program = subprocess.run(
        [sys.executable, "-m", "igfdata", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert all(
        re.search(rf"^{target}:", makefile, flags=re.MULTILINE)
        for target in re.findall(r"^make ([\w-]+)", README, flags=re.MULTILINE)
    )
    commands = set(re.findall(r"^python -m igfdata (\w+)", README + COMMANDS, flags=re.MULTILINE))
    assert commands
    assert all(command in program for command in commands)


def test_its_pictures_exist():
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_the_first_screen_has_the_two_commands_and_one_picture():
    first = README[: README.index("\n## ")]
    assert re.findall(r"^make (\w+)", first, flags=re.MULTILINE) == ["run", "test"]
    assert len(re.findall(r"!\[", first)) == 1
    assert len(first.splitlines()) < 20
