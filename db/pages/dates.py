"""Dates and spans of time as people read them."""

from __future__ import annotations

from datetime import date

UNKNOWN_DATE = "date not known"

_AS_GIVEN = {
    "day": "a day",
    "month": "a month",
    "quarter": "a quarter",
    "season": "a season",
    "half-year": "half a year",
    "year": "a year",
    "financial year": "a financial year",
    "recess": "a recess of Parliament",
    "parliament": "the life of a Parliament",
}


def day(iso: str | None) -> str:
    """Return an ISO date or moment as "3 May 2024"; None as "date not known"; anything else unchanged."""
    if not iso:
        return UNKNOWN_DATE
    try:
        parsed = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{parsed.day} {parsed:%B %Y}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return "1 day", "2 days", "1,200 days"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def number(value: float) -> str:
    """Return a figure as a table prints it: "1,200", "36.5"."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def days(count: int | None) -> str:
    """Return a number of days in words: "1 day", "31 days"."""
    return "days not known" if count is None else plural(count, "day")


def times(count: int) -> str:
    """Return "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def interval(earliest: str | None, latest: str | None) -> str:
    """Return an interval of two inclusive ISO dates in words; "no date" where there is none."""
    if not latest:
        return "no date"
    if not earliest:
        return f"by {day(latest)}"
    return f"on {day(latest)}" if earliest == latest else f"between {day(earliest)} and {day(latest)}"


def deadline_meant(earliest: str | None, latest: str | None, precision: str | None) -> str:
    """Return what the words of a deadline were read as, with how precise they were."""
    if precision == "event":
        return "It depends on something else happening, so no date can be read from these words."
    if not latest:
        return "No date can be read from these words."
    given = _AS_GIVEN.get(precision or "")
    meant = f"Read as {interval(earliest, latest)}"
    return f"{meant} (given as {given})." if given else f"{meant}."


def until(count: int | None) -> str:
    """Return days to a deadline in words: "in 12 days", "today", "31 days ago"."""
    if count is None:
        return ""
    if count == 0:
        return "today"
    return f"in {days(count)}" if count > 0 else f"{days(-count)} ago"
