"""Observations of written statements to one each, and how statements belong together.

A statement is normally made in both Houses, and is corrected not in place but by another statement.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from db.merge import Observation, settle
from scrapers.records import Id, WrittenStatement

ALIKE = 85.0
"""How alike (0 to 100) the words of two statements must be to count as one made in both Houses."""

_CORRECTIONS = {"CorrectedStatement", "CorrectedAnswer"}
_SHORTEST = 80  # characters of a cut text that are enough to know it by
# "My hon Friend ... has today made the following statement.", with or without a blank before the text
_INTRODUCED = re.compile(
    r"^\s*My\b.{0,300}?\bmade\b.{0,40}?\bthe following\b.{0,60}?\bstatement\b\s*[.:]?\s*",
    re.IGNORECASE | re.DOTALL,
)


def merge_statement(observations: Iterable[Observation[WrittenStatement]]) -> Observation[WrittenStatement]:
    """Return the fullest, newest observation of one statement."""
    items = list(observations)
    newest = max(
        items, key=lambda item: (item.record.is_full, item.sighting.last_seen, item.sighting.raw_hash)
    )
    return settle(newest, items)


def corrections_of(
    groups: Mapping[Id, Sequence[Observation[WrittenStatement]]], kept: Iterable[Id]
) -> list[list[Observation[WrittenStatement]]]:
    """Return the statements that correct one of `kept`, or are corrected by one, with that as the reason.

    `groups` holds the observations of every statement by its id. A correction often names no subject of its
    own: it is about what it corrects.
    """
    kept = set(kept)
    why: dict[Id, Id] = {}
    for key, items in groups.items():
        named = (link for item in items for link in item.record.links if link.kind in _CORRECTIONS)
        for link in named:
            for one, other in ((key, link.statement_id), (link.statement_id, key)):
                if one not in kept and one in groups and other in kept:
                    why[one] = min(other, why.get(one, other), key=str)
    return [
        [replace(item, why=f"linked with statement {other}") for item in groups[key]]
        for key, other in why.items()
    ]


def copies_in_the_other_house(statements: Iterable[Observation[WrittenStatement]]) -> dict[Id, Id]:
    """Return which statement repeats which: by id the second House's copy, and the one that came first.

    Two statements are one when House differs and title, day and words agree; two of one title and day whose
    words differ stay two. The first of `statements` is the one that is repeated.
    """
    copies: dict[Id, Id] = {}
    firsts: dict[tuple[str, str], list[WrittenStatement]] = defaultdict(list)
    for record in (item.record for item in statements):
        if record.date_made is None:
            continue
        same_title = firsts[record.date_made, _normal(record.title)]
        first = next((other for other in same_title if _is_copy(record, other)), None)
        if first is None:
            same_title.append(record)
        else:
            copies[record.id] = first.id
    return copies


def _is_copy(statement: WrittenStatement, other: WrittenStatement) -> bool:
    if statement.house == other.house:
        return False
    words, others = _words(statement), _words(other)
    if statement.is_truncated or other.is_truncated:
        length = min(len(words), len(others))
        if length < _SHORTEST:
            return False
        words, others = words[:length], others[:length]
    return bool(words and others) and fuzz.ratio(words, others) >= ALIKE


def _words(statement: WrittenStatement) -> str:
    text = _INTRODUCED.sub("", statement.text or "")
    return _normal(text.removesuffix("...") if statement.is_truncated else text)


def _normal(text: str) -> str:
    return " ".join(text.casefold().split())
