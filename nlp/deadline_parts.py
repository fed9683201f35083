"""Parts of periods: "early 2026", "Q3 26/27", "the end of March", "later this year"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

from nlp import deadline_days, deadline_months, deadline_parliament, deadline_years
from nlp.deadline_days import read_day, read_week
from nlp.deadline_months import read_feast, read_month, read_season
from nlp.deadline_parliament import read_fiscal_event, read_parliament, read_recess
from nlp.deadline_period import Period, Reading, Said, span, unknown
from nlp.deadline_years import read_decade, read_split_year, read_year, running_year
from nlp.parliament_calendar import parliament_end
from nlp.prefilter import Prefilter

Reader = Callable[[Said, int], Reading | None]
"""Reads a period that begins at a place of a sentence."""

# Months of the year, counted from its first, that the guide gives to each part, and the words for it.
_PARTS = {"early": (0, 3), "mid": (4, 4), "late": (9, 3)}
_PART_WORDS = {"start": "early", "beginning": "early", "opening": "early", "first": "early", "mid": "mid",
               "middle": "mid", "half": "mid", "early": "early"}  # fmt: skip
_PART = re.compile(
    r"""(?:the\s+(?:very\s+)?)?
        (?:(?P<part>early|latter|first|last)\s+part(?=\s+of\b)
          |(?P<some>early|opening|first\s+few|first\s+couple\s+of|latter|closing|final|last\s+few|last)\s+
             (?:few\s+)?(?:days|weeks|months)(?=\s+of\b)
          |(?P<word>early(?:\s+on)?|(?:mid-?|half)way\s+through|mid|middle|late|start|beginning))
        (?:\s+of\s+|\s+in\s+|\s*[-–]\s*|\s+)(?=\S)""",
    re.IGNORECASE | re.VERBOSE,
)
_END = re.compile(
    r"(?:the\s+(?:very\s+)?)?(?:end|close|conclusion)(?:[\s-]+of[\s-]+|\s*[-–]\s*|\s+)", re.IGNORECASE
)
_KIND = r"(?:(?P<kind>financial|fiscal|tax|calendar)\s+)?"
_YEAR_END = re.compile(
    rf"(?:the\s+)?{_KIND}year(?:['’]s)?[-\s]?end\b|(?:the\s+)?end[-\s]of[-\s]year\b", re.IGNORECASE
)
_RUNNING = re.compile(
    rf"(?:{_KIND}(?P<unit>week|month|quarter|year|Parliament)|(?:the\s+)?(?P<day>day))\b(?!['’]s\b|[-\w])",
    re.IGNORECASE,
)
_IS_OUT = re.compile(r"\s+(?:is\s+(?:out|over|through)|ends|closes|comes\s+to\s+an\s+end)\b", re.IGNORECASE)
_TURN = re.compile(r"(?:the\s+)?turn\s+of\s+the\s+(?:calendar\s+)?year\b", re.IGNORECASE)
_LATER = re.compile(
    r"later(?:\s+on)?\s+(?:in\s+|during\s+)?|the\s+(?:rest|remainder|course|duration)\s+of\s+|remainder\s+of\s+",
    re.IGNORECASE,
)
_OF_A_YEAR = r"(?=\s+of\s+(?:20\d\d|(?:the\s+)?next\b|the\s+(?:new|financial)\b))"
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
             "final": 4, "last": 4, "one": 1, "two": 2, "three": 3, "four": 4}  # fmt: skip
_QUARTER = re.compile(
    rf"""(?:Q|quarter\s+)(?P<digit>[1-4]|one|two|three|four)\b
      | (?:the\s+)?(?P<n>first|second|third|fourth|1st|2nd|3rd|4th|final|last)\s+
        (?:(?:calendar\s+)?quarter\b|three\s+months{_OF_A_YEAR})""",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR_QUARTER = re.compile(r"(?P<year>20\d\d(?:\s?[/‑–-]\s?\d\d)?)\s+Q(?P<n>[1-4])\b")
_THIS_QUARTER = re.compile(
    r"(?P<which>this|next|the(?:\s+(?:next|current|coming|following))?)\s+quarter\b(?!\s+of\b)", re.IGNORECASE
)
_HALF = re.compile(
    rf"""(?:(?:the\s+)?(?P<n>first|second|latter|back)\s+(?:half|six\s+months{_OF_A_YEAR})|H(?P<digit>[12]))\b""",
    re.IGNORECASE,
)
_OF = re.compile(r",?\s+(?:of\s+|in\s+)?")

_REACH = 120  # characters: longer than what any period begins with


def read_period(said: Said, pos: int) -> Reading | None:
    """Return the longest period read at `pos` of the sentence, part or whole, or None."""
    return _longest(_READERS, said, pos)


def read_whole(said: Said, pos: int) -> Reading | None:
    """Return the longest period read at `pos` that is no part of another one."""
    return _longest(_WHOLES, said, pos)


def _longest(readers: Sequence[Reader], said: Said, pos: int) -> Reading | None:
    prefilter, reader_of = _openers()
    opened = {reader_of[place] for place in prefilter.candidates(said.text[pos : pos + _REACH])}
    readings = [reading for reader in readers if reader in opened and (reading := reader(said, pos))]
    return max(readings, key=lambda reading: reading.end, default=None)


@cache
def _openers() -> tuple[Prefilter, list[Reader]]:
    """Return what tells which readers are worth a try at a place: at most places none is."""
    opened = [(reader, pattern) for reader, patterns in openers().items() for pattern in patterns]
    return Prefilter([pattern for _, pattern in opened], at_start=True), [reader for reader, _ in opened]


def openers() -> dict[Reader, tuple[re.Pattern[str], ...]]:
    """Return what a period that each reader reads begins with."""
    modules = (deadline_days, deadline_months, deadline_parliament, deadline_years)
    whole = {reader: patterns for module in modules for reader, patterns in module.OPENERS.items()}
    return whole | _OPENERS


def read_part(said: Said, pos: int) -> Reading | None:
    """Read "early 2026", "mid-2027/28", "the start of next year"; a part of less than a year is the whole."""
    match = _PART.match(said.text, pos)
    whole = read_whole(said, match.end()) if match else None
    if match is None or whole is None:
        return None
    word = (match["part"] or match["some"] or match["word"]).lower()
    period = replace(whole.period, edge="start" if word in {"start", "beginning"} else "")
    if "year" not in period.precision or period.precision == "half-year" or period.start is None:
        precision = "quarter" if period.precision in {"year", "financial year"} else period.precision
        return Reading(whole.end, replace(period, precision=precision))
    offset, length = _PARTS[_part_of_year(word)]
    part = _slice(period, offset, length, "quarter")
    return Reading(whole.end, replace(part, edge=period.edge))


def _part_of_year(word: str) -> str:
    known = (part for start, part in _PART_WORDS.items() if word.startswith(start))
    return next(known, "late")


def read_end(said: Said, pos: int) -> Reading | None:
    """Read "the end of March", "end-2026", "the year end": the period, marked as its end alone."""
    if match := _TURN.match(said.text, pos):
        return Reading(match.end(), replace(_running(said, "year", None), edge="turn"))
    if match := _YEAR_END.match(said.text, pos):
        return Reading(match.end(), replace(_running(said, "year", match["kind"]), edge="end"))
    if match := _END.match(said.text, pos):
        whole = read_whole(said, match.end()) or _bare_running(said, match.end())
        return whole and Reading(whole.end, replace(whole.period, edge="end"))
    if not _IS_OUT.search(said.text, pos, pos + _REACH):  # "before the year is out"
        return None
    whole = (
        read_year(said, pos) or read_month(said, pos) or read_week(said, pos) or read_split_year(said, pos)
    )
    ends = _IS_OUT.match(said.text, whole.end) if whole else None
    return Reading(ends.end(), replace(whole.period, edge="end")) if whole and ends else None


def _bare_running(said: Said, pos: int) -> Reading | None:
    """Read "(end of) year", "(the end of) the day": what is running on the day said."""
    match = _RUNNING.match(said.text, pos)
    if match is None:
        return None
    unit = (match["unit"] or match["day"]).lower()
    if unit == "parliament":
        end = parliament_end(said.day) if said.day else None
        return Reading(match.end(), Period(said.day if end else None, end, "parliament"))
    return Reading(match.end(), _running(said, unit, match["kind"]))


def _running(said: Said, unit: str, kind: str | None) -> Period:
    """Return the day, week, month, quarter or year that is running on the day said."""
    today, kind = said.day, (kind or "calendar").lower()
    precision = "financial year" if kind != "calendar" else {"day": "day", "week": "day"}.get(unit, unit)
    if today is None:
        return unknown(precision)
    if unit == "day":
        return Period(today, today, precision)
    if unit == "week":
        monday = today - timedelta(days=today.weekday())
        return Period(monday, monday + timedelta(days=6), precision)
    if unit == "month":
        return span(today.replace(day=1), 1, precision)
    if unit == "quarter":
        return span(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3, precision)
    if kind == "tax":
        return span(date(running_year(today, kind), 4, 6), 12, precision)
    first = date(today.year, 1, 1) if kind == "calendar" else date(running_year(today), 4, 1)
    return span(first, 12, precision)


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
    if match := _YEAR_QUARTER.match(said.text, pos):
        year = read_split_year(said, pos) or read_year(said, pos)
        if year and year.period.start:
            period = _slice(year.period, 3 * int(match["n"]) - 3, 3, "quarter")
            return Reading(match.end(), period)
    if match := _QUARTER.match(said.text, pos):
        word = (match["digit"] or match["n"]).lower()
        return _share(said, match.end(), _ORDINALS.get(word) or int(word), 3, "quarter")
    match = _THIS_QUARTER.match(said.text, pos)
    if match is None:
        return None
    period = _running(said, "quarter", None)
    if period.start and re.search("next|coming|following", match["which"], re.IGNORECASE):
        period = span(period.start + relativedelta(months=3), 3, "quarter")
    return Reading(match.end(), period)


def read_half(said: Said, pos: int) -> Reading | None:
    """Read "the second half of 2026", "the first half of the financial year", "the first half of March"."""
    match = _HALF.match(said.text, pos)
    if match is None:
        return None
    number = int(match["digit"]) if match["digit"] else 1 + (match["n"].lower() != "first")
    reading = _share(said, match.end(), number, 6, "half-year")
    if reading and reading.end > match.end():
        return reading
    gap = _OF.match(said.text, match.end())
    month = read_month(said, gap.end()) if gap else None
    if month is None or month.period.start is None:
        return month
    middle = month.period.start.replace(day=15)
    if number == 1:
        return Reading(month.end, replace(month.period, end=middle))
    return Reading(month.end, replace(month.period, start=middle + timedelta(days=1)))


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


_WHOLES: tuple[Reader, ...] = (
    read_day, read_week, read_month, read_season, read_split_year, read_year, read_decade, read_quarter,
    read_half, read_parliament, read_recess, read_feast, read_fiscal_event,
)  # fmt: skip
_READERS = (*_WHOLES, read_part, read_end, read_later)
_OPENERS: dict[Reader, tuple[re.Pattern[str], ...]] = {
    read_quarter: (_YEAR_QUARTER, _QUARTER, _THIS_QUARTER),
    read_half: (_HALF,),
    read_part: (_PART,),
    read_end: (
        *(_TURN, _YEAR_END, _END),
        *(one for reader in (read_year, read_split_year) for one in deadline_years.OPENERS[reader]),
        *(*deadline_months.OPENERS[read_month], *deadline_days.OPENERS[read_week]),
    ),
    read_later: (_LATER,),
}
