"""Acts and instruments of the sample in the mark-up of legislation.gov.uk, as on a day. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, SubElement

ATOM = "{http://www.w3.org/2005/Atom}"
LEG = "{http://www.legislation.gov.uk/namespaces/legislation}"
UKM = "{http://www.legislation.gov.uk/namespaces/metadata}"
DC = "{http://purl.org/dc/elements/1.1/}"
PUBLIC_URL = "http://www.legislation.gov.uk"  # in the data it is not https
_TYPES = {"ukpga": "UnitedKingdomPublicGeneralAct", "uksi": "UnitedKingdomStatutoryInstrument"}
_NOUNS = {"ukpga": ("section", "S."), "uksi": ("regulation", "Reg.")}

Item = dict[str, Any]


def entry_element(item: Item, day: date) -> Element:
    """Return an entry of a feed, as on the day."""
    kind, year, number = item["path"].split("/")
    entry = Element(f"{ATOM}entry")
    address = f"{PUBLIC_URL}/{item['path']}"
    _say(entry, f"{ATOM}id", f"{PUBLIC_URL}/id/{item['path']}")
    _say(entry, f"{ATOM}title", item["title"])
    SubElement(entry, f"{ATOM}link", rel="self", href=f"{PUBLIC_URL}/id/{item['path']}")
    SubElement(entry, f"{ATOM}link", href=f"{address}/{current_version(item, day)}")
    _say(SubElement(entry, f"{ATOM}author"), f"{ATOM}name", "")
    _say(entry, f"{ATOM}updated", f"{_edited(item, day)}T01:00:00+01:00")
    _say(entry, f"{ATOM}published", f"{item['made']}T00:00:00Z")
    SubElement(entry, f"{UKM}DocumentMainType", Value=_TYPES[kind])
    SubElement(entry, f"{UKM}Year", Value=year)
    SubElement(entry, f"{UKM}Number", Value=number)
    SubElement(entry, f"{UKM}CreationDate", Date=str(item["made"]))
    _say(entry, f"{ATOM}summary", item["title"])
    return entry


def text_element(item: Item, day: date) -> Element:
    """Return the whole text, as on the day."""
    root = Element(
        f"{LEG}Legislation",
        DocumentURI=f"{PUBLIC_URL}/{item['path']}",
        IdURI=f"{PUBLIC_URL}/id/{item['path']}",
        NumberOfProvisions=str(len(item["provision"])),
        RestrictExtent="E+W+S",
    )
    if "status" in item:
        root.set("Status", item["status"])
    root.append(_metadata(item, day))
    is_act = item["path"].startswith("ukpga/")
    main = SubElement(root, f"{LEG}Primary" if is_act else f"{LEG}Secondary")
    main.append(_prelims(item, is_act))
    body = SubElement(main, f"{LEG}Body")
    for number, provision in enumerate(item["provision"], 1):
        body.append(_provision(item, number, provision, day))
    notes = SubElement(root, f"{LEG}Commentaries")
    for number, words in _notes(item, day):
        note = SubElement(notes, f"{LEG}Commentary", id=f"key-{number}", Type="I")
        _say(SubElement(note, f"{LEG}Para"), f"{LEG}Text", words)
    return root


def current_version(item: Item, day: date) -> str:
    """Return the last day on which something of the item came into force, else how it was first printed."""
    if item.get("final"):
        return "made"
    started = [p["started"] for p in item["provision"] if _has_started(p, day)]
    return str(max(started, default="prospective", key=str))


def _metadata(item: Item, day: date) -> Element:
    _, year, number = item["path"].split("/")
    is_act = item["path"].startswith("ukpga/")
    metadata = Element(f"{UKM}Metadata")
    _say(metadata, f"{DC}identifier", f"{PUBLIC_URL}/{item['path']}")
    _say(metadata, f"{DC}title", item["title"])
    _say(metadata, f"{DC}modified", str(_edited(item, day)))
    primary = SubElement(metadata, f"{UKM}PrimaryMetadata" if is_act else f"{UKM}SecondaryMetadata")
    status = "final" if item.get("final") else "revised"
    SubElement(SubElement(primary, f"{UKM}DocumentClassification"), f"{UKM}DocumentStatus", Value=status)
    SubElement(primary, f"{UKM}Year", Value=year)
    SubElement(primary, f"{UKM}Number", Value=number)
    SubElement(primary, f"{UKM}EnactmentDate" if is_act else f"{UKM}Made", Date=str(item["made"]))
    if "coming_into_force" in item:
        coming = SubElement(primary, f"{UKM}ComingIntoForce")
        SubElement(coming, f"{UKM}DateTime", Date=str(item["coming_into_force"]))
    return metadata


def _prelims(item: Item, is_act: bool) -> Element:
    prelims = Element(f"{LEG}PrimaryPrelims" if is_act else f"{LEG}SecondaryPrelims")
    _say(prelims, f"{LEG}Title", item["title"])
    if "coming_into_force" in item:
        coming = SubElement(prelims, f"{LEG}ComingIntoForce")
        _say(coming, f"{LEG}Text", "Coming into force")
        _say(coming, f"{LEG}DateText", f"{item['coming_into_force']:%-d %B %Y}")
    return prelims


def _provision(item: Item, number: int, provision: Item, day: date) -> Element:
    noun = _NOUNS[item["path"].split("/")[0]][0]
    group = Element(f"{LEG}P1group")
    if not item.get("final"):
        if _has_started(provision, day):
            group.set("RestrictStartDate", str(provision["started"]))
        else:
            group.set("Status", "Prospective")
    _say(group, f"{LEG}Title", provision["heading"])
    section = SubElement(group, f"{LEG}P1", IdURI=f"{PUBLIC_URL}/id/{item['path']}/{noun}/{number}")
    label = SubElement(section, f"{LEG}Pnumber")
    if not item.get("final"):
        SubElement(label, f"{LEG}CommentaryRef", Ref=f"key-{number}").tail = str(number)
    paragraphs = SubElement(section, f"{LEG}P1para")
    for text in provision["text"]:
        _say(SubElement(SubElement(paragraphs, f"{LEG}P2"), f"{LEG}P2para"), f"{LEG}Text", text)
    return group


def _notes(item: Item, day: date) -> Iterator[tuple[int, str]]:
    """The editors' notes: an Act's provision that waits for a day says so, and keeps saying so afterwards."""
    kind = item["path"].split("/")[0]
    for number, provision in enumerate(() if item.get("final") else item["provision"], 1):
        name = f"{_NOUNS[kind][1]} {number}"
        if provision.get("started") == item["made"]:
            yield number, f"{name} in force at Royal Assent"
            continue
        waits = f"{name} not in force at Royal Assent, see {provision.get('see', 's. 3(2)')}"
        parts = [waits] if kind == "ukpga" else []
        if _has_started(provision, day):
            by = f" by {provision['by']}, art. 2" if "by" in provision else ""
            since = "{0.day}.{0.month}.{0.year}".format(provision["started"])
            parts.append(f"{name} in force at {since}{by}")
        yield number, "; ".join(parts)


def _has_started(provision: Item, day: date) -> bool:
    return "started" in provision and provision["started"] <= day


def _edited(item: Item, day: date) -> date:
    """The last day on which the editors had something to change."""
    started = [p["started"] for p in item["provision"] if _has_started(p, day)]
    return max([item["edited"], *started])


def _say(parent: Element, tag: str, words: str) -> None:
    SubElement(parent, tag).text = words
