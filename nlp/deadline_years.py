"""Years as words name them: calendar years, years that straddle two (financial, academic), decades."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from nlp.deadline_period import Period, Reading, Said, span, unknown

_YEAR_STARTS = {"tax": (4, 6), "academic": (9, 1), "school": (9, 1)}  # every other kind starts on 1 April
_NUMBERED = r"20\d\d|\d\d"

# "In 2026 prices", "for 2026 hours": a year that only measures, or a number that is none.
_NO_YEAR = (
    r"(?!\s?[/‑–-]\s?\d\d|[,.]\d|\s?%|\s+(?:prices?|terms|levels?|rates|figures|money|values|hours|people|pounds"
    r"|cases|families|children|parents|staff|homes|places|jobs|days|weeks|months|years)\b)"
)
_YEAR = re.compile(
    rf"(?:(?:the\s+)?(?:calendar\s+)?year\s+|the\s+(?=20\d\d\s+calendar))?"
    rf"(?P<year>(?:19|20)\d\d)\b{_NO_YEAR}(?:\s+calendar\s+year\b)?",
    re.I,
)
_THIS_YEAR = re.compile(
    r"""(?P<which>this|next|new|the(?:\s+(?:current|present|new|following))?)\s+(?:calendar\s+)?year\b
        (?!['’]s\b|[-\w]|\s+(?:to(?=\s+(?:\d|date\b|(?:the\s+)?end\b|jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec))|ending|ended|ahead|after|before|of|in\s+which)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_AFTER_NEXT = re.compile(r"the\s+year\s+after\s+next\b", re.IGNORECASE)
_KIND = r"(?P<{}>financial|fiscal|tax|academic|school|billing|reporting|operational|council)\s+year"
_SPLIT_YEAR = re.compile(
    rf"""(?:the\s+)?(?:{_KIND.format("before")}\s+(?:of\s+)?|(?P<fy>FY)\s?|year\s+)?
         (?P<first>{_NUMBERED})(?P<sep>\s?[/‑–-]\s?|\s+to\s+)(?P<last>{_NUMBERED})\b
         (?!\s?[/‑–-]\s?\d|\s?%|\s+prices\b)(?:\s+{_KIND.format("after")})?""",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR_ENDING = re.compile(
    rf"(?:the\s+)?{_KIND.format('kind')}\s+(?:ending|to)\s+(?:on\s+)?"
    r"(?:(?:3[01](?:st)?\s+|5(?:th)?\s+)?(?:March|April|August)\s+)?(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_FY = re.compile(r"FY\s?(?:20)?(?P<year>\d\d)\b(?!\s?[/‑–-]\s?\d)")
_THIS_SPLIT_YEAR = re.compile(
    r"(?P<which>this|(?:the\s+)?(?:next|coming|following|upcoming|forthcoming|new)"
    r"|the(?:\s+(?:current|present))?)\s+"
    rf"{_KIND.format('kind')}\b"
    r"(?!['’]s\b|[-\w]|\s+20\d\d)",
    re.IGNORECASE,
)
_DECADES = re.compile(r"(?:the\s+)?(?:(?P<part>early|mid|late)[\s-]+)?(?P<first>20[2-9]0)s\b", re.I)
_THIRDS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), None: (0, 9)}  # years of a decade
_DECADE = re.compile(r"(?:the|this)\s+(?:current\s+)?decade\b", re.I)
_NOUN = re.compile(r"\s+(?!and\b|or\b|to\b|(?:financial|fiscal|tax|academic)\b)[a-z]")
_SUFFIX = re.compile(r",?\s+(?:of\s+|in\s+)?")
_FROM = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)


def read_year(said: Said, pos: int) -> Reading | None:
    """Read "2026", "this year", "next year", "the new year": calendar years."""
    if match := _YEAR.match(said.text, pos):
        return Reading(match.end(), span(date(int(match["year"]), 1, 1), 12, "year"))
    match = _AFTER_NEXT.match(said.text, pos) or _THIS_YEAR.match(said.text, pos)
    if match is None:
        return None
    if said.day is None:
        return Reading(match.end(), unknown("year"))
    which = (match.groupdict().get("which") or "after next").lower()
    ahead = {"after next": 2, "next": 1, "the following": 1}.get(which, int(which.endswith("new")))
    period = span(date(said.day.year + ahead, 1, 1), 12, "year")
    return Reading(match.end(), replace(period, edge="start" if which.endswith("new") else ""))


def read_split_year(said: Said, pos: int) -> Reading | None:
    """Read years that straddle two: "2027/28", "FY26-27", "the next financial year"."""
    if match := _SPLIT_YEAR.match(said.text, pos):
        return _numbered_split_year(said, match)
    if match := _YEAR_ENDING.match(said.text, pos):
        return Reading(match.end(), _split_year(int(match["year"]) - 1, match["kind"].lower()))
    if match := _FY.match(said.text, pos):  # "FY26" is named by the year in which it ends
        return Reading(match.end(), _split_year(1999 + int(match["year"]), "financial"))
    match = _THIS_SPLIT_YEAR.match(said.text, pos)
    if match is None:
        return None
    kind = match["kind"].lower()
    if said.day is None:
        return Reading(match.end(), unknown(_split_precision(kind)))
    is_next = re.search(r"next|coming|following|new", match["which"], re.IGNORECASE)
    return Reading(match.end(), _split_year(running_year(said.day, kind) + bool(is_next), kind))


def running_year(day: date, kind: str = "financial") -> int:
    """Return the calendar year in which the financial (or other such) year of `day` began."""
    month, first = _YEAR_STARTS.get(kind, (4, 1))
    return day.year - (day < date(day.year, month, first))


def _numbered_split_year(said: Said, match: re.Match[str]) -> Reading | None:
    kind = (match["before"] or match["after"] or "financial").lower()
    is_named = bool(match["before"] or match["after"] or match["fy"])
    first = int(match["first"]) % 100 + 2000
    last = int(match["last"]) % 100 + 2000
    if not is_named and _is_no_year(said.text, match):
        return None
    if not is_named and match.group().lower().startswith("the ") and _NOUN.match(said.text, match.end()):
        return None  # "the 2026-27 scheme"
    if last == first + 1:
        return Reading(match.end(), _split_year(first, kind))
    if last > first + 1 and len(match["first"]) == 4 and len(match["last"]) == 4:
        return Reading(match.end(), Period(date(first, 1, 1), date(last, 12, 31), "year"))
    return None


def _is_no_year(text: str, match: re.Match[str]) -> bool:
    """Tell "10-11", perhaps an age, and "from 2026 to 2027", which are two, from a financial year."""
    if match["sep"].strip() == "to":
        return (
            len(match["first"]) == 2
            or _FROM.search(text, max(0, match.start() - 20), match.start()) is not None
        )
    if len(match["first"]) == 4 or match["sep"].strip() == "/":
        return False
    return int(match["first"]) < 20 or text[match.end() : match.end() + 1] not in {"", ".", ",", ";", ")"}


def _split_year(first: int, kind: str) -> Period:
    month, day = _YEAR_STARTS.get(kind, (4, 1))
    return span(date(first, month, day), 12, _split_precision(kind))


def _split_precision(kind: str) -> str:
    return "year" if kind in {"academic", "school"} else "financial year"


def read_decade(said: Said, pos: int) -> Reading | None:
    """Read "the decade", that of the day said, its last year ending in nine, and "the early 2030s"."""
    if match := _DECADES.match(said.text, pos):
        first, last = _THIRDS[match["part"] and match["part"].lower()]
        decade = int(match["first"])
        return Reading(match.end(), Period(date(decade + first, 1, 1), date(decade + last, 12, 31), "year"))
    match = _DECADE.match(said.text, pos)
    if match is None:
        return None
    if said.day is None:
        return Reading(match.end(), unknown("year"))
    first = said.day.year // 10 * 10
    return Reading(match.end(), Period(date(first, 1, 1), date(first + 9, 12, 31), "year"))


def read_year_suffix(said: Said, pos: int) -> Reading | None:
    """Read the year behind a month, a day or a season: " 2026", " of next year", ", 2026/27"."""
    gap = _SUFFIX.match(said.text, pos)
    if gap is None:
        return None
    reading = read_split_year(said, gap.end()) or read_year(said, gap.end())
    if reading is None or reading.period.edge:
        return None
    start, end = reading.period.start, reading.period.end
    return None if start and end and end - start > timedelta(days=366) else reading


def year_holding(year: Period, month: int, number: int = 1) -> int | None:
    """Return the calendar year in which the given day falls into `year`, which may straddle two."""
    if year.start is None or year.end is None:
        return None
    return year.start.year if date(year.start.year, month, min(number, 28)) >= year.start else year.end.year


OPENERS = {
    read_year: (
        _YEAR,
        _AFTER_NEXT,
        _THIS_YEAR,
    ),
    read_split_year: (
        _SPLIT_YEAR,
        _YEAR_ENDING,
        _FY,
        _THIS_SPLIT_YEAR,
    ),
    read_decade: (
        _DECADES,
        _DECADE,
    ),
}
"""What a period that each reader reads begins with."""
