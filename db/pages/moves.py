"""How the date of a promise moved: a bar for each time that a date was given, on one common scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.pages.said import Occasion

SCALE = 1000
"""Units of the whole width."""


@dataclass(frozen=True, slots=True)
class Move:
    """A date as given on a day: the bar runs from that day to the last day promised."""

    said_on: str
    wording: str
    latest: str
    start: int
    length: int
    today: int


def moves(occasions: Sequence[Occasion], as_of: date) -> list[Move]:
    """Return a bar for each occasion that gave a date, or none where the date never moved."""
    given = [
        (row["date"], row["new_deadline"], row["new_latest"])
        for row in (occasion.mention for occasion in occasions)
        if row["date"] and row["new_latest"]
    ]
    if len({latest for _, _, latest in given}) < 2:
        return []
    ends = [date.fromisoformat(day) for said, _, latest in given for day in (said, latest)] + [as_of]
    opening, span = min(ends), max((max(ends) - min(ends)).days, 1)

    def place(day: date) -> int:
        return round((day - opening).days * SCALE / span)

    return [_move(said, wording, latest, place, as_of) for said, wording, latest in given]


def _move(said: str, wording: str, latest: str, place, as_of: date) -> Move:
    start, end = place(date.fromisoformat(said)), place(date.fromisoformat(latest))
    today = min(place(as_of), SCALE - 3)
    return Move(said, wording, latest, min(start, end), max(abs(end - start), 6), today)
