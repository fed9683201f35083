"""Deadlines counted from the day said: "within six weeks", "over the next 12 months", "a year from now"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from nlp.deadline_parts import read_period
from nlp.deadline_period import Period, Reading, Said, span, unknown
from nlp.deadline_years import running_year
from nlp.parliament_calendar import add_working_days

_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "a hundred": 100,
    "one hundred": 100,
}
_WORDS = {word: number for number, word in enumerate(_UNITS, start=1)} | _TENS | {"a": 1, "an": 1}
_COMPOUND = rf"(?:twenty|thirty|forty|fifty|sixty|ninety)[\s-](?:{'|'.join(_UNITS[:9])})"
_COUNT = rf"(?:\d{{1,3}}|{_COMPOUND}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_UNIT = (
    r"(?P<unit>hour|(?:(?:working|sitting|calendar|business)\s+)?day|week|fortnight|(?:calendar\s+)?month"
    r"|(?:(?:financial|calendar)\s+)?year|decade)(?P<plural>s?)"
)
_SOME = (
    r"(?:(?:around|about|approximately|roughly|some|perhaps|just|only|at\s+most|a\s+further|another"
    r"|(?:no\s+(?:more|longer)|less|fewer)\s+than|a\s+(?:maximum|total)\s+of|between)\s+)?"
)
_DURATION = re.compile(
    rf"""(?:
        (?P<coming>(?:within|over|during|in|for|across|throughout|under|inside)\s+
            (?:(?:the\s+course|each|every\s+one|a\s+period)\s+of\s+)?the\s+(?:next|coming|following)\s+)
      | (?:no\s+later\s+than|not\s+later\s+than|at\s+most|within|inside
            |within\s+the(?=\s+(?:fortnight|hour)\b)|in\s+(?:under|the\s+space\s+of))\s+
            (?:a\s+(?:maximum|period)\s+of\s+|the\s+(?:usual|normal|standard|statutory|required)\s+)?
      | (?P<over>(?:over|across)\s+(?:a\s+period\s+of\s+|the\s+course\s+of\s+)?)
      | in\s+
    )
    {_SOME}
    (?:(?:an?\s+(?=\w+-|\w+\s+\w+\s+(?:period|window)\b))?(?P<count>{_COUNT})
       (?:(?:\s+(?:to|or|and)\s+|\s*[-–]\s*)(?P<upto>{_COUNT}))?
       (?P<half>[\s-]and[\s-]a[\s-]half)?[\s-]+)?
    {_UNIT}(?:['’]?s?\s+time\b|[\s-](?:period|window)\b)?(?:\s+or\s+(?P<tail>so|two|three)\b)?\b
    (?!['’]s\b|-|\s+(?:ago|old|late|overdue|earlier)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_FROM_NOW = re.compile(
    rf"(?P<count>{_COUNT})\s+{_UNIT}\s+(?:from\s+(?:now|today|this\s+date)|hence)\b", re.IGNORECASE
)
_THIS_TIME = re.compile(r"(?:by\s+|at\s+)?this\s+time\s+next\s+(?P<unit>week|month|year)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"(?:in|over|during|for)\s+the\s+(?P<unit>week|fortnight|month|year|decade)\s+ahead\b", re.IGNORECASE
)
# A period that something has run over, not one to come: "for over five years", "the first in two years".
_NO_DURATION = re.compile(
    r"\b(?:for|well|just|by|than|of|been|is|was|are|were|aged|once|time|first|highest|lowest|largest)\s+$",
    re.IGNORECASE,
)
# What the count starts from, where that is not the day said: "of Royal Assent", "after the Bill is passed".
_ANCHOR = re.compile(
    r"\s+(?P<prep>of|after|from|following|before)\s+(?!now\b|today\b|this\s+(?:date|statement|answer)\b)",
    re.IGNORECASE,
)
_ANCHOR_REST = re.compile(r"[^,;:.()–]{1,150}?(?=\s*(?:[,;:.()–]|$)|\s+(?:and|so|in\s+order)\s)")


def read_duration(said: Said, pos: int) -> Reading | None:
    """Read a duration that starts at `pos`, preposition included; one counted from an event is an event."""
    for pattern in (_THIS_TIME, _AHEAD, _FROM_NOW):
        if match := pattern.match(said.text, pos):
            number = _number(match.groupdict().get("count") or "one")
            return Reading(match.end(), _from_day(said.day, number, match["unit"]))
    match = _DURATION.match(said.text, pos)
    if match is None or (count := _count(match)) is None:
        return None
    is_no_time = (match["over"] or match.group()[:3].lower() == "in ") and not match["coming"]
    if is_no_time and _NO_DURATION.search(said.text, max(0, pos - 20), pos):
        return None
    months_on = 0.5 if match["half"] else 0
    anchor = None if match["coming"] else _ANCHOR.match(said.text, match.end())
    if anchor is None:
        return Reading(match.end(), _from_day(said.day, count + months_on, match["unit"]))
    if match["over"] and anchor["prep"].lower() == "of":  # "over ten years of service"
        return None
    return _from_anchor(said, anchor, count, match["unit"])


def _count(match: re.Match[str]) -> int | None:
    """Return the larger count of "two to three", of "a year or two"; None where none is given: vague."""
    if match["tail"] and match["tail"].lower() != "so" and not match["plural"]:
        return _number(match["tail"])
    if words := match["upto"] or match["count"]:
        return _number(words)
    is_one = match["coming"] or match["unit"].lower() in {"fortnight", "hour"}
    return 1 if is_one and not match["plural"] else None


def _number(words: str) -> int:
    words = " ".join(words.lower().split())
    if words.isdigit():
        return int(words)
    if words in _WORDS:
        return _WORDS[words]
    tens, units = re.split(r"[\s-]", words)
    return _WORDS[tens] + _WORDS[units]


def _from_anchor(said: Said, anchor: re.Match[str], count: int, unit: str) -> Reading:
    """Count from a period ("within six weeks of 1 May"), or tell an event ("of Royal Assent")."""
    base = read_period(said, anchor.end())
    if base is not None and base.period.end is not None:
        period = _from_day(base.period.end, count, unit)
        return Reading(base.end, replace(period, start=said.day))
    rest = _ANCHOR_REST.match(said.text, anchor.end())
    return Reading(rest.end() if rest else anchor.start(), unknown("event"))


def _from_day(day: date | None, count: float, unit: str) -> Period:
    """Return the period from `day` on; its precision is that of the unit counted in."""
    kind = unit.lower().split()
    singular = kind[-1]
    precision = {"month": "month", "year": "year", "decade": "year"}.get(singular, "day")
    if kind[0] in {"financial", "calendar"} and singular == "year":
        return _whole_years(day, int(count), kind[0])
    if day is None:
        return unknown(precision)
    if singular == "hour":
        end = day + timedelta(days=round(count / 24))
    elif kind[0] in {"working", "sitting", "business"}:
        end = add_working_days(day, int(count))
    elif precision == "day":
        end = day + timedelta(days=int(count * {"day": 1, "week": 7, "fortnight": 14}[singular]))
    else:
        end = day + relativedelta(months=int(count * {"month": 1, "year": 12, "decade": 120}[singular]))
    return Period(day, end, precision)


def _whole_years(day: date | None, count: int, kind: str) -> Period:
    """Return the financial or calendar years that follow the running one."""
    precision = "financial year" if kind == "financial" else "year"
    if day is None:
        return unknown(precision)
    first = date(running_year(day) + 1, 4, 1) if kind == "financial" else date(day.year + 1, 1, 1)
    return span(first, 12 * count, precision)


OPENERS = (_DURATION, _FROM_NOW, _THIS_TIME, _AHEAD)
"""What a duration begins with."""
