"""What the sample's GOV.UK answers: search, documents, offices and files."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from tracker.demo.asking import Ask, File, NotFound
from tracker.demo.content import read
from tracker.demo.govuk_shapes import Shown, content, ministers, role, search_row, shown
from tracker.demo.workbooks import ODS, statistics_workbook

_PARAMETERS = frozenset({
    "q", "count", "start", "order", "fields", "filter_organisations", "filter_public_timestamp",
    "filter_content_store_document_type",
})  # fmt: skip
_MOST = 1500
_ALWAYS = ("index", "es_score", "_id", "elasticsearch_type", "document_type")


def search(ask: Ask) -> Any:
    """Answer `/api/search.json`; a parameter it does not know, or a count too large, is a 422."""
    if unknown := sorted(set(ask.query) - _PARAMETERS):
        return _refused(f"Unexpected parameters: {', '.join(unknown)}")
    count, start = ask.number("count", 10), ask.number("start", 0)
    if count > _MOST:
        return _refused(f"count is more than {_MOST}")
    if ask.text("order", "-public_timestamp") != "-public_timestamp":
        return _refused("order is none that can be sorted by")
    found = sorted((item for item in _shown(ask) if _matches(ask, item)), key=lambda item: item.updated)
    rows = [_chosen(ask, search_row(item)) for item in reversed(found)]
    return {
        "results": rows[start : start + count],
        "total": len(rows),
        "start": start,
        "aggregates": {},
        "suggested_queries": [],
    }


def content_item(ask: Ask, path: str) -> Any:
    """Answer `/api/content/...`: a document, an office, or the index of ministers."""
    roles = _sample()["role"]
    if path == "/government/ministers":
        return ministers(roles)
    for entry in roles:
        if entry["path"] == path:
            return role(entry, ask.as_of)
    for item in _shown(ask):
        if item.document["path"] == path:
            return content(item)
    raise NotFound(path)


def asset(ask: Ask, folder: str, name: str) -> File:
    """Answer `/media/{folder}/{name}`: a workbook that a document of the day names."""
    files = [file for item in _shown(ask) for state in item.states for file in state.get("files", ())]
    if not any((file["id"], file["name"]) == (folder, name) for file in files):
        raise NotFound(name)
    for workbook in _sample()["workbook"]:
        if workbook["name"] == name:
            return File(ODS, statistics_workbook(workbook["sheet"]))
    raise NotFound(name)


@cache
def _sample() -> dict[str, Any]:
    return read("govuk.toml")


def _shown(ask: Ask) -> list[Shown]:
    items = (shown(document, ask.as_of) for document in _sample()["document"])
    return [item for item in items if item is not None]


def _matches(ask: Ask, item: Shown) -> bool:
    kinds = ask.query.get("filter_content_store_document_type", [item.kind])
    organisations = ask.query.get("filter_organisations", ["department-for-work-pensions"])
    limits = dict(part.split(":", 1) for part in ask.text("filter_public_timestamp").split(",") if part)
    day = item.updated.date().isoformat()
    in_time = limits.get("from", "") <= day <= limits.get("to", "9999")
    is_here = item.kind in kinds and "department-for-work-pensions" in organisations
    return in_time and is_here and _has_words(item.words.casefold(), ask.text("q").casefold())


def _has_words(words: str, query: str) -> bool:
    """A query in quotation marks is a phrase; of one without, every word counts by itself."""
    if len(query) > 1 and query.startswith('"') and query.endswith('"'):
        return query.strip('"') in words
    return all(word in words for word in query.split())


def _chosen(ask: Ask, row: dict[str, Any]) -> dict[str, Any]:
    asked = [name for value in ask.query.get("fields", []) for name in value.split(",")]
    return {name: value for name, value in row.items() if not asked or name in {*asked, *_ALWAYS}}


def _refused(message: str) -> File:
    body = json.dumps({"error": message}).encode()
    return File("application/json; charset=utf-8", body, status=422)
