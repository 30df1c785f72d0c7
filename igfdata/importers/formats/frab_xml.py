"""frab schedule as XML (``schedule.xml``), as frab and pretalx write it."""

import re
from typing import Any

from lxml import etree

from igfdata.importers.model import ImportFailed
from igfdata.importers.parsing.collect import Collector
from igfdata.importers.parsing.contents import Source
from igfdata.importers.parsing.listed_names import lists_people
from igfdata.importers.parsing.schedule_events import Listed, read_schedule

ORDER = 1
KEY = "frab_xml"
LABEL = "frab or pretalx schedule (XML)"
DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
END = re.compile(r"</schedule\s*>|<schedule\b[^<>]*/>")
FIELDS = """
    room title subtitle type date start end duration abstract slug track language description url
    """.split()  # noqa: SIM905


def sniff(source: Source) -> bool:
    """Whether a file is a schedule in XML."""
    return re.search(r"<schedule[\s>]", source.text[:8_000]) is not None and source.text.lstrip()[:1] == "<"


def parse(source: Source, out: Collector) -> None:
    """Read the events; a document type or entity of its own is refused, nothing outside the file is fetched."""
    root, error_line = _tree(source)
    if error_line:
        out.whole.warning("", "", f"the XML has an error in line {error_line}; what can be read is read")
    listed = [_listed(number, element) for number, element in enumerate(root.iter("event"), 1)]
    zone, change = (root.findtext(f"conference/{name}") or "" for name in ("time_zone_name", "day_change"))
    read_schedule(source, out, listed, zone=zone, day_change=change)


def _tree(source: Source) -> tuple[etree._Element, int]:
    if re.search(r"<!(?:DOCTYPE|ENTITY)", source.text, re.I):
        line = source.text[: re.search(r"<!(?:DOCTYPE|ENTITY)", source.text, re.I).start()].count("\n") + 1  # type: ignore[union-attr]
        expected = "XML with a document type or entities of its own is refused"
        raise ImportFailed.because(source.filename, expected, record=f"line {line}", field="DOCTYPE")
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(DECLARATION.sub("", source.text, count=1).lstrip().encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or root.tag != "schedule":
        raise ImportFailed.because(source.filename, "not a schedule: the outermost XML element is not <schedule>")
    text = source.text.rstrip()
    if not END.search(text[-20_000:]):
        expected = "the XML ends here, before </schedule>. Save or fetch the file again; nothing is imported"
        raise ImportFailed.because(source.filename, expected, record=f"line {text.count(chr(10)) + 1}")
    errors = [entry.line for entry in parser.error_log]
    return root, min(errors) if errors else 0


def _listed(number: int, element: etree._Element) -> Listed:
    """An event with the day and the room it is listed under, and which of its parts hold anything."""
    day, room = (next((dict(one.items()) for one in element.iterancestors(name)), {}) for name in ("day", "room"))
    parts = (part for part in element if isinstance(part.tag, str))
    held = {str(part.tag): bool(len(part) or (part.text or "").strip()) for part in parts}
    record = f"event {number} (line {element.sourceline})"
    return Listed(_event(element), record, day.get("date", ""), day.get("end", ""), room.get("name", ""), held)


def _event(element: etree._Element) -> dict[str, Any]:
    event: dict[str, Any] = {name: "".join(child.itertext()) for name in FIELDS if (child := element.find(name)) is not None}
    event["guid"] = element.get("guid") or element.get("id") or element.get("code") or ""
    event["state"] = element.get("state") or element.findtext("state") or ""
    event["persons"] = [
        {"name": " ".join("".join(person.itertext()).split()), "person": _value(person)}
        for person in element.findall("persons/person")
    ]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in event and lists_people(child.tag):
            event[child.tag] = _value(child)
    return event


def _value(element: etree._Element) -> Any:
    """An element about people as text, or as its attributes and parts by name."""
    children = [child for child in element if isinstance(child.tag, str)]
    text = " ".join("".join(element.itertext()).split())
    if not children and not element.attrib:
        return text
    listed = [{str(child.tag): _value(child)} for child in children]
    own = {str(name): str(value) for name, value in element.attrib.items()}
    flat = {name: value for one in listed for name, value in one.items() if isinstance(value, str)}
    return [{**own, **flat, **({"name": text} if text and not children else {})}, *listed]
