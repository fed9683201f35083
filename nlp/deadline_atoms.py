"""Short periods of the calendar as words name them: days, weeks, months, seasons.

Each `read_*` function reads one kind of wording at a position of a sentence and returns a Reading, or None
Each `read_*` function reads one kind of wording at a position of a sentence and returns a Reading, or None
where the words there say something else. Bare names ("April", "the spring") mean the next one that has not
ended.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from nlp.deadline_period import Period, Reading, Said, span, unknown
from nlp.deadline_years import read_split_year, read_year

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # first month; each lasts three

_ANY_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)(?!\w)"
_NOT_A_NAME = r"(?![\w-]|['’]s\b)"
_DAY_FIRST = re.compile(
    rf"(?:(?:{'|'.join(WEEKDAYS)}),?\s+)?(?:the\s+)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?{_ANY_MONTH}"
)
_MONTH_FIRST = re.compile(rf"{_ANY_MONTH}\s+(?:the\s+)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|[/‑-])")
_ISO = re.compile(r"(?P<y>20\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b")
_SLASHED = re.compile(r"(?P<d>[0-3]?\d)[/.](?P<m>[01]?\d)[/.](?P<y>20\d\d)\b")
_WEEKDAY = re.compile(
    rf"(?P<next>next\s+|this\s+|this\s+coming\s+)?(?P<name>{'|'.join(WEEKDAYS)})\b{_NOT_A_NAME}"
)
_NEAR_DAY = re.compile(r"(?P<day>today|tonight|tomorrow|this\s+(?:afternoon|evening))\b" + _NOT_A_NAME, re.I)
_WEEK = re.compile(rf"(?P<which>this|next|the)\s+(?:coming\s+)?week\b{_NOT_A_NAME}", re.I)
_WEEK_OF = re.compile(r"(?:the\s+)?week\s+(?:commencing|beginning|starting|of)\s+", re.I)
_MONTH = re.compile(
    rf"(?:(?P<which>(?i:this|next|the\s+coming|this\s+coming))\s+)?{_ANY_MONTH}(?![-\w]|['’]s\b)"
)
_THIS_MONTH = re.compile(
    rf"(?P<which>this|next|the(?:\s+current)?)\s+(?:calendar\s+)?month\b{_NOT_A_NAME}", re.I
)
_SEASON = re.compile(
    r"""(?:(?P<which>this|next|the\s+coming|this\s+coming|the)\s+)?
        (?P<first>spring|summer|autumn|winter)(?:\s*(?:/|or|and|to|[-–])\s*(?P<last>spring|summer|autumn|winter))?\b
        (?!\s+(?:budget|statement|forecast|recess|term|holidays?|break|conference|fair|adjournment|school|fuel|
           allowance|payments?|internship|programme|fund|plan|flood|season|months|period)\b|['’]s\b|[-\w])""",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR_SUFFIX = re.compile(r",?\s+(?:of\s+|in\s+)?")


def read_day(said: Said, pos: int) -> Reading | None:
    """Read "31 March 2026", "the 5th of May", "June 3rd", "2026-03-31", "next Tuesday", "tomorrow"."""
    for numeric in (_ISO, _SLASHED):
        if match := numeric.match(said.text, pos):
            day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
            return Reading(match.end(), Period(day, day, "day")) if day else None
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        if match := pattern.match(said.text, pos):
            return _day_of_month(said, match)
    return _near_day(said, pos) or _weekday(said, pos)


def _day_of_month(said: Said, match: re.Match[str]) -> Reading | None:
    month, number = _month_number(match["month"]), int(match["day"])
    if suffix := _read_suffix(said, match.end()):
        year = _year_holding(suffix.period, month, number)
        day = _day(year, month, number) if year else None
        return Reading(suffix.end, replace(suffix.period, start=day, end=day, precision="day"))
    if said.day is None:
        return Reading(match.end(), unknown("day"))
    days = [day for step in (0, 1) if (day := _day(said.day.year + step, month, number)) and day >= said.day]
    return Reading(match.end(), Period(days[0], days[0], "day", is_bare=True)) if days else None


def _near_day(said: Said, pos: int) -> Reading | None:
    match = _NEAR_DAY.match(said.text, pos)
    if match is None:
        return None
    day = said.day + timedelta(days=match["day"].lower() == "tomorrow") if said.day else None
    return Reading(match.end(), Period(day, day, "day"))


def _weekday(said: Said, pos: int) -> Reading | None:
    match = _WEEKDAY.match(said.text, pos)
    if match is None:
        return None
    if said.day is None:
        return Reading(match.end(), unknown("day"))
    ahead = (WEEKDAYS.index(match["name"]) - said.day.weekday() - 1) % 7 + 1
    day = said.day + timedelta(days=ahead)
    return Reading(match.end(), Period(day, day, "day", is_bare=not match["next"]))


def read_week(said: Said, pos: int) -> Reading | None:
    """Read "this week", "next week", "the week commencing 6 July": Monday to Sunday."""
    if match := _WEEK_OF.match(said.text, pos):
        first = read_day(said, match.end())
        if first is None or first.period.start is None:
            return first
        return Reading(first.end, replace(first.period, end=first.period.start + timedelta(days=6)))
    match = _WEEK.match(said.text, pos)
    if match is None:
        return None
    if said.day is None:
        return Reading(match.end(), unknown("day"))
    monday = said.day - timedelta(days=said.day.weekday()) + timedelta(weeks=match["which"].lower() == "next")
    return Reading(match.end(), Period(monday, monday + timedelta(days=6), "day"))


def read_month(said: Said, pos: int) -> Reading | None:
    """Read "April 2026", "April", "next April", "October this year", "next month"."""
    if match := _THIS_MONTH.match(said.text, pos):
        if said.day is None:
            return Reading(match.end(), unknown("month"))
        first = said.day.replace(day=1) + relativedelta(months=match["which"].lower() == "next")
        return Reading(match.end(), span(first, 1, "month"))
    match = _MONTH.match(said.text, pos)
    if match is None:
        return None
    named = _named(said, match, months=(_month_number(match["month"]), 1), precision="month")
    is_short = match["month"] not in MONTHS
    return None if is_short and named.period.is_bare else named


def read_season(said: Said, pos: int) -> Reading | None:
    """Read "spring 2026", "the autumn", "next summer", "winter 2026/27", "autumn/winter 2026"."""
    match = _SEASON.match(said.text, pos)
    if match is None:
        return None
    first = SEASONS[match["first"].lower()]
    last = SEASONS[(match["last"] or match["first"]).lower()]
    return _named(said, match, months=(first, (last - first) % 12 + 3), precision="season")


def _named(said: Said, match: re.Match[str], *, months: tuple[int, int], precision: str) -> Reading:
    """Place a named month or season, `months` being its first month and its length, in its year."""
    first, length = months
    if suffix := _read_suffix(said, match.end()):
        year = _year_holding(suffix.period, first, 1)
        period = span(date(year, first, 1), length, precision) if year else unknown(precision)
        return Reading(suffix.end, period)
    if said.day is None:
        return Reading(match.end(), unknown(precision))
    if (match["which"] or "").lower() == "next":
        # "Next spring" is the one of the coming year; "next winter" begins in the one that is running.
        year = said.day.year + (first != SEASONS["winter"] or said.day.month == first)
        return Reading(match.end(), span(date(year, first, 1), length, precision))
    is_bare = (match["which"] or "the").lower() == "the"
    candidates = (
        span(date(said.day.year + step, first, 1), length, precision, is_bare=is_bare) for step in (-1, 0, 1)
    )
    return Reading(
        match.end(), next(period for period in candidates if period.end and period.end >= said.day)
    )


def _read_suffix(said: Said, pos: int) -> Reading | None:
    """Read the year behind a month, a day or a season: " 2026", " of next year", ", 2026/27"."""
    gap = _YEAR_SUFFIX.match(said.text, pos)
    if gap is None:
        return None
    reading = read_split_year(said, gap.end()) or read_year(said, gap.end())
    is_range = reading is not None and reading.period.end and reading.period.start and (
        reading.period.end - reading.period.start > timedelta(days=366)
    )  # fmt: skip
    return None if is_range or (reading and reading.period.edge) else reading


def _year_holding(year: Period, month: int, number: int) -> int | None:
    """Return the calendar year in which the given day falls into `year`, which may straddle two."""
    if year.start is None or year.end is None:
        return None
    day = min(number, 28)
    return year.start.year if date(year.start.year, month, day) >= year.start else year.end.year


def _month_number(name: str) -> int:
    return next(index for index, month in enumerate(MONTHS, start=1) if month.startswith(name[:3]))


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:  # "31 June": a slip of the pen, no day
        return None
