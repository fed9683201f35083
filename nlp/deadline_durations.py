"""Deadlines counted from the day said: "within six weeks", "over the next 12 months", "in a year's time"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from nlp.deadline_period import Period, Reading, Said, unknown
from nlp.parliament_calendar import add_working_days

_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_WORDS = {word: number for number, word in enumerate(_NUMBERS, start=1)} | {
    "a": 1, "an": 1, "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip
_PRECISIONS = {
    "day": "day",
    "week": "day",
    "fortnight": "day",
    "month": "month",
    "year": "year",
    "decade": "year",
}
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_UNIT = (
    r"(?P<unit>(?:(?:working|sitting|calendar|business)\s+)?day|week|fortnight|month|year|decade)"
    r"(?P<plural>s?)"
)
_DURATION = re.compile(
    rf"""(?:
        (?P<coming>(?:within|over|during|in|for|across|throughout|under|inside)\s+(?:the\s+course\s+of\s+)?
            the\s+(?:next|coming|following)\s+)
      | (?:no\s+later\s+than|at\s+most|within|inside|in\s+(?:under|less\s+than))\s+
            (?:a\s+(?:maximum|period)\s+of\s+)?
      | in\s+(?:around\s+|about\s+)?
    )
    (?:(?P<count>{_COUNT})(?:(?:\s+(?:to|or)\s+|\s*[-–]\s*)(?P<upto>{_COUNT}))?[\s-]+)?
    {_UNIT}(?:['’]?s?\s+time)?\b(?!['’]s\b|-)""",
    re.IGNORECASE | re.VERBOSE,
)
# What the count starts from, where that is not the day said: "of Royal Assent", "after the Bill is passed".
_ANCHOR = re.compile(
    r"\s+(?:of|after|from|following|before)\s+(?!now\b|today\b|this\s+(?:statement|answer)\b)[^,;:.()–]+",
    re.IGNORECASE,
)


def read_duration(said: Said, pos: int) -> Reading | None:
    """Read a duration that starts at `pos`, preposition included; one counted from an event is an event."""
    match = _DURATION.match(said.text, pos)
    if match is None:
        return None
    count = match["upto"] or match["count"]
    if count is None and (not match["coming"] or match["plural"]):
        return None  # "within weeks", "in the coming months": vague
    number = int(count) if count and count.isdigit() else _WORDS[(count or "one").lower()]
    if anchor := _ANCHOR.match(said.text, match.end()):
        return Reading(anchor.start() + len(anchor.group().rstrip()), unknown("event"))
    return Reading(match.end(), _from_day(said.day, number, match["unit"].lower()))


def _from_day(day: date | None, number: int, unit: str) -> Period:
    singular = unit.split()[-1]
    precision = _PRECISIONS[singular]
    if day is None:
        return unknown(precision)
    if unit.startswith(("working", "sitting", "business")):
        end = add_working_days(day, number)
    elif precision == "day":
        end = day + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[singular])
    else:
        months = number * {"month": 1, "year": 12, "decade": 120}[singular]
        end = day + relativedelta(months=months)
    return Period(day, end, precision)
