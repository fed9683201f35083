"""Days and weeks as words name them: "31 March 2026", "3-5 August", "a week on Tuesday", "next week"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from nlp.deadline_months import ANY_MONTH, NO_HABIT, NOT_A_NAME, month_number, read_month
from nlp.deadline_period import Period, Reading, Said, unknown
from nlp.deadline_years import read_year_suffix, year_holding

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_NUMBER = r"[0-3]?\d(?:st|nd|rd|th)?"
_WEEKDAY_NAME = rf"(?:{'|'.join(WEEKDAYS)}|Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\b\.?,?\s+(?:the\s+)?"
_DAY_FIRST = re.compile(
    rf"""(?:{_WEEKDAY_NAME})?(?:the\s+)?
         (?:(?P<first>{_NUMBER})(?:\s?[‑–-]\s?|\s+(?:to|and|or|until)\s+(?:{_WEEKDAY_NAME})?(?:the\s+)?))?
         (?:(?P<day>{_NUMBER})\s+(?:of\s+)?|(?P<word>{"|".join(_ORDINALS)})\s+of\s+)(?P<month>(?i:{ANY_MONTH}))
         {NO_HABIT}""",
    re.VERBOSE,
)
_MONTH_FIRST = re.compile(
    rf"(?:{_WEEKDAY_NAME})?(?P<month>{ANY_MONTH})\s+(?:the\s+)?(?P<day>{_NUMBER})(?!\d|[/‑-]){NO_HABIT}"
)
_ISO = re.compile(r"(?P<y>20\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b")
_NUMERIC = re.compile(
    r"(?P<d>[0-3]?\d)(?P<sep>[/.-])(?P<m>[01]?\d)(?P=sep)(?P<y>20\d\d|(?<=/)\d\d)\b(?![/.-]\d)"
)
_A_YEAR_OFF = 320  # days: "on 13 October", said at the end of October, is the one that has just gone
_DAY_NAME = "|".join(WEEKDAYS)
_WEEKDAY = re.compile(
    rf"(?P<next>(?i:next|this\s+coming|this)\s+)?(?P<name>{_DAY_NAME})\b{NOT_A_NAME}"
    r"(?:(?P<later>\s+week\b)|\s+(?:of\s+)?(?P<which>this|next)\s+week\b)?"
)
_NEAR_DAY = re.compile(
    rf"""(?P<ahead>the\s+day\s+after\s+)?(?:first\s+thing\s+|later\s+)?
         (?P<day>today|tonight|tomorrow|this\s+(?:afternoon|evening))\b{NOT_A_NAME}
         (?:\s+(?:morning|afternoon|evening|night)\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_WEEKS_ON = re.compile(
    rf"(?P<unit>(?i:a\s+week|a\s+fortnight|two\s+weeks))\s+"
    rf"(?:(?P<near>today|tomorrow)|(?:on|this)\s+(?P<name>{_DAY_NAME}))\b"
)
_WEEK = re.compile(
    rf"""(?:(?P<which>this|next|the)\s+(?:coming\s+)?week\b{NOT_A_NAME}(?!\s+(?:after|of|ahead|commencing|beginning)\b)
         |the\s+week\s+(?P<after>after\s+next)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_WEEKEND = re.compile(rf"(?P<which>this|next|the)\s+(?:coming\s+)?weekend\b{NOT_A_NAME}", re.IGNORECASE)
_WEEK_OF = re.compile(
    r"(?:(?:the\s+)?week\s+(?:commencing|beginning|starting|of)|w/[cb])\s+(?:on\s+)?", re.IGNORECASE
)
_WEEK_ENDING = re.compile(r"(?:the\s+)?week\s+ending\s+(?:on\s+)?", re.IGNORECASE)
_WEEK_IN = re.compile(
    r"(?:the\s+)?(?P<n>first|second|third|fourth|last|final)\s+(?:full\s+)?"
    r"(?P<unit>week|fortnight|two\s+weeks)\s+(?:of|in)\s+",
    re.IGNORECASE,
)


def read_day(said: Said, pos: int) -> Reading | None:
    """Read "31 March 2026", "3-5 August", "June 3rd", "31/03/2026", "next Tuesday", "tomorrow"."""
    for numeric in (_ISO, _NUMERIC):
        if match := numeric.match(said.text, pos):
            day = _day(int(match["y"]) % 100 + 2000, int(match["m"]), int(match["d"]))
            return Reading(match.end(), Period(day, day, "day")) if day else None
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        if match := pattern.match(said.text, pos):
            return _day_of_month(said, match)
    return _near_day(said, pos) or _week_on(said, pos) or _weekday(said, pos)


def _day_of_month(said: Said, match: re.Match[str]) -> Reading | None:
    parts = match.groupdict()
    month = month_number(parts["month"])
    number = _number(parts["day"]) if parts["day"] else 1 + _ORDINALS.index(parts["word"])
    before = number - _number(parts["first"]) if parts.get("first") else 0
    if before < 0:  # "30 to 5 September"
        return None
    if suffix := read_year_suffix(said, match.end()):
        year = year_holding(suffix.period, month, number)
        day = _day(year, month, number) if year else None
        first = day - timedelta(days=before) if day else None
        return Reading(suffix.end, replace(suffix.period, start=first, end=day, precision="day"))
    if said.day is None:
        return Reading(match.end(), unknown("day"))
    days = [day for step in (0, 1) if (day := _day(said.day.year + step, month, number)) and day >= said.day]
    if not days or (days[0] - said.day).days > _A_YEAR_OFF:
        return None
    return Reading(match.end(), Period(days[0] - timedelta(days=before), days[0], "day", is_bare=True))


def _near_day(said: Said, pos: int) -> Reading | None:
    match = _NEAR_DAY.match(said.text, pos)
    if match is None or (match["ahead"] and match["day"].lower() != "tomorrow"):
        return None
    ahead = (match["day"].lower() == "tomorrow") + bool(match["ahead"])
    day = said.day + timedelta(days=ahead) if said.day else None
    return Reading(match.end(), Period(day, day, "day"))


def _week_on(said: Said, pos: int) -> Reading | None:
    """Read "a week on Tuesday", "a fortnight today"."""
    match = _WEEKS_ON.match(said.text, pos)
    if match is None:
        return None
    if said.day is None:
        return Reading(match.end(), unknown("day"))
    ahead = _days_to(said.day, match["name"]) if match["name"] else int(match["near"] == "tomorrow")
    day = said.day + timedelta(
        days=ahead + (7 if match["unit"][0] in "aA" and match["unit"].endswith("week") else 14)
    )
    return Reading(match.end(), Period(day, day, "day"))


def _weekday(said: Said, pos: int) -> Reading | None:
    match = _WEEKDAY.match(said.text, pos)
    if match is None:
        return None
    if said.day is None:
        return Reading(match.end(), unknown("day"))
    if match["which"]:
        ahead = WEEKDAYS.index(match["name"]) - said.day.weekday() + 7 * (match["which"] == "next")
    else:
        ahead = _days_to(said.day, match["name"]) + 7 * bool(match["later"])
    day = said.day + timedelta(days=ahead)
    return Reading(match.end(), Period(day, day, "day", is_bare=not match["next"]))


def _days_to(day: date, weekday: str) -> int:
    """Return the days from `day` to the next such weekday, 1 to 7."""
    return (WEEKDAYS.index(weekday) - day.weekday() - 1) % 7 + 1


def read_week(said: Said, pos: int) -> Reading | None:
    """Read "next week", "the week commencing 6 July", "this weekend", "the first week of September"."""
    if match := _WEEK_OF.match(said.text, pos):
        first = read_day(said, match.end())
        if first is None or first.period.start is None:
            return first
        return Reading(first.end, replace(first.period, end=first.period.start + timedelta(days=6)))
    if match := _WEEK_ENDING.match(said.text, pos):
        last = read_day(said, match.end())
        if last is None or last.period.end is None:
            return last
        return Reading(last.end, replace(last.period, start=last.period.end - timedelta(days=6)))
    if match := _WEEK_IN.match(said.text, pos):
        return _week_in_month(said, match)
    match = _WEEKEND.match(said.text, pos) or _WEEK.match(said.text, pos)
    if match is None:
        return None
    if said.day is None:
        return Reading(match.end(), unknown("day"))
    weeks = 2 if match.groupdict().get("after") else int(match["which"].lower() == "next")
    monday = said.day + timedelta(days=7 * weeks - said.day.weekday())
    first = monday + timedelta(days=5) if match.re is _WEEKEND else monday
    return Reading(match.end(), Period(first, monday + timedelta(days=6), "day"))


def _week_in_month(said: Said, match: re.Match[str]) -> Reading | None:
    """Return the n-th seven days of the month named next, or its last ones."""
    month = read_month(said, match.end())
    if month is None or month.period.start is None or month.period.end is None:
        return month and Reading(month.end, unknown("day"))
    length = 7 if match["unit"].lower() == "week" else 14
    word = match["n"].lower()
    if word in {"last", "final"}:
        first = month.period.end - timedelta(days=length - 1)
    else:
        first = month.period.start + timedelta(days=7 * _ORDINALS.index(word))
    last = first + timedelta(days=length - 1)
    return Reading(month.end, replace(month.period, start=first, end=last, precision="day"))


def _number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:  # "31 June": a slip of the pen, no day
        return None


OPENERS = {
    read_day: (
        _ISO,
        _NUMERIC,
        _DAY_FIRST,
        _MONTH_FIRST,
        _NEAR_DAY,
        _WEEKS_ON,
        _WEEKDAY,
    ),
    read_week: (
        _WEEK_OF,
        _WEEK_ENDING,
        _WEEK_IN,
        _WEEKEND,
        _WEEK,
    ),
}
"""What a period that each reader reads begins with."""
