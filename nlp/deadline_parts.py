"""Parts of periods ("early 2026", "Q3 26/27", "the end of March") and the times Parliament keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from nlp.deadline_atoms import read_day, read_month, read_season, read_week
from nlp.deadline_period import Period, Reading, Said, span, unknown
from nlp.deadline_years import read_decade, read_split_year, read_year
from nlp.parliament_calendar import parliament_end, recess_start

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": -1, "last": -1, "latter": -1}
# Months of the year, counted from its first, that the guide gives to each part.
_PARTS = {"early": (0, 3), "mid": (4, 4), "late": (9, 3)}
_PART_WORDS = {
    "early": "early", "start": "early", "beginning": "early", "mid": "mid", "middle": "mid", "late": "late",
    "latter part": "late", "early part": "early",
}  # fmt: skip

_PART = re.compile(
    r"""(?:the\s+(?:very\s+)?)?(?P<part>early\s+part|latter\s+part|early|mid|middle|late|start|beginning)
        (?:\s+of\s+|\s+in\s+|\s*[-–]\s*|\s+)(?=\S)""",
    re.IGNORECASE | re.VERBOSE,
)
_END = re.compile(
    r"(?:the\s+(?:very\s+)?)?(?:end|close|conclusion)(?:\s+of\s+|\s*[-–]\s*|\s+)", re.IGNORECASE
)
_YEAR_END = re.compile(r"(?:the\s+)?year[-\s]?end\b", re.IGNORECASE)
_LATER = re.compile(
    r"later(?:\s+on)?\s+(?:in\s+)?|the\s+(?:rest|remainder|course|duration)\s+of\s+", re.IGNORECASE
)
_OF_A_YEAR = r"(?=\s+of\s+(?:20\d\d|(?:the\s+)?next\b|the\s+(?:new|financial)\b))"
_QUARTER_NUMBER = re.compile(r"Q(?P<n>[1-4])\b")
_QUARTER = re.compile(
    rf"(?:the\s+)?(?P<n>first|second|third|fourth|final|last)\s+(?:quarter\b|three\s+months{_OF_A_YEAR})",
    re.IGNORECASE,
)
_THIS_QUARTER = re.compile(r"(?P<which>this|next|the(?:\s+(?:next|current))?)\s+quarter\b", re.IGNORECASE)
_HALF = re.compile(
    rf"(?:(?:the\s+)?(?P<n>first|second|latter)\s+(?:half|six\s+months{_OF_A_YEAR})|H(?P<digit>[12]))\b",
    re.IGNORECASE,
)
_OF = re.compile(r",?\s+(?:of\s+)?")
_PARLIAMENT = re.compile(
    r"(?:the\s+(?:lifetime|life|course|duration|term)\s+of\s+)?(?:this|the(?:\s+(?:current|present))?)\s+"
    r"(?:current\s+)?Parliament\b(?!['’]s\b|[-\w])"
)
_RECESS = re.compile(
    r"""(?:the\s+|this\s+|next\s+|our\s+)?(?:coming\s+|forthcoming\s+)?
        (?P<name>summer|christmas|easter|whitsun|whit|february|november|conference)?
        \s*(?:parliamentary\s+)?recess\b
      | (?:the|this)\s+House\s+(?:rises|adjourns|breaks\s+up)
        (?:\s+for\s+(?:the\s+)?(?P<rises>\w+)(?:\s+recess)?)?
      | (?:Parliament|we)\s+(?:rises?|breaks?(?:\s+up)?)\s+for\s+(?:the\s+)?(?P<breaks>\w+)(?:\s+recess)?""",
    re.IGNORECASE | re.VERBOSE,
)
_FEAST = re.compile(
    r"(?:this\s+|next\s+)?(?P<name>Christmas|Easter)(?:\s+(?P<year>20\d\d))?\b"
    r"(?!\s+(?:recess|period|break|holidays?|adjournment|Island)|['’]s\b|[-\w])"
)


def read_period(said: Said, pos: int) -> Reading | None:
    """Return the longest period read at `pos` of the sentence, part or whole, or None."""
    readings = [reading for reader in _READERS if (reading := reader(said, pos))]
    return max(readings, key=lambda reading: reading.end, default=None)


def read_part(said: Said, pos: int) -> Reading | None:
    """Read "early 2026", "mid-2027/28", "the start of next year"; a part of less than a year is the whole."""
    match = _PART.match(said.text, pos)
    whole = read_whole(said, match.end()) if match else None
    if match is None or whole is None:
        return None
    word = re.sub(r"\s+", " ", match["part"].lower())
    period = replace(whole.period, edge="start" if word in {"start", "beginning"} else "")
    if "year" not in period.precision or period.start is None:
        precision = "quarter" if period.precision == "year" else period.precision
        return Reading(whole.end, replace(period, precision=precision))
    offset, length = _PARTS[_PART_WORDS[word]]
    part = _slice(period, offset, length, "quarter")
    return Reading(whole.end, replace(part, edge=period.edge))


def read_end(said: Said, pos: int) -> Reading | None:
    """Read "the end of March", "end-2026", "the year end": the period, marked as its end alone."""
    if match := _YEAR_END.match(said.text, pos):
        period = span(date(said.day.year, 1, 1), 12, "year") if said.day else unknown("year")
        return Reading(match.end(), replace(period, edge="end"))
    match = _END.match(said.text, pos)
    whole = read_whole(said, match.end()) if match else None
    return whole and Reading(whole.end, replace(whole.period, edge="end"))


def read_later(said: Said, pos: int) -> Reading | None:
    """Read "later in 2026", "the rest of the year"; "later" is from tomorrow, where the period is running."""
    match = _LATER.match(said.text, pos)
    whole = read_whole(said, match.end()) if match else None
    if match is None or whole is None:
        return None
    is_later = match.group().lower().startswith("later")
    period = whole.period
    if is_later and said.day and period.start and period.end and period.start != period.end:
        period = replace(period, start=max(period.start, min(said.day + timedelta(days=1), period.end)))
    return Reading(whole.end, period)


def read_quarter(said: Said, pos: int) -> Reading | None:
    """Read "Q3 2026" (calendar), "Q3 26/27" (financial), "the first quarter of next year", "next quarter"."""
    match = _QUARTER_NUMBER.match(said.text, pos) or _QUARTER.match(said.text, pos)
    if match:
        number = int(match["n"]) if match["n"].isdigit() else _ORDINALS[match["n"].lower()]
        return _share(said, match.end(), number if number > 0 else 4, 3, "quarter")
    match = _THIS_QUARTER.match(said.text, pos)
    if match is None:
        return None
    if said.day is None:
        return Reading(match.end(), unknown("quarter"))
    first = date(said.day.year, (said.day.month - 1) // 3 * 3 + 1, 1)
    is_next = "next" in match["which"].lower()
    return Reading(match.end(), span(first + relativedelta(months=3 * is_next), 3, "quarter"))


def read_half(said: Said, pos: int) -> Reading | None:
    """Read "the second half of 2026", "the first half of the financial year", "H1 2027"."""
    match = _HALF.match(said.text, pos)
    if match is None:
        return None
    number = int(match["digit"]) if match["digit"] else 1 + (match["n"].lower() != "first")
    reading = _share(said, match.end(), number, 6, "half-year")
    return reading if reading and (reading.end > match.end()) else None


def _share(said: Said, pos: int, number: int, months: int, precision: str) -> Reading | None:
    """Return the `number`-th share of the year named at `pos`; without one, the next that has not ended."""
    gap = _OF.match(said.text, pos)
    year = (read_split_year(said, gap.end()) or read_year(said, gap.end())) if gap else None
    if year is not None:
        if year.period.start is None:
            return Reading(year.end, replace(year.period, precision=precision))
        return Reading(year.end, _slice(year.period, (number - 1) * months, months, precision))
    if said.day is None:
        return Reading(pos, unknown(precision))
    firsts = (date(said.day.year + step, (number - 1) * months + 1, 1) for step in (0, 1))
    shares = (span(first, months, precision, is_bare=True) for first in firsts)
    return Reading(pos, next(share for share in shares if share.end and share.end >= said.day))


def _slice(year: Period, offset: int, months: int, precision: str) -> Period:
    assert year.start is not None
    return span(year.start + relativedelta(months=offset), months, precision)


def read_parliament(said: Said, pos: int) -> Reading | None:
    """Read "this Parliament": from the day said to the last day on which the next election can be held."""
    match = _PARLIAMENT.match(said.text, pos)
    if match is None:
        return None
    end = parliament_end(said.day) if said.day else None
    return Reading(match.end(), Period(said.day if end else None, end, "parliament"))


def read_recess(said: Said, pos: int) -> Reading | None:
    """Read "the summer recess", "the House rises for Christmas": what can be met is its start."""
    match = _RECESS.match(said.text, pos)
    if match is None:
        return None
    name = (match["name"] or match["rises"] or match["breaks"] or "").lower()
    name = {"whit": "whitsun"}.get(name, name)
    start = recess_start(name, after=said.day, house=said.house) if said.day else None
    if start is None and name == "summer" and said.day:
        july = date(said.day.year, 7, 31)
        start = july if said.day <= july else july.replace(year=july.year + 1)
    if start is None:
        return Reading(match.end(), unknown("recess" if name == "summer" else "event"))
    end = max(start, date(start.year, 8, 31)) if name == "summer" else start
    return Reading(match.end(), Period(start, end, "recess", edge="start"))


def read_feast(said: Said, pos: int) -> Reading | None:
    """Read "Christmas" and "Easter": the day itself."""
    match = _FEAST.match(said.text, pos)
    if match is None:
        return None
    if said.day is None and not match["year"]:
        return Reading(match.end(), unknown("day"))
    years = [int(match["year"])] if match["year"] else [said.day.year, said.day.year + 1] if said.day else []
    days = [date(year, 12, 25) if match["name"] == "Christmas" else easter(year) for year in years]
    day = next((day for day in days if said.day is None or day >= said.day), days[0])
    return Reading(match.end(), Period(day, day, "day", is_bare=not match["year"]))


_WHOLES: tuple[Callable[[Said, int], Reading | None], ...] = (
    read_day, read_week, read_month, read_season, read_split_year, read_year, read_decade, read_quarter,
    read_half, read_parliament, read_recess, read_feast,
)  # fmt: skip
_READERS = (*_WHOLES, read_part, read_end, read_later)


def read_whole(said: Said, pos: int) -> Reading | None:
    """Return the longest period read at `pos` that is no part of another one."""
    readings = [reading for reader in _WHOLES if (reading := reader(said, pos))]
    return max(readings, key=lambda reading: reading.end, default=None)
