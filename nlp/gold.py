"""Labelled documents: read from JSON Lines, turned into input, and laid beside what was found in them.

A gold line is a document as `cms-tracker analyse` reads it, with a `kind`, the right `themes` (null: not
labelled), perhaps `themes_borderline` (on which readers may differ: not counted) and `sentences` of `start`,
`end`, `classes` (every class that counts as right) and `deadline` (its wording, or null).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from nlp.annotations import Document

GROUPS: dict[str, frozenset[str]] = {
    "cms": frozenset({"cms"}),
    "general": frozenset({"general"}),
    "debate": frozenset({"debate"}),
    "rest": frozenset({"general", "debate"}),
}
"""Kinds of documents that are measured together, beside all of them."""


_KINDS = {str: "a text", int: "a whole number", list: "a list"}


class Span(Protocol):
    """Anything that lies at some characters of a document, `end` exclusive."""

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """Character after the last."""
        ...


Found = TypeVar("Found", bound=Span)


def read_gold(lines: Iterable[str]) -> list[dict[str, Any]]:
    """Return the documents; blank lines are skipped. Raises ValueError naming the line that is no gold."""
    return [_read_line(line, number) for number, line in enumerate(lines, 1) if line.strip()]


def document_of(gold: Mapping[str, Any]) -> Document:
    """Return the document without its labels."""
    return Document(
        id=gold["id"],
        text=gold["text"],
        date=gold.get("date"),
        question=gold.get("question"),
        is_government=gold.get("is_government", True),
        house=gold.get("house"),
    )


def groups_of(kind: str) -> tuple[str, ...]:
    """Return the names of GROUPS that a kind belongs to, and "all"."""
    return (*(name for name, kinds in GROUPS.items() if kind in kinds), "all")


def match(truths: Sequence[Mapping[str, Any]], found: Iterable[Found]) -> dict[int, list[Found]]:
    """Give each sentence found to the gold sentence that it overlaps most, by its position."""
    matched: dict[int, list[Found]] = defaultdict(list)
    for one in found:
        overlaps = [
            (min(one.end, truth["end"]) - max(one.start, truth["start"]), -number)
            for number, truth in enumerate(truths)
        ]
        best, number = max(overlaps, default=(0, 0))
        if best > 0:
            matched[-number].append(one)
    return matched


def _read_line(line: str, number: int) -> dict[str, Any]:
    try:
        gold = json.loads(line)
    except ValueError as error:
        raise ValueError(f"line {number} is no gold document: not JSON: {error}") from error
    if fault := _fault(gold):
        raise ValueError(f"line {number} is no gold document: {fault}")
    return gold


def _fault(gold: object) -> str | None:
    """Return what is missing or wrong in a document, None where nothing is."""
    fault = _wrong_field(gold, {"id": str, "text": str, "kind": str, "sentences": list})
    if fault or not isinstance(gold, dict):
        return fault
    for number, sentence in enumerate(gold["sentences"], 1):
        if fault := _wrong_field(sentence, {"start": int, "end": int, "classes": list}):
            return f"sentence {number}: {fault}"
        if not sentence["classes"]:
            return f"sentence {number}: 'classes' is empty"
    return None


def _wrong_field(value: object, fields: Mapping[str, type]) -> str | None:
    """Return the first of the fields that a JSON object lacks or holds something else in."""
    if not isinstance(value, dict):
        return "not a JSON object"
    for name, kind in fields.items():
        if name not in value:
            return f"{name!r} is missing"
        if not isinstance(value[name], kind):
            return f"{name!r} must be {_KINDS[kind]}"
    return None
