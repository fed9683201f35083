"""Tells what a saved file is by what is in it: people rename files, and no extension can be believed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from scrapers.page_text import ASKED_BY, decode_text

EXPECTED = (
    "a questions API answer (list, single, or array of single answers), a statements API answer, "
    "a Hansard API debate, a members API answer (member, search, biography, history), "
    "TheyWorkForYou/parlparse XML, its people or ministers, or page text with 'Asked by:' lines"
)
_BINARY = (  # how files begin that people save by mistake
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HTML = re.compile(r"<!doctype\s+html|<html\b|<head\b|<body\b", re.IGNORECASE)
_HTML_TITLE = re.compile(r"<title[^>]*>\s*(.*?)\s*</title>", re.IGNORECASE | re.DOTALL)
_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_ROOT = re.compile(r"<([A-Za-z_][\w:.-]*)")
_SNIFFED = 200_000  # characters within which the root of an XML file must begin
_SHAPES = (  # kind of a single item, and names that its value always has
    ("question", {"questionText", "uin"}),
    ("statement", {"dateMade", "title"}),
    ("member", {"nameDisplayAs", "latestHouseMembership"}),
    ("biography", {"representations", "governmentPosts"}),
    ("history", {"partyHistory", "houseMembershipHistory"}),
)


class UnknownShape(ValueError):
    """A file of no kind we read; the message names it and says what it looks like and what was expected."""

    def __init__(self, name: str, looks_like: str) -> None:
        super().__init__(f"{name} {looks_like}; expected {EXPECTED}")


def recognise(body: bytes, name: str) -> str:
    """Return the kind of a saved file: a key of `scrapers.parsers.PARSERS`. Raises UnknownShape.

    Whether every item in it can be read is the parser's business. An empty list of results says nothing
    about what was asked for and counts as a questions list.
    """
    if looks := _binary(body):
        raise UnknownShape(name, looks)
    text = decode_text(body).lstrip("\ufeff \t\r\n")
    if not text:
        raise UnknownShape(name, "is empty")
    if text[0] in "{[":
        return _json_kind(text, name)
    if text[0] == "<":
        return _xml_kind(text, name)
    if ASKED_BY.search(text):
        return "page-text"
    raise UnknownShape(name, f"is plain text without a line 'Asked by:' (it begins {_opening(text)})")


def _binary(body: bytes) -> str | None:
    for start, noun in _BINARY:
        if body.startswith(start):
            return f"is {noun}"
    return "is a binary file" if _CONTROLS.search(decode_text(body[:4096])) else None


def _opening(text: str) -> str:
    return repr(" ".join(text[:60].split()))


def _json_kind(text: str, name: str) -> str:
    try:
        answer = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnknownShape(name, _json_fault(text, error)) from error
    except (ValueError, RecursionError) as error:  # numbers without end, brackets without end
        raise UnknownShape(name, f"is JSON that cannot be read: {error}") from error
    kind = _list_kind(answer) if isinstance(answer, list) else _object_kind(answer)
    if kind is None and isinstance(answer, Mapping) and {"status", "title"} <= set(answer):
        raise UnknownShape(name, f"is an error the service answered: {answer['status']} {answer['title']}")
    if kind is None:
        raise UnknownShape(name, f"is JSON of a shape we do not know ({_keys(answer)})")
    return kind


def _json_fault(text: str, error: json.JSONDecodeError) -> str:
    is_cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    if is_cut:
        return f"is JSON cut short at character {len(text)}, perhaps a download that broke off"
    return f"is not well-formed JSON: {error}"


def _keys(answer: Any) -> str:
    if isinstance(answer, list):
        return (
            f"an array of {len(answer)}, the first item: {_keys(answer[0])}" if answer else "an empty array"
        )
    if not isinstance(answer, Mapping):
        return f"a bare {type(answer).__name__}"
    more = ", ..." if len(answer) > 8 else ""
    top = ", ".join(repr(key) for key in list(answer)[:8])
    value = answer.get("value")
    inside = f", 'value' with {_keys(value)}" if isinstance(value, Mapping) else ""
    return f"top keys {top}{more}{inside}" if answer else "an empty object"


def _object_kind(answer: Mapping[str, Any]) -> str | None:
    if isinstance(answer.get("Overview"), Mapping):
        return "debate"
    if isinstance(answer.get("memberships"), list):
        return "people" if isinstance(answer.get("persons"), list) else "offices"
    results = answer.get("results")
    if isinstance(results, list):
        kinds = {_item_kind(item) for item in results}
        if not results and "totalResults" in answer:
            return "questions-list"
        return next((f"{kind}s-list" for kind in ("question", "statement") if kind in kinds), None)
    found = answer.get("items")
    if isinstance(found, list) and ("member" in map(_item_kind, found) or "resultContext" in answer):
        return "members-list"
    return _item_kind(answer)


def _list_kind(items: list[Any]) -> str | None:
    kinds = {_item_kind(item) for item in items}
    if "history" in kinds:
        return "history"
    return next((f"{kind}s" for kind in ("question", "statement", "member") if kind in kinds), None)


def _item_kind(item: Any) -> str | None:
    value = item.get("value") if isinstance(item, Mapping) else None
    if not isinstance(value, Mapping):
        return None
    return next((kind for kind, names in _SHAPES if names <= set(value)), None)


def _xml_kind(text: str, name: str) -> str:
    root = _root_name(text[:_SNIFFED])
    if root == "publicwhip":
        return "parlparse"
    if _HTML.search(text[:2000]):
        title = _HTML_TITLE.search(text[:_SNIFFED])
        called = f" called {' '.join(title[1].split())[:80]!r}" if title else ""
        raise UnknownShape(
            name, f"is an HTML page{called}, perhaps an error page saved instead of the answer"
        )
    if root is None:
        raise UnknownShape(name, f"looks like markup but has no root element (it begins {_opening(text)})")
    raise UnknownShape(name, f"is XML but not parlparse's: its root is <{root}>, not <publicwhip>")


def _root_name(text: str) -> str | None:
    position = 0
    while match := _PROLOG.match(text, position):
        position = match.end()
    root = _ROOT.match(text, position)
    return root[1] if root else None
