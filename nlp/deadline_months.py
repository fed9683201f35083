"""Months, seasons and feasts: bare names ("April", "the spring") mean the next one that has not ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from nlp.deadline_period import Period, Reading, Said, span, unknown
from nlp.deadline_years import read_year_suffix, year_holding

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # first month; each lasts three

_FULL = "|".join([*MONTHS, *(name.upper() for name in MONTHS)])
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
ANY_MONTH = rf"(?:{_FULL}|{_SHORT})(?!\w)"
NOT_A_NAME = r"(?![\w-]|['’]s\b)"
# "In April each year" is a habit, no time to come.
NO_HABIT = r"(?!\s+(?:of\s+)?(?:each|every)\s+year\b)"

_MONTH = re.compile(
    rf"""(?:the\s+months?\s+of\s+|the\s+(?=\w+\s+of\s))?(?:(?P<which>(?i:this\s+coming|this|next|the\s+coming))\s+)?
         (?P<month>{ANY_MONTH})(?:\s?/\s?(?P<last>{ANY_MONTH}))?(?![-\w]|['’]s\b){NO_HABIT}""",
    re.VERBOSE,
)
_THIS_MONTH = re.compile(
    rf"""(?:(?P<which>this|next|the(?:\s+current)?)\s+(?:calendar\s+)?month\b{NOT_A_NAME}(?!\s+(?:of|after)\b)
         |the\s+month\s+(?P<after>after\s+next)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_SEASON = re.compile(
    rf"""(?:(?P<which>this\s+coming|this|next|the\s+coming|the)\s+)?
        (?P<first>spring|summer|autumn|winter)(?:\s*(?:/|or|and|to|[-–])\s*(?P<last>spring|summer|autumn|winter))?\b
        (?!\s+(?:budgets?|statements?|forecasts?|recess|term|conference|fair|adjournment|schools?|fuel|allowance
           |payments?|internships?|programmes?|funds?|plans?|flood|timetables?|tides?|exams?|games|olympics|schedule
           |release|bulletin|edition|report|publication|uprating|pressures?|resilience|preparedness|crisis|weather
           |vaccinations?|booster|camps?|jobs?|grants?|scheme|deaths|surge)\b|['’]s\b|[-\w])
        (?:\s+(?:months|period|season|holidays?)\b)?{NO_HABIT}""",
    re.IGNORECASE | re.VERBOSE,
)
_NOUN = re.compile(
    r"\s+(?!(?:and|or|to|with|when|so|if|as|but|before|after|once|for|on|at|in|by|from|following|subject|we|they|it|the"
    r"|this|will|through|until|because|while|then|that|which|rather|where|ready|onwards?|of|is|are|a|an|our|all)\b)[a-z]"
)
_FEASTS: dict[str, Callable[[int], date]] = {
    "christmas eve": lambda year: date(year, 12, 24),
    "christmas day": lambda year: date(year, 12, 25),
    "christmas": lambda year: date(year, 12, 25),
    "boxing day": lambda year: date(year, 12, 26),
    "new year's eve": lambda year: date(year, 12, 31),
    "new year's day": lambda year: date(year, 1, 1),
    "good friday": lambda year: easter(year) - timedelta(days=2),
    "easter sunday": easter,
    "easter monday": lambda year: easter(year) + timedelta(days=1),
    "easter": easter,
    "whitsun": lambda year: easter(year) + timedelta(days=49),
}
_FEAST_NAMES = "|".join(name.replace("'", "['’]").replace(" ", r"\s+") for name in _FEASTS)
_FEAST = re.compile(
    rf"""(?:(?:this|next)\s+)?(?P<name>{_FEAST_NAMES})\b
         (?!\s+(?:recess|period|break|holidays?|adjournment|Island|Act|card|bonus|party)\b|['’]s\b|[-\w])""",
    re.IGNORECASE | re.VERBOSE,
)


def read_month(said: Said, pos: int) -> Reading | None:
    """Read "April 2026", "April", "next April", "October this year", "next month", "May/June"."""
    if match := _THIS_MONTH.match(said.text, pos):
        return _this_month(said, match)
    match = _MONTH.match(said.text, pos)
    if match is None:
        return None
    first = month_number(match["month"])
    last = month_number(match["last"]) if match["last"] else first
    named = _named(said, match, months=(first, (last - first) % 12 + 1), precision="month")
    is_short = match["month"].capitalize() not in MONTHS
    return None if is_short and named.period.is_bare else named


def _this_month(said: Said, match: re.Match[str]) -> Reading:
    if said.day is None:
        return Reading(match.end(), unknown("month"))
    ahead = 2 if match["after"] else int(match["which"].lower() == "next")
    return Reading(match.end(), span(said.day.replace(day=1) + relativedelta(months=ahead), 1, "month"))


def read_season(said: Said, pos: int) -> Reading | None:
    """Read "spring 2026", "the autumn", "next summer", "winter 2026/27", "autumn/winter 2026"."""
    match = _SEASON.match(said.text, pos)
    if match is None:
        return None
    is_open = match["which"] is None and read_year_suffix(said, match.end()) is None
    if is_open and _NOUN.match(said.text, match.end()):
        return None  # "for summer weddings"
    first = SEASONS[match["first"].lower()]
    last = SEASONS[(match["last"] or match["first"]).lower()]
    return _named(said, match, months=(first, (last - first) % 12 + 3), precision="season")


def _named(said: Said, match: re.Match[str], *, months: tuple[int, int], precision: str) -> Reading:
    """Place a named month or season, `months` being its first month and its length, in its year."""
    first, length = months
    if suffix := read_year_suffix(said, match.end()):
        year = year_holding(suffix.period, first)
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


def read_feast(said: Said, pos: int) -> Reading | None:
    """Read "Christmas", "Easter 2027", "Whitsun": the day itself, the next one where no year is given."""
    match = _FEAST.match(said.text, pos)
    if match is None:
        return None
    day_in = _FEASTS[re.sub(r"\s+", " ", match["name"].lower().replace("’", "'"))]
    if suffix := read_year_suffix(said, match.end()):
        year = suffix.period.start.year if suffix.period.start else None
        day = day_in(year) if year else None
        return Reading(suffix.end, Period(day, day, "day"))
    if said.day is None:
        return Reading(match.end(), unknown("day"))
    day = next(day for step in (0, 1) if (day := day_in(said.day.year + step)) >= said.day)
    return Reading(match.end(), Period(day, day, "day", is_bare=True))


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name, short or long, in any case."""
    return next(
        index for index, month in enumerate(MONTHS, start=1) if month.startswith(name[:3].capitalize())
    )


OPENERS = {
    read_month: (
        _THIS_MONTH,
        _MONTH,
    ),
    read_season: (_SEASON,),
    read_feast: (_FEAST,),
}
"""What a period that each reader reads begins with."""
