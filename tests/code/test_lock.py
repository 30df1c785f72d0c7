"""Does requirements.lock pin, with hashes, what pyproject.toml asks for, and everything that those need?"""

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
WANTED = [
    Requirement(line)
    for line in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
]
MACHINES = [
    {"python_version": version, "python_full_version": f"{version}.0", "sys_platform": system, "platform_system": name}
    for version in ("3.11", "3.12", "3.13", "3.14")
    for system, name in (("linux", "Linux"), ("darwin", "Darwin"), ("win32", "Windows"))
]
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}$")


def pins() -> list[tuple[Requirement, list[str]]]:
    """Each pin of the lock file with the lines of its hashes."""
    found: list[tuple[Requirement, list[str]]] = []
    for line in LOCK.splitlines():
        text = line.removesuffix(" \\")
        if line.startswith(" "):
            found[-1][1].append(text)
        elif not line.startswith("#"):
            found.append((Requirement(text), []))
    return found


def versions(machine: dict[str, str]) -> dict[str, str]:
    """Name → version of what is installed on a machine."""
    found: dict[str, str] = {}
    for pin, _ in pins():
        if pin.marker is None or pin.marker.evaluate(machine):
            (version,) = pin.specifier
            assert version.operator == "==", f"{pin} is not pinned"
            assert pin.name not in found, f"{pin.name} is pinned twice on {machine}"
            found[pin.name] = version.version
    return found


def test_every_pin_has_hashes_and_names_no_host():
    assert pins()
    assert [str(pin) for pin, hashes in pins() if not hashes or not all(HASH.match(line) for line in hashes)] == []
    assert [line for line in LOCK.splitlines() if "://" in line or "@" in line or line.startswith("-")] == []


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: f"{machine['python_version']}-{machine['sys_platform']}")
def test_the_lock_keeps_to_the_ranges_on_every_machine(machine):
    found = versions(machine)
    assert WANTED
    assert [str(wanted) for wanted in WANTED if not wanted.specifier.contains(found.get(wanted.name, "0"))] == []


def test_what_the_pinned_packages_need_is_pinned_too():
    found = versions({})
    open_names, seen = [wanted.name for wanted in WANTED], set()
    while open_names:
        name = canonicalize_name(open_names.pop())
        if name in seen:
            continue
        seen.add(name)
        needed = [Requirement(line) for line in requires(name) or []]
        open_names += [need.name for need in needed if need.marker is None or need.marker.evaluate({"extra": ""})]
    assert sorted(seen - found.keys()) == []
