"""Years as words name them: calendar years, years that straddle two (financial, academic), decades."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from nlp.deadline_period import Period, Reading, Said, span, unknown

_YEAR_STARTS = {"tax": (4, 6), "academic": (9, 1), "school": (9, 1)}  # every other kind starts on 1 April

_YEAR = re.compile(
    r"(?:(?:the\s+)?(?:calendar\s+)?year\s+)?(?P<year>(?:19|20)\d\d)\b(?!\s?[/‑–-]\s?\d\d|[,.]\d|\s?%)", re.I
)
_THIS_YEAR = re.compile(
    r"""(?P<which>this|next|the(?:\s+(?:current|present|new|following))?)\s+(?:calendar\s+)?year\b
        (?!['’]s\b|[-\w]|\s+(?:to|ending|ended|after|before|of|in\s+which)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_KIND = r"(?P<{}>financial|fiscal|tax|academic|school|billing|reporting|operational|council)\s+year"
_SPLIT_YEAR = re.compile(
    rf"""(?:the\s+)?(?:{_KIND.format("before")}\s+(?:of\s+)?|(?P<fy>FY)\s?)?
         (?P<first>20\d\d|\d\d)(?P<sep>\s?[/‑–-]\s?|\s+to\s+)(?P<last>20\d\d|\d\d)\b(?!\s?[/‑–-]\s?\d|\s?%)
         (?:\s+{_KIND.format("after")})?""",
    re.IGNORECASE | re.VERBOSE,
)
_THIS_SPLIT_YEAR = re.compile(
    r"(?P<which>this|(?:the\s+)?(?:next|coming|following|upcoming)|the(?:\s+(?:current|present))?)\s+"
    rf"{_KIND.format('kind')}\b"
    r"(?!['’]s\b|[-\w]|\s+20\d\d)",
    re.IGNORECASE,
)
_DECADE = re.compile(r"(?:the|this)\s+(?:current\s+)?decade\b", re.I)


def read_year(said: Said, pos: int) -> Reading | None:
    """Read "2026", "this year", "next year", "the new year": calendar years."""
    if match := _YEAR.match(said.text, pos):
        return Reading(match.end(), span(date(int(match["year"]), 1, 1), 12, "year"))
    match = _THIS_YEAR.match(said.text, pos)
    if match is None:
        return None
    if said.day is None:
        return Reading(match.end(), unknown("year"))
    which = match["which"].lower()
    is_new = which.endswith(" new")
    year = said.day.year + (is_new or which in {"next", "the following"})
    period = span(date(year, 1, 1), 12, "year")
    return Reading(match.end(), replace(period, edge="start" if is_new else ""))


def read_split_year(said: Said, pos: int) -> Reading | None:
    """Read years that straddle two: "2027/28", "FY26-27", "the next financial year"."""
    if match := _SPLIT_YEAR.match(said.text, pos):
        return _numbered_split_year(match)
    match = _THIS_SPLIT_YEAR.match(said.text, pos)
    if match is None:
        return None
    kind = match["kind"].lower()
    if said.day is None:
        return Reading(match.end(), unknown(_split_precision(kind)))
    month, day = _YEAR_STARTS.get(kind, (4, 1))
    running = said.day.year - (said.day < date(said.day.year, month, day))
    is_next = re.search(r"next|coming|following|upcoming", match["which"], re.IGNORECASE)
    return Reading(match.end(), _split_year(running + bool(is_next), kind))


def _numbered_split_year(match: re.Match[str]) -> Reading | None:
    kind = (match["before"] or match["after"] or "financial").lower()
    is_named = bool(match["before"] or match["after"] or match["fy"])
    first = int(match["first"]) % 100 + 2000
    last = int(match["last"]) % 100 + 2000
    is_short = len(match["first"]) == 2 and match["sep"].strip() != "/"
    if (is_short or match["sep"].strip() == "to") and not is_named:
        return None  # "10-11" may be a time of day, "2026 to 2027" two years
    if last == first + 1:
        return Reading(match.end(), _split_year(first, kind))
    if last > first + 1 and len(match["first"]) == 4:
        return Reading(match.end(), Period(date(first, 1, 1), date(last, 12, 31), "year"))
    return None


def _split_year(first: int, kind: str) -> Period:
    month, day = _YEAR_STARTS.get(kind, (4, 1))
    return span(date(first, month, day), 12, _split_precision(kind))


def _split_precision(kind: str) -> str:
    return "year" if kind in {"academic", "school"} else "financial year"


def read_decade(said: Said, pos: int) -> Reading | None:
    """Read "the decade": that of the day said, its last year ending in nine."""
    match = _DECADE.match(said.text, pos)
    if match is None:
        return None
    if said.day is None:
        return Reading(match.end(), unknown("year"))
    first = said.day.year // 10 * 10
    return Reading(match.end(), Period(date(first, 1, 1), date(first + 9, 12, 31), "year"))
