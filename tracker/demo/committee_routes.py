"""The committees service: publications of a committee by type and time, single ones, and their files."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from html import escape
from typing import Any

from tracker.demo.asking import Ask, NotFound
from tracker.demo.committee_shapes import publication_item
from tracker.demo.content import read
from tracker.demo.markup import answer_html
from tracker.demo.pdf_writer import write_pdf

_FILE = "committees.toml"
_TAKE = 30
_HEADING = re.compile(r"<p># (.+?)</p>")
_FORMATS = ("OriginalFormat", "Html", "Pdf")


def publications(ask: Ask) -> Any:
    """Publications of a committee, of some types, within a time; the newest first unless asked otherwise."""
    content = read(_FILE)
    found = [entry for entry in _shown(ask) if _matches(ask, entry, content["committee"]["id"])]
    is_rising = ask.text("SortOrder") == "PublicationDateAscending"
    found.sort(key=lambda entry: (entry["date"], entry["id"]), reverse=not is_rising)
    skip, take = ask.number("Skip", 0), ask.number("Take", _TAKE)
    page = found[skip : skip + take]
    return {"totalResults": len(found), "items": [_item(ask, entry) for entry in page]}


def publication(ask: Ask, number: str) -> Any:
    """One publication by its number."""
    return _item(ask, _entry(ask, number))


def document(ask: Ask, number: str, document_id: str, file_format: str) -> Any:
    """One file of a publication, which is there only in the format it was handed in as."""
    for file in _entry(ask, number)["document"]:
        if file["id"] == int(document_id) and file_format.lower() == _FORMATS[0].lower():
            return {"fileName": file["file"], "data": base64.b64encode(file_bytes(file)).decode()}
    raise NotFound("document")


def file_bytes(file: dict[str, Any]) -> bytes:
    """Return a file as its name says: a web page or a PDF."""
    if file["file"].endswith(".pdf"):
        return write_pdf(file["text"], header=file.get("header", ""))
    body = _HEADING.sub(r"<h2>\1</h2>", answer_html(file["text"]))
    head = f'<meta charset="utf-8"><title>{escape(file["file"])}</title>'
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>\n{body}\n</body></html>\n".encode()


def _shown(ask: Ask) -> Iterator[dict[str, Any]]:
    return (entry for entry in read(_FILE)["publication"] if entry["date"] <= ask.as_of)


def _entry(ask: Ask, number: str) -> dict[str, Any]:
    for entry in _shown(ask):
        if entry["id"] == int(number):
            return entry
    raise NotFound("publication")


def _item(ask: Ask, entry: dict[str, Any]) -> dict[str, Any]:
    answers = [other for other in _shown(ask) if other.get("responds_to") == entry["id"]]
    sizes = {file["id"]: len(file_bytes(file)) for file in entry["document"]}
    return publication_item(entry, read(_FILE)["committee"], answers=answers, sizes=sizes)


def _matches(ask: Ask, entry: dict[str, Any], committee: int) -> bool:
    types = ask.numbers("PublicationTypeIds")
    published = datetime.combine(entry["date"], time(10, 15))
    return (
        ask.number("CommitteeId", committee) == committee
        and (not types or entry["type"] in types)
        and _moment(ask, "StartDate", date.min) <= published <= _moment(ask, "EndDate", date.max)
        and ask.text("SearchTerm").lower() in entry["title"].lower()
    )


def _moment(ask: Ask, name: str, default: date) -> datetime:
    """A time as it was asked for: a bare day is its midnight, so an end without a time leaves its day out."""
    value = ask.text(name)
    return datetime.fromisoformat(value) if value else datetime.combine(default, time.min)
