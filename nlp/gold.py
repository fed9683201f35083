"""Labelled documents: read from JSON Lines, turned into input, and laid beside what was found in them.

A gold line is a document as `cms-tracker analyse` reads it, with a `kind`, the right `themes` (null: not
labelled) and `sentences` of `start`, `end`, `classes` (every class that counts as right) and `deadline`
(its wording, or null).
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
        _ = (
            gold["id"],
            gold["text"],
            gold["kind"],
            [(one["start"], one["classes"]) for one in gold["sentences"]],
        )
    except (ValueError, LookupError, TypeError) as error:
        raise ValueError(f"line {number} is no gold document: {error!r}") from error
    return gold
