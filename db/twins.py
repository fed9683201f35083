"""Statements and debates that both Parliament's services and TheyWorkForYou's files hold: the services' hold.

Without this, a year that was read from both would count every promise twice. Questions are folded into each
other in `db.merge`, because each source has something of them that the other lacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from db.merge import Observation
from scrapers.records import Debate, WrittenStatement

R = TypeVar("R", WrittenStatement, Debate)
Key = tuple[str, str, str]
_KIND_OF_DEBATE = re.compile(r"\s*—\s*(?:[A-Z][\w()]* ?)+$")  # "Child Maintenance — Question" in the Lords


def without_copied_statements(
    items: Iterable[Observation[WrittenStatement]],
) -> list[Observation[WrittenStatement]]:
    """Leave out parlparse's copies of statements that the service gave: same House, day and number."""
    return _without_copies(items, _made_as)


def without_copied_debates(items: Iterable[Observation[Debate]]) -> list[Observation[Debate]]:
    """Leave out parlparse's copies of debates that Hansard's service gave: same House, day and title."""
    return _without_copies(items, _held_as)


def _without_copies(
    items: Iterable[Observation[R]], key_of: Callable[[R], Key | None]
) -> list[Observation[R]]:
    items = list(items)
    own = {key for item in items if not _is_copy(item) and (key := key_of(item.record))}
    return [item for item in items if not (_is_copy(item) and key_of(item.record) in own)]


def _is_copy(item: Observation) -> bool:
    return item.sighting.kind == "parlparse"


def _made_as(record: WrittenStatement) -> Key | None:
    return (record.house, record.date_made, record.uin.upper()) if record.date_made and record.uin else None


def _held_as(record: Debate) -> Key | None:
    title = " ".join(_KIND_OF_DEBATE.sub("", record.title).casefold().split())
    return (record.house, record.date, title) if record.date else None
