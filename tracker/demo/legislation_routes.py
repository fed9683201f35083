"""legislation.gov.uk: the feed of titles, two entries a page, and texts marked up as on a day."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from tracker.demo.asking import Ask, File, NotFound
from tracker.demo.clml_shapes import ATOM, DC, LEG, UKM, entry_element, text_element
from tracker.demo.content import read

_PAGE_SIZE = 2  # the service's is 20, and its approximate totals are of no use either

for _prefix, _name in (("atom", ATOM), ("leg", LEG), ("ukm", UKM), ("dc", DC)):
    ElementTree.register_namespace(_prefix, _name.strip("{}"))


def feed(ask: Ask) -> File:
    """Everything with these words in its title, in any order, the newest first."""
    words = ask.text("title").lower().split()
    found = [item for item in _known(ask.as_of) if all(word in item["title"].lower() for word in words)]
    page, last = ask.number("page", 1), max(1, -(-len(found) // _PAGE_SIZE))
    if page > last:
        raise NotFound("page")
    root = Element(f"{ATOM}feed")
    SubElement(root, f"{ATOM}id").text = "http://www.legislation.gov.uk/all/data.feed"
    SubElement(root, f"{ATOM}title").text = "Search Results"
    SubElement(root, f"{LEG}page").text = str(page)
    SubElement(root, f"{LEG}morePages").text = str(last - page)
    for item in found[(page - 1) * _PAGE_SIZE : page * _PAGE_SIZE]:
        root.append(entry_element(item, ask.as_of))
    return _file(root, "application/atom+xml")


def text(ask: Ask, path: str) -> File:
    """One Act or instrument as it stands on the day."""
    for item in _known(ask.as_of):
        if item["path"] == path:
            return _file(text_element(item, ask.as_of), "application/xml")
    raise NotFound("legislation")


@cache
def _all() -> list[dict[str, Any]]:
    items = read("legislation.toml")["item"]
    return sorted(items, key=lambda item: item["made"], reverse=True)


def _known(day: date) -> list[dict[str, Any]]:
    return [item for item in _all() if item["made"] <= day]


def _file(root: Element, content_type: str) -> File:
    return File(f"{content_type};charset=utf-8", ElementTree.tostring(root, encoding="utf-8"))
