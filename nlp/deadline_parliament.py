"""The times Parliament and the Treasury keep: this Parliament, recesses, Budgets whose day is known."""

from __future__ import annotations

import re
from datetime import timedelta

from nlp.deadline_period import Period, Reading, Said, unknown
from nlp.deadline_years import read_year_suffix
from nlp.parliament_calendar import fiscal_event, next_recess, parliament_end

_PARLIAMENT = re.compile(
    r"""(?:the\s+(?:lifetime|life|course|duration|term|rest|remainder)\s+of\s+)?
        (?:this|the(?:\s+(?:current|present))?)\s+(?:current\s+)?Parliament\b
        (?!['’]s\b|[-\w]|\s+(?:of|building|square|Act)\b)(?:\s+(?:ends|is\s+dissolved)\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMES = "summer|christmas|easter|whitsun|whit|february|november|conference|half[- ]term"
_RECESS = re.compile(
    rf"""(?:the\s+|this\s+|next\s+|our\s+)?(?:coming\s+|forthcoming\s+|next\s+)?
        (?:(?P<name>{_NAMES})\s+(?:parliamentary\s+)?(?:recess|adjournment|break)\b
          |(?:parliamentary\s+)?recess\b(?!\s+(?:dates?|period)\b))
      | (?:the\s+House|this\s+House|Parliament|we)\s+
        (?:rises?|adjourns?|breaks?(?:\s+up)?|goes?\s+into\s+recess)(?=\s|[.,;:)]|$)
        (?:\s+for\s+(?:the\s+)?(?P<rises>{_NAMES})\b(?:\s+(?:recess|break)\b)?)?""",
    re.IGNORECASE | re.VERBOSE,
)
_EVENT = re.compile(
    r"""(?:(?:the|this|next|our|(?:this|next)\s+(?:year|month|week|autumn|spring)['’]s
        |the\s+(?:next|coming|forthcoming|upcoming))\s+)?
        (?P<year_before>20\d\d\s+)?
        (?P<name>(?i:(?:Autumn|Spring)\s+(?:Budget|Statement|Forecast))|Budget|(?i:spending\s+review))\b
        (?!\s+(?:process|period|Responsibility|settlement|debate|documents?)\b|['’]s\b|-)""",
    re.VERBOSE,
)


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
    name = (match["name"] or match["rises"] or "").lower()
    name = {"whit": "whitsun"}.get(name, "february" if name.startswith("half") else name)
    if said.day is None:
        return Reading(match.end(), unknown("recess" if name == "summer" else "event"))
    if recess := next_recess(name, after=said.day, house=said.house):
        last = recess.returns - timedelta(days=1) if recess.returns else recess.rises
        return Reading(match.end(), Period(recess.rises, last, "recess", edge="start"))
    if name != "summer":
        return Reading(match.end(), unknown("event"))
    july = said.day.replace(month=7, day=31)  # the guide's day for a summer recess that is not known
    start = july if said.day <= july else july.replace(year=july.year + 1)
    return Reading(match.end(), Period(start, start.replace(month=8), "recess", edge="start"))


def read_fiscal_event(said: Said, pos: int) -> Reading | None:
    """Read "the Budget", "Spring Statement 2025" where its day was public when it was said; else None."""
    match = _EVENT.match(said.text, pos)
    if match is None or said.day is None:
        return None
    suffix = read_year_suffix(said, match.end())
    held = fiscal_event(match["name"], said_on=said.day)
    year = int(match["year_before"]) if match["year_before"] else None
    if suffix and suffix.period.start:
        year = suffix.period.start.year
    if held is None or (year and year != held.year):
        return None
    is_named = year is not None
    return Reading(suffix.end if suffix else match.end(), Period(held, held, "day", is_bare=not is_named))


OPENERS = {
    read_parliament: (_PARLIAMENT,),
    read_recess: (_RECESS,),
    read_fiscal_event: (_EVENT,),
}
"""What a period that each reader reads begins with."""
