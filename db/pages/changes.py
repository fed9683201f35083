"""What changed between two versions of an answer, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\s+|[^\s]+")
_MOST = 4000  # words; beyond it the comparison is made line by line, or it would take seconds


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that is the "same" in both versions, or was "gone" from or "new" in the later."""

    kind: str
    text: str


def compare(old: str, new: str) -> list[Change]:
    """Return the later version with what was taken out and put in, in reading order."""
    is_long = len(old.split()) + len(new.split()) > _MOST
    before, after = (_lines(old), _lines(new)) if is_long else (_TOKEN.findall(old), _TOKEN.findall(new))
    return list(_changes(before, after))


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _changes(before: list[str], after: list[str]) -> Iterator[Change]:
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Change("same", "".join(after[c:d]))
            continue
        if b > a:
            yield Change("gone", "".join(before[a:b]))
        if d > c:
            yield Change("new", "".join(after[c:d]))
