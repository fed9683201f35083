"""Finds the future times a sentence states and what they mean in days, as the annotation guide lays down.

Dates are a small grammar: a preposition and a period ("by" + "the end of March 2026"), read by
`nlp.deadline_parts` and `nlp.deadline_durations`. Vague and event wordings are rules in the lexicon.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from nlp.annotations import Deadline
from nlp.deadline_durations import read_duration
from nlp.deadline_parts import read_period
from nlp.deadline_period import Period, Reading, Said
from nlp.deadline_tense import PROMISE, is_awaited, is_past_context
from nlp.lexicon import load_rules

ROLES = frozenset({"vague", "event", "past"})

# Each preposition says which part of the period it means: all of it ("in"), or the time up to it.
_LEAD = re.compile(
    r"""\b(?:
      (?P<before>before|ahead\s+of|prior\s+to|in\s+advance\s+of|in\s+time\s+for)
    | (?P<by>by(?:\s+(?:no\s+later\s+than|the\s+time))?|(?:no|not)\s+later\s+than|at\s+the\s+latest\s+by
        |on\s+or\s+before|(?:up\s+)?until|till|up\s+to|through\s+to)
    | (?P<between>between)
    | (?P<after>after|following|beyond)
    | (?P<within>(?:with)?in|over|during|throughout|across|for|on|at|into|around|from|through(?:out)?
        |as\s+(?:of|from)|with\s+effect\s+from|effective(?:\s+from)?
        |(?:starting|beginning|commencing)(?:\s+(?:in|on|from))?|as\s+(?:early|soon)\s+as
        |(?:no|not)\s+(?:earlier|sooner)\s+than|not\s+before|on\s+or\s+after|(?:over|in|during)\s+the\s+course\s+of
        |(?:at\s+some\s+(?:point|stage)|some\s?time)\s+(?:in|during)|towards?|(?:in|on)\s+or\s+around)
    )\s+(?:(?:as\s+early\s+as|at\s+least|around|about|at\s+the\s+latest)\s+|\d{1,2}(?:[.:]\d\d)?\s?[ap]m\s+on\s+)?
    (?=\S)""",
    re.IGNORECASE | re.VERBOSE,
)
# Periods that state a time without a preposition.
_BARE = re.compile(
    r"""\b(?=(?P<cue>later|late|early|mid|next|this|tomorrow|tonight|end)\b)
      | (?<=\bexpected\ )(?=[A-Z]) | (?<=\bdue\ )(?=[A-Z]) | (?<=[:(–|]\ )(?=[A-Z\d]) | (?<=^)(?=[A-Z])""",
    re.IGNORECASE | re.VERBOSE,
)
_RANGE = re.compile(r"\s+(?:until|to|through\s+to|through|up\s+to|till|or|and)\s+|\s*[–-]\s*", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_NOW = re.compile(r"now\s+and\s+", re.IGNORECASE)
# Words that only a time to come has, and those of a time that a promise covers rather than falls into.
_FORWARD = re.compile(
    r"by\b|before\b|within\b|later\b|until\b|next\b|(?:over|in|during)\s+the\s+(?:next|coming)\b",
    re.IGNORECASE,
)
_COVERS = re.compile(r"(?:for|until|till|up\s+to)\b|in\s+\w+\s+(?:day|week|month|year)s?$", re.IGNORECASE)
_ONWARDS = re.compile(r"\s+onwards?\b", re.IGNORECASE)
_EMPTY = re.compile(
    r"(?:in|during|for|over|on|at|from|into|across|throughout)\s+the\s+(?:year|month|week|decade|current\s+year)",
    re.IGNORECASE,
)


def find_deadlines(sentence: str, *, said_on: date | None, house: str | None) -> list[Deadline]:
    """Return the future times stated in `sentence`, in order, not overlapping.

    `said_on` is the day it was said: without it, relative wordings keep their text and have null dates.
    `house` ("Commons", "Lords") chooses whose recess is meant. Times that are over, and reference periods of
    statistics, are left out.
    """
    said = Said(sentence, said_on, house)
    return _without_overlaps(sentence, _dated(said) + _worded(said))


def _without_overlaps(sentence: str, candidates: list[Deadline]) -> list[Deadline]:
    """Keep the best of overlapping readings, and none that lies in a time gone by."""
    past = _over(sentence) if candidates else []
    found: list[Deadline] = []
    for deadline in sorted(candidates, key=_reach):
        is_over = any(start <= deadline.start < end for start, end in past)
        is_free = all(deadline.end <= other.start or other.end <= deadline.start for other in found)
        if is_free and not is_over:
            found.append(deadline)
    return sorted(found, key=lambda deadline: deadline.start)


def _over(sentence: str) -> list[tuple[int, int]]:
    """Return the spans of times gone by and of reference periods of statistics."""
    rules = (rule for rule in load_rules("deadlines", ROLES) if rule.role == "past")
    return [match.span() for rule in rules for match in rule.pattern.finditer(sentence)]


def _reach(deadline: Deadline) -> tuple[int, int, int]:
    """Order overlapping readings: a date before a vague wording before an event, then the longer."""
    tier = {"vague": 1, "event": 2}.get(deadline.precision, 0)
    return tier, deadline.start - deadline.end, deadline.start


def main_deadline(sentence: str, *, said_on: date | None, house: str | None) -> Deadline | None:
    """Return the time that binds the act of `sentence`, or None where it states no future time.

    Of several, the first after the promise stands; a date or a vague wording comes before an event, and a
    period the promise merely covers ("funding for 2027/28") behind both. Where nothing is promised, only a
    date that is to come by its own words counts.
    """
    promise = PROMISE.search(sentence)
    if promise:
        found = find_deadlines(sentence, said_on=said_on, house=house)
    else:
        dated = _dated(Said(sentence, said_on, house))
        found = [one for one in _without_overlaps(sentence, dated) if _is_ahead(one, said_on)]
    start = promise.start() if promise else 0
    return min(found, key=lambda deadline: _rank(deadline, start, sentence), default=None)


def _is_ahead(deadline: Deadline, said_on: date | None) -> bool:
    """Tell whether a time is to come by its own words, where no promise says so."""
    if deadline.precision == "event":
        return False
    is_later = said_on is not None and (deadline.earliest or "") > said_on.isoformat()
    return is_later or _FORWARD.match(deadline.text) is not None


def _rank(deadline: Deadline, promise: int, sentence: str) -> tuple[int, bool, int]:
    """Return the sort key of a deadline of a sentence whose promise begins at `promise`."""
    is_planned_for = (
        re.search(r"\b(?:planned|scheduled|due|set|expected)\s+$", sentence[: deadline.start]) is not None
    )
    covers = _COVERS.match(deadline.text) is not None or (
        deadline.precision == "financial year" and deadline.text.lower().startswith("in ")
    )
    tier = 2 if deadline.precision == "event" else int(covers and not is_planned_for)
    return tier, deadline.start < promise, deadline.start


def _worded(said: Said) -> list[Deadline]:
    """Return the vague and the event wordings."""
    return [
        Deadline(
            text := match.group().rstrip(), None, None, rule.role, match.start(), match.start() + len(text)
        )
        for rule in load_rules("deadlines", ROLES)
        if rule.role != "past"
        for match in rule.pattern.finditer(said.text)
        if rule.role == "vague" or is_awaited(said.text, match.start(), match.end())
    ]


def _dated(said: Said) -> list[Deadline]:
    """Return what the date grammar reads, times that are over left out."""
    found: list[Deadline] = []
    end = 0
    for match in _LEAD.finditer(said.text):
        if match.start() >= end and (reading := _after_lead(said, match)):
            end = _keep(said, match.start(), reading, found) or end
    for match in _BARE.finditer(said.text):
        if any(one.start <= match.start() < one.end for one in found):
            continue
        reading = read_period(said, match.start())
        if reading and (match["cue"] or not reading.period.is_bare) and not _is_subject(match, reading):
            _keep(said, match.start(), reading, found)
    return found


def _is_subject(match: re.Match[str], reading: Reading) -> bool:
    """Tell "this Parliament" and "this House rises" without a preposition, which state no time."""
    return (match["cue"] or "").lower() == "this" and reading.period.precision in {"parliament", "recess"}


def _keep(said: Said, start: int, reading: Reading, found: list[Deadline]) -> int:
    """Add the deadline read from `start` unless it is over; return where it ends, 0 where it was left out."""
    text = said.text[start : reading.end].rstrip()
    period = _from_today(reading.period, said.day)
    if _EMPTY.fullmatch(text) or period is None or (not _is_to_come(said, start, period)):
        return 0
    earliest, latest = (day.isoformat() if day else None for day in (period.start, period.end))
    found.append(Deadline(text, earliest, latest, period.precision, start, start + len(text)))
    return reading.end


def _from_today(period: Period, today: date | None) -> Period | None:
    """Let a period that is running begin on the day it was said; None where it is over."""
    if today is None or period.end is None:
        return period
    if period.end < today:
        return None
    return replace(period, start=max(period.start or today, today))


def _is_to_come(said: Said, start: int, period: Period) -> bool:
    """Tell whether a time is one to come: surely so where its own words put it after the day said."""
    if said.day and period.end and not period.is_bare:
        is_ahead = (period.end if period.edge == "until" else period.start or said.day) > said.day
        if is_ahead:
            return True
    return not is_past_context(said.text, start)


def _after_lead(said: Said, match: re.Match[str]) -> Reading | None:
    """Read the period behind a preposition and give it the meaning the preposition has."""
    if duration := read_duration(said, match.start()):
        return duration
    if match["between"]:
        return _between(said, match.end())
    reading = read_period(said, match.end())
    if reading is None:
        return None
    if match["after"]:
        return _past_the_end(reading, said.day)
    if match["before"] or match["by"]:
        return Reading(reading.end, _up_to(reading.period, said.day, is_before=bool(match["before"])))
    reading = (
        _whole_range(said, reading) if match.group().lower().startswith(("from", "in", "for")) else reading
    )
    onwards = _ONWARDS.match(said.text, reading.end)
    return Reading(onwards.end() if onwards else reading.end, _inside(reading.period))


def _past_the_end(reading: Reading, today: date | None) -> Reading | None:
    """Read "after Easter": no day bounds it, so an event, unless it is long past."""
    end = reading.period.end
    if end and today and end < today:
        return None
    return Reading(reading.end, replace(reading.period, start=None, end=None, precision="event", edge=""))


def _up_to(period: Period, today: date | None, *, is_before: bool) -> Period:
    """Return the time from the day said to the period's last day, or to the day before it starts."""
    if period.end is None or period.start is None:
        return replace(period, edge="until")
    last = period.start if period.edge == "start" else period.end
    has_begun = today is not None and period.start <= today
    if (
        is_before
        and not has_begun
        and period.edge != "end"
        and period.precision not in {"recess", "parliament"}
    ):
        last = period.start - timedelta(days=1)
    return replace(period, start=today, end=last, edge="until")


def _inside(period: Period) -> Period:
    """Return the period itself; of a year, its end alone is its last quarter."""
    if period.precision == "recess" and period.edge == "start" and period.start == period.end:
        return Period(None, None, "event")
    if period.edge == "end" and "year" in period.precision and period.start and period.end:
        first = period.end.replace(day=1)
        for _ in range(2):
            first = (first - timedelta(days=1)).replace(day=1)
        return replace(period, start=first, precision="quarter")
    return period


def _between(said: Said, pos: int) -> Reading | None:
    """Read "between 2026/27 and 2029/30"; "between now and March" is "by March"."""
    if now := _NOW.match(said.text, pos):
        reading = read_period(said, now.end())
        return reading and Reading(reading.end, _up_to(reading.period, said.day, is_before=False))
    first = read_period(said, pos)
    joint = _AND.match(said.text, first.end) if first else None
    last = read_period(said, joint.end()) if joint else None
    return _spanning(first, last) if first and last else None


def _whole_range(said: Said, first: Reading) -> Reading:
    """Read on where a second period follows: "from 1 April 2026 until 31 March 2027"."""
    joint = _RANGE.match(said.text, first.end)
    last = read_period(said, joint.end()) if joint else None
    return _spanning(first, last) if last else first


def _spanning(first: Reading, last: Reading) -> Reading:
    start, end = first.period.start, last.period.end
    if start and end and start > end and first.period.is_bare:
        start = start.replace(year=start.year - 1)  # "between April and June 2026": the year stands once
    if start is None or end is None or start > end:
        return Reading(last.end, replace(last.period, edge=""))
    return Reading(last.end, replace(last.period, start=start, edge=""))
