"""What a preposition makes of a period: up to it, inside it, past it; and periods joined into a range."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from nlp.deadline_parts import read_period
from nlp.deadline_period import Period, Reading, Said

_RANGE = re.compile(r"\s+(?:until|to|through\s+to|through|up\s+to|till|or|and)\s+|\s*[–/-]\s*", re.IGNORECASE)
_OR = re.compile(r"\s+or\s+|\s*/\s*", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:by\s+)?", re.IGNORECASE)
_NOW = re.compile(r"(?:now|today)\s+and\s+", re.IGNORECASE)


def past_the_end(reading: Reading, today: date | None) -> Reading | None:
    """Read "after Easter": no day bounds it, so an event, unless it is long past."""
    end = reading.period.end
    if end and today and end < today:
        return None
    return Reading(reading.end, replace(reading.period, start=None, end=None, precision="event", edge=""))


def up_to(period: Period, today: date | None, *, is_before: bool) -> Period:
    """Return the time from the day said to the period's last day, or to the day before it starts."""
    if period.end is None or period.start is None:
        return replace(period, edge="until")
    last = period.start if period.edge == "start" else period.end
    has_begun = today is not None and period.start <= today
    is_point = period.edge in {"end", "turn"} or period.precision in {"recess", "parliament"}
    if is_before and not has_begun and not is_point:
        last = period.start - timedelta(days=1)
    return replace(period, start=today, end=last, edge="until")


def inside(period: Period) -> Period:
    """Return the period itself; of a year, its end alone is its last quarter, its turn two months."""
    if period.precision == "recess" and period.edge == "start" and period.start == period.end:
        return Period(None, None, "event")
    if period.start is None or period.end is None or "year" not in period.precision:
        return period
    if period.edge == "turn":
        first, last = period.end.replace(day=1), period.end + timedelta(days=31)
        return replace(period, start=first, end=last, precision="month")
    if period.edge == "end" and period.precision != "half-year":
        first = period.end.replace(day=1)
        for _ in range(2):
            first = (first - timedelta(days=1)).replace(day=1)
        return replace(period, start=first, precision="quarter")
    return period


def between(said: Said, pos: int) -> Reading | None:
    """Read "between 2026/27 and 2029/30"; "between now and March" is "by March"."""
    if now := _NOW.match(said.text, pos):
        reading = read_period(said, now.end())
        return reading and Reading(reading.end, up_to(reading.period, said.day, is_before=False))
    first = read_period(said, pos)
    joint = _AND.match(said.text, first.end) if first else None
    last = read_period(said, joint.end()) if joint else None
    if first and last:
        return _spanning(first, last)
    # "between 3 and 5 August", "between spring and autumn 2026" are read as one
    return first if first and _AND.search(said.text, pos, first.end) else None


def whole_range(said: Said, first: Reading, *, only_or: bool) -> Reading:
    """Read on where a second period follows: "from 1 April 2026 until 31 March 2027", "by May or June"."""
    joint = (_OR if only_or else _RANGE).match(said.text, first.end)
    last = read_period(said, joint.end()) if joint else None
    return _spanning(first, last) if last else first


def _spanning(first: Reading, last: Reading) -> Reading:
    start, end = first.period.start, last.period.end
    if start and end and start > end and first.period.is_bare:
        start -= relativedelta(years=1)  # "between April and June 2026": the year stands once
    if start and end and start > end and last.period.is_bare:
        end += relativedelta(years=1)  # "from November 2026 to March"
    if start is None or end is None or start > end:
        return Reading(last.end, replace(last.period, edge=""))
    return Reading(last.end, replace(last.period, start=start, end=end, edge=""))


OPENERS = (_NOW,)
"""What a range begins with that does not begin with a period."""
