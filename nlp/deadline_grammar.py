"""Dated times of a sentence: a preposition and a period, each preposition with the meaning it gives.

"By P" runs from the day said to P's last day, "before P" to the day before P; "in P" is P itself; nothing
bounds "after P". A wording whose time is over is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain

from ahocorasick import Automaton

from nlp import deadline_durations, deadline_ranges
from nlp.annotations import Deadline
from nlp.deadline_durations import read_duration
from nlp.deadline_months import MONTHS
from nlp.deadline_parts import openers, read_period
from nlp.deadline_period import Period, Reading, Said
from nlp.deadline_ranges import between, inside, past_the_end, up_to, whole_range
from nlp.deadline_tense import is_negated, is_past_context, is_promised_today
from nlp.prefilter import Prefilter, without_look_around

# One of these, or a month, stands in every time that the calendar gives, soon after its first word.
_ATOMS = """20 19 /2 /3 -2 day week month quarter year decade hour fortnight today tonight tomorrow afternoon
    evening spring summer autumn winter christmas easter whitsun parliament recess rise adjourn break budget
    statement forecast review fy q1 q2 q3 q4 h1 h2 w/c w/b"""
_NEAR = 45  # characters
_LED, _UNLED = 0, 1  # places of the patterns of _gates

_LATEST = r"at\s+the\s+(?:very\s+)?latest"
_AT_AN_HOUR = r"""(?:\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\.?|\d{1,2}[.:]\d\d(?:\s+hours)?|noon|midday|midnight
    |lunchtime|(?:the\s+)?(?:close|end)\s+of\s+(?:business|play))"""
# Each preposition says which part of the period it means: all of it ("in"), or the time up to it. This and
# the expressions below are for small letters.
_LEAD = re.compile(
    rf"""\b(?:
      (?P<before>before|this\s+side\s+of|ahead\s+of|prior\s+to|in\s+advance\s+of|in\s+time\s+for|in\s+the\s+run[-\s]up\s+to)
    | (?P<by>(?:on|in|by)\s+or\s+before|by,?\s+{_LATEST},?(?:\s+by)?
        |by(?:\s+(?:no|not)\s+later\s+than|\s+the\s+time)?|{_LATEST}\s+by|(?:no|not)\s+later\s+than
        |over\s+the\s+(?:\w+\s+)?(?:years?|months|period)\s+(?:up\s+)?to
        |(?P<until>(?:up\s+)?until|till|up\s+to(?:\s+and\s+including)?|through\s+to))
    | (?P<between>between)
    | (?P<from>as\s+(?:of|from)|with\s+effect\s+from|effective(?:\s+from)?|from|on\s+or\s+after
        |(?:starting|beginning|commencing)(?:\s+(?:in|on|from|with))?|(?:no|not)\s+(?:earlier|sooner)\s+than
        |not\s+before)
    | (?P<after>after|following|beyond)
    | (?P<of>(?<=\bdate\s)of|(?<=\bdeadline\s)of|(?<=\btarget\s)of|(?<=\bdate\s)(?:is|will\s+be))
    | (?P<to>to)
    | (?P<within>(?:with)?in|over|during|throughout|across|for|into|around|through|as\s+(?:early|soon)\s+as
        |(?:over|in|during)\s+the\s+course\s+of|(?:at\s+some\s+(?:point|stage)|some\s?time)(?:\s+(?:in|during))?
        |towards?|inside|(?:in|on)\s+or\s+around)
    | (?P<point>on|at)
    )\s+(?:(?:as\s+early\s+as|at\s+least|around|about|roughly|approximately|hopefully|perhaps|probably|possibly
        |at\s+some\s+(?:point|stage)\s+in|{_LATEST})\s+|{_AT_AN_HOUR}\s+(?:on\s+)?)?
    (?=[\w'‘“])""",
    re.VERBOSE,
)
# Periods that state a time without a preposition.
_BARE = re.compile(
    r"""\b(?=\w)(?:(?=(?P<cue>later|late|early|mid|midway|halfway|next|this|today|tomorrow|tonight|w/c
          |end(?!\s+(?:this|next|the)\b)|first\s+thing|a\s+week|a\s+fortnight|the\s+(?:week|month|year)\s+after|the\s+day\s+after)\b)
      | (?=(?:an?|one|two|three|four|five|six|nine|ten|twelve|eighteen|\d+)\s+\w+\s+
          (?:from\s+(?:now|today)|hence)\b)
      | (?<=\bexpected\ )(?=[a-z]) | (?<=\bdue\ )(?=[a-z]) | (?<=[:(–|]\ )(?=[a-z\d]) | (?<=^)(?=[a-z])
      | (?=(?:spring|summer|autumn|winter)\s+20\d\d(?:[.,;)]|$)))""",
    re.VERBOSE,
)
# The same for the prefilter, which looks neither back nor ahead: what has no cue begins with a period.
_BARE_CUE = r"""(?i:\b(?:later?|early|mid|midway|halfway|next|this|today|tomorrow|tonight|w/c|end
  |first\s+thing|a\s+week|a\s+fortnight|the\s+(?:week|month|year|day)\s+after)\b
  |\w\s+\w+\s+(?:from\s+(?:now|today)|hence)\b|(?:spring|summer|autumn|winter)\s+20\d\d)"""
_BARE_BEGINNING = r"(?:^|[:(–|]\s|(?i:\b(?:due|expected))\s)"
_TAIL = re.compile(rf"\s+onwards?\b|,?\s+{_LATEST}\b|(?P<earliest>,?\s+at\s+the\s+earliest\b)")
# "In the year" alone names no year.
_EMPTY = re.compile(
    r"(?:in|during|for|over|on|at|from|into|across|throughout|to)\s+the\s+(?:year|month|week|decade|current\s+year)"
)
_MOVED = re.compile(
    r"\b(?:(?P<until>extend|continu|run|last)\w*|(?:br(?:ing|ought)|moved?|mov|put|push|postpon|delay|deferr?|slip)"
    r"\w*)\b[^,;:.()–]{0,80}$"
)


def read_dated(sentences: Sequence[Said]) -> list[list[Deadline]]:
    """Return for each sentence the times that the calendar gives, those that are over left out.

    Some may overlap: "later this year" is found beside "in this year". What can hold none is told of all
    sentences before any is read: the automata then stay in the processor's cache.
    """
    atoms = [[end for end, _ in _atoms().iter(said.text)] for said in sentences]
    gates = [
        _gates().candidates(said.text) if own else [] for said, own in zip(sentences, atoms, strict=True)
    ]
    return [
        _read(said, own, open_) if open_ else []
        for said, own, open_ in zip(sentences, atoms, gates, strict=True)
    ]


def _read(said: Said, atoms: Sequence[int], gates: Collection[int]) -> list[Deadline]:
    found: list[Deadline] = []
    read = bytearray(len(said.text) + 1)  # what is over is read too: no part of it is another time
    end = 0
    for match in _LEAD.finditer(said.small) if _LED in gates else ():
        if match.start() < end or not _is_near(atoms, match.end()):
            continue
        if reading := _after_lead(said, match):
            found += _kept(said, match.start(), reading)
            end = reading.end
            read[match.start() : end] = b"\1" * (end - match.start())
    for match in _BARE.finditer(said.small) if _UNLED in gates else ():
        if not read[match.start()] and _is_near(atoms, match.start()) and (reading := _bare(said, match)):
            found += _kept(said, match.start(), reading)
    return found


@cache
def _gates() -> Prefilter:
    """Return what tells whether a preposition stands before a period, or a duration stands, anywhere (_LED),
    and whether a period stands without one (_UNLED).
    """  # fmt: skip
    period = _any_of([*chain.from_iterable(openers().values()), *deadline_ranges.OPENERS])
    lead, duration = without_look_around(_LEAD), _any_of(deadline_durations.OPENERS)
    cue = without_look_around(re.compile(_BARE_CUE, re.VERBOSE))
    return Prefilter([rf"(?i:{lead}){period}|\b{duration}", f"{cue}|{_BARE_BEGINNING}{period}"])


def _any_of(patterns: Iterable[re.Pattern[str]]) -> str:
    return f"(?:{'|'.join(f'(?:{without_look_around(pattern)})' for pattern in dict.fromkeys(patterns))})"


@cache
def _atoms() -> Automaton:
    automaton = Automaton()
    for word in _ATOMS.split():
        for spelling in {word, word.capitalize(), word.upper()}:
            automaton.add_word(spelling, spelling)
    for month in MONTHS:  # "may" and "march" in small letters are none
        for spelling in (month[:3], month[:3].upper()):
            automaton.add_word(spelling, spelling)
    automaton.make_automaton()
    return automaton


def _is_near(atoms: Sequence[int], pos: int) -> bool:
    """Tell whether one of the `atoms` (where they end, in order) stands within reach behind `pos`."""
    following = bisect_left(atoms, pos)
    return following < len(atoms) and atoms[following] < pos + _NEAR


def _bare(said: Said, match: re.Match[str]) -> Reading | None:
    """Read a period without a preposition; "this Parliament" and a bare "today" are rather its subject."""
    cue = match["cue"] or ""
    reading = read_duration(said, match.start()) or read_period(said, match.start())
    if reading is None or (reading.period.is_bare and not cue):
        return None
    if cue == "today" and not is_promised_today(said.small, match.start()):
        return None
    is_subject = cue == "this" and reading.period.precision in {"parliament", "recess"}
    return None if is_subject else Reading(reading.end, inside(reading.period))


def _kept(said: Said, start: int, reading: Reading) -> Iterator[Deadline]:
    """Yield the deadline read from `start`, unless it is over."""
    text = said.text[start : reading.end].rstrip()
    period = _from_today(reading.period, said.day)
    if period is None or _EMPTY.fullmatch(text.lower()) or not _is_to_come(said, start, reading.end, period):
        return
    earliest, latest = (day.isoformat() if day else None for day in (period.start, period.end))
    yield Deadline(text, earliest, latest, period.precision, start, start + len(text))


def _from_today(period: Period, today: date | None) -> Period | None:
    """Let a period that is running begin on the day it was said; None where it is over."""
    if today is None or period.end is None:
        return period
    if period.end < today:
        return None
    return replace(period, start=max(period.start or today, today))


def _is_to_come(said: Said, start: int, end: int, period: Period) -> bool:
    """Tell whether a time is one to come: surely so where its own words put it after the day said."""
    if said.day and period.end and not period.is_bare:
        is_ahead = (period.end if period.edge == "until" else period.start or said.day) > said.day
        if is_ahead:
            return True
    return not is_past_context(said.small, start, end)


def _after_lead(said: Said, match: re.Match[str]) -> Reading | None:
    """Read the period behind a preposition and give it the meaning the preposition has."""
    if match["between"]:
        return between(said, match.end())
    if not match["point"] and (duration := read_duration(said, match.start())):
        return duration
    reading = read_period(said, match.end())
    if reading is None or not _may_lead(said, match, reading.period):
        return None
    if match["after"]:
        return past_the_end(reading, said.day)
    is_open = match["before"] or match["until"]
    if is_open and is_negated(said.small, match.start()):  # "not before P", "not until P": in P
        return Reading(reading.end, inside(reading.period))
    is_up_to = bool(is_open or match["by"]) or _is_extended(said, match, reading.period)
    reading = whole_range(said, reading, only_or=is_up_to)
    tail = _TAIL.match(said.small, reading.end)
    if is_up_to and not (tail and tail["earliest"]):
        period = up_to(reading.period, said.day, is_before=bool(match["before"]))
    else:
        period = inside(reading.period)
    return Reading(tail.end() if tail else reading.end, period)


def _may_lead(said: Said, match: re.Match[str], period: Period) -> bool:
    """Tell whether a preposition goes with a period: "on" with a day, "at" with a feast, "to" with a move."""
    if match["point"]:
        return period.precision == "day" or (match["point"] == "at" and period.edge != "")
    if period.precision == "recess":
        return not match["from"] and not match["to"]
    return not match["to"] or _is_to_the_end(said, match, period) or _moved(said, match) is not None


def _moved(said: Said, match: re.Match[str]) -> re.Match[str] | None:
    """Return the verb that moves or extends something "to" a time."""
    return _MOVED.search(said.small, max(0, match.start() - 110), match.start())


def _is_extended(said: Said, match: re.Match[str], period: Period) -> bool:
    """Tell "extended to March 2027", which lasts till then, from "moved to March 2027"."""
    moved = _moved(said, match) if match["to"] else None
    return bool(match["to"] and (_is_to_the_end(said, match, period) or (moved and moved["until"])))


def _is_to_the_end(said: Said, match: re.Match[str], period: Period) -> bool:
    """Tell "funded to the end of March" from "is to end this March"."""
    return period.edge == "end" and said.small[match.end() : match.end() + 4] == "the "
