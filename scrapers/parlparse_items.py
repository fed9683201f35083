"""The parts every parlparse file is made of: ids that say where and when, people, text.

TheyWorkForYou's files look alike from 1918 to today but for the way they name people (`speakerid` of a seat
in old files, `person_id` of a human being in new ones) and the letter of the re-scrape in the ids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from xml.etree.ElementTree import Element, tostring

from scrapers.attribution import parse_attribution
from scrapers.html_text import html_to_text

SITE = "https://www.theyworkforyou.com"
PREFIX = "uk.org.publicwhip/"
_PAGES = {
    "debate": "debates",
    "westminhall": "whall",
    "lords": "lords",
    "standing": "pbc",
    "wrans": "wrans",
    "wms": "wms",
}
_ALIASES = {"westminster": "westminhall", "lordswrans": "wrans", "lordswms": "wms"}
_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
# Old pages wrote curly quotes as Windows-1252 bytes; the files keep them as &#145; and the like.
_WINDOWS_1252 = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}


@dataclass(frozen=True, slots=True)
class Gid:
    """One of parlparse's ids, "uk.org.publicwhip/lords/2009-10-27a.1121.0" for instance."""

    text: str  # without the prefix: "lords/2009-10-27a.1121.0"
    kind: str  # a key of _PAGES
    date: str | None  # the last date in it: a committee's id begins with the day its bill was sent there

    @property
    def url(self) -> str:
        """Address of the item on TheyWorkForYou."""
        return f"{SITE}/{_PAGES[self.kind]}/?id={self.text.partition('/')[2]}"


class NoGid(ValueError):
    """An item without an id of a kind we read."""


def read_gid(element: Element) -> Gid:
    """Return the id of `element`. Raises NoGid where it is missing or of another parliament."""
    text = (element.get("id") or "").strip().removeprefix(PREFIX)
    if not text:
        raise NoGid(f"<{element.tag}> has no id")
    kind, _, rest = text.partition("/")
    kind = _ALIASES.get(kind, kind)
    if kind not in _PAGES or not rest:
        raise NoGid(f"id {text!r} is none of {', '.join(_PAGES)}")
    return Gid(text, kind, last_date(text))


def last_date(text: str) -> str | None:
    """Return the last real calendar day written YYYY-MM-DD in `text`."""
    found = None
    for candidate in _DATE.findall(text):
        try:
            found = date.fromisoformat(candidate).isoformat()
        except ValueError:
            continue
    return found


def element_html(element: Element) -> str:
    """Return what stands inside `element` as markup."""
    outer = tostring(element, encoding="unicode", short_empty_elements=False).translate(_WINDOWS_1252)
    return outer[outer.index(">") + 1 : outer.rindex(f"</{element.tag}")]


def element_text(element: Element) -> str:
    r"""Return the text of `element`: paragraphs split by `\n`, table rows as `cell | cell`."""
    return html_to_text(element_html(element))


def heading_text(element: Element) -> str:
    """Return a heading on one line."""
    return " ".join(element_text(element).split())


def page_url(element: Element, gid: Gid) -> str:
    """Return the address the file gives for `element`, or else TheyWorkForYou's."""
    return (element.get("url") or "").strip() or gid.url


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is speaking, as far as the file says."""

    name: str | None = None
    twfy_id: str | None = None  # "person/26120", in old files "member/1421" or "lord/100802"
    office: str | None = None
    party: str | None = None
    constituency: str | None = None
    attributed_to: str | None = None
    is_chair: bool = False


@dataclass(slots=True)
class Speakers:
    """Reads speakers in the order of the file and remembers the office each was introduced with."""

    chairs: set[str] = field(default_factory=set)  # names the file says are "in the Chair"
    offices: dict[str, str] = field(default_factory=dict)

    def read(self, element: Element) -> Speaker:
        """Return the speaker of a `<speech>`, `<ques>` or `<reply>`; an empty one where nobody is named."""
        printed = " ".join((element.get("speakername") or "").split())
        twfy_id = _person(element)
        if not printed and not twfy_id:
            return Speaker()
        parts = parse_attribution(printed)
        office = " ".join((element.get("speakeroffice") or "").split())
        key = twfy_id or parts.name or printed
        if introduced := office or parts.office:
            self.offices[key] = introduced
        return Speaker(
            name=parts.name or printed or None,
            twfy_id=twfy_id,
            office=self.offices.get(key),
            party=parts.party,
            constituency=parts.constituency,
            attributed_to=f"{office} ({printed})" if office else printed or None,
            is_chair=parts.is_chair or printed in self.chairs,
        )


def _person(element: Element) -> str | None:
    value = (element.get("person_id") or element.get("speakerid") or "").strip().removeprefix(PREFIX)
    return value if "/" in value else None  # "unknown" in some old files
