"""Finds the future times a sentence states and what they mean in days, as the annotation guide lays down.

Dates are a small grammar, read by `nlp.deadline_grammar`; vague and event wordings are rules in
`lexicons/deadlines.toml`. Of several times in a sentence, `main_deadline` picks the one that binds its act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from nlp.annotations import Deadline
from nlp.deadline_grammar import read_dated
from nlp.deadline_period import Said
from nlp.deadline_tense import PROMISE, is_awaited, is_negated
from nlp.rule_search import Hit, search_of

ROLES = frozenset({"vague", "event", "past"})

# The expressions are for small letters. Words that only a time to come has, and those of a time that a
# promise covers rather than falls into.
_FORWARD = re.compile(
    r"""by\b|before\b|within\b|later\b|until\b|next\b
        |(?:over|in|during)\ the\ (?:next|coming|weeks|months|near)\b|in\ (?:due|the)\ course\b
        |(?:when|once|as)\b.*\btime\b""",
    re.VERBOSE,
)
_LED_UP_TO = re.compile(r"(?:ahead\s+of|before|prior\s+to|in\s+advance\s+of|in\s+time\s+for)\b")
_DOING = re.compile(r"\b(?:is|are|am)\s+(?:\w+ly\s+|now\s+|also\s+)?\w+ing\b[^,;:()]*$")
_COVERS = re.compile(r"(?:for|until|till|up\s+to)\b|in\s+\w+\s+(?:day|week|month|year)s?$")
# "Expenditure in 2026-27", "£2 billion in 2026-27": the year of the money, not of the act.
_MONEY = re.compile(
    r"(?:£|\b(?:funding|spend|spending|expenditure|budgets?|allocations?|grants?)\b)[^,;:()]*$"
)
_SET_FOR = re.compile(r"\b(?:planned|scheduled|due|set|expected|now|agreed)\s+$")
# How long those have whom a rule concerns: "a parent will be able to appeal within 28 days".
_THEIR_TIME = re.compile(
    r"""\b(?:parents?|customers?|claimants?|applicants?|tenants?|people|persons?|individuals?|employers?|they|who)\b
        [^.;:]{0,80}\b(?:able|can|may|must|have|has|need|required|asked|right)\s+(?:to\s+)?\w+[^.;:]{0,60}$""",
    re.VERBOSE,
)
_COUNTED = re.compile(r"(?:with)?in\s+(?:\d|\w+\s+(?:working\s+)?(?:day|week|month)s?\b)")
# A remark set off by dashes or brackets, with words of its own before the time.
_ASIDE = re.compile(r"(?:\s[–-]\s|\()(?:\w+\s+){2,8}$")
# A clause of its own between a time and the promise after it: "it runs until May, and we will reply".
_NEW_CLAUSE = re.compile(r"\b(?:and|but|so)\s+(?:we|i|it|they|he|she|the|this|that|our)\b")


def find_deadlines(sentence: str, *, said_on: date | None, house: str | None) -> list[Deadline]:
    """Return the future times stated in `sentence`, in order, not overlapping.

    `said_on` is the day it was said: without it, relative wordings keep their text and have null dates.
    `house` ("Commons", "Lords") chooses whose recess is meant. Times that are over, and reference periods of
    statistics, are left out.
    """
    return _find(*_found_in([Said(sentence, said_on, house)])[0])


def main_deadline(sentence: str, *, said_on: date | None, house: str | None) -> Deadline | None:
    """Return the time that binds the act of `sentence`; see `main_deadlines`."""
    return main_deadlines([Said(sentence, said_on, house)])[0]


def main_deadlines(sentences: Sequence[Said]) -> list[Deadline | None]:
    """Return the time that binds the act of each sentence, or None where it states no future time.

    Of several, the first after the promise stands; a date or a vague wording comes before an event, and a
    period the promise merely covers ("funding for 2027/28") behind both. Where nothing is promised, only a
    time that is to come by its own words counts.
    """
    return [_main(*found) for found in _found_in(sentences)]


def _found_in(sentences: Sequence[Said]) -> list[tuple[Said, list[Deadline], list[Hit]]]:
    """Return each sentence with the times that the calendar gives and with what the rules find."""
    hits = search_of("deadlines", ROLES).hits_in_each([said.text for said in sentences])
    return list(zip(sentences, read_dated(sentences), hits, strict=True))


def _main(said: Said, dated: Sequence[Deadline], hits: Sequence[Hit]) -> Deadline | None:
    found = [one for one in _find(said, dated, hits) if not _is_theirs(one, said)]
    if not found:
        return None
    promise = PROMISE.search(said.small)
    if promise is None:
        found = [one for one in found if _is_ahead(one, said)]
    start = promise.start() if promise else 0
    return min(found, key=lambda deadline: _rank(deadline, start, said.small), default=None)


def _find(said: Said, dated: Sequence[Deadline], hits: Sequence[Hit]) -> list[Deadline]:
    candidates = [*dated, *_undated(said, hits)]
    return _without_overlaps(said.text, candidates, hits) if candidates else []


def _is_theirs(deadline: Deadline, said: Said) -> bool:
    """Tell whether a time is that of those whom a rule concerns: "they can appeal within 28 days"."""
    is_counted = _COUNTED.match(said.small, deadline.start, deadline.end)
    return is_counted is not None and _THEIR_TIME.search(said.small, 0, deadline.start) is not None


def _undated(said: Said, hits: Sequence[Hit]) -> Iterator[Deadline]:
    """Yield the vague and event wordings, overlapping ones too."""
    for rule, start, end in hits:
        if rule.role == "vague" or (rule.role == "event" and is_awaited(said.small, start, end)):
            text = said.text[start:end].rstrip()
            yield Deadline(text, None, None, rule.role, start, start + len(text))


def _without_overlaps(sentence: str, candidates: list[Deadline], hits: Sequence[Hit]) -> list[Deadline]:
    """Keep the best of overlapping readings, and none that lies in a time gone by."""
    taken = bytearray(len(sentence) + 1)
    over = bytearray(len(sentence) + 1)
    for rule, start, end in hits:
        if rule.role == "past":
            over[start:end] = b"\1" * (end - start)
    found: list[Deadline] = []
    for deadline in sorted(candidates, key=_reach):
        if not over[deadline.start] and not any(taken[deadline.start : deadline.end]):
            found.append(deadline)
            taken[deadline.start : deadline.end] = b"\1" * (deadline.end - deadline.start)
    return sorted(found, key=lambda deadline: deadline.start)


def _reach(deadline: Deadline) -> tuple[int, int, int]:
    """Order overlapping readings: a date before a vague wording before an event, then the longer."""
    tier = {"vague": 1, "event": 2}.get(deadline.precision, 0)
    return tier, deadline.start - deadline.end, deadline.start


def _is_ahead(deadline: Deadline, said: Said) -> bool:
    """Tell whether a time is to come by its own words, where no promise says so."""
    if deadline.precision == "event":
        is_led_up_to = _LED_UP_TO.match(said.small, deadline.start) is not None
        return is_led_up_to and _DOING.search(said.small, 0, deadline.start) is not None
    if deadline.precision == "parliament":
        return True
    is_later = said.day is not None and (deadline.earliest or "") > said.day.isoformat()
    return is_later or _FORWARD.match(said.small, deadline.start, deadline.end) is not None


def _rank(deadline: Deadline, promise: int, sentence: str) -> tuple[int, bool, int]:
    """Return the sort key of a deadline of a sentence in small letters; its promise begins at `promise`."""
    before = sentence[max(0, deadline.start - 40) : deadline.start]
    is_first = deadline.start < promise
    is_background = is_first and _NEW_CLAUSE.search(
        sentence, deadline.end, min(promise + 1, deadline.end + 300)
    )
    if is_background or _ASIDE.search(before):
        tier = 3
    elif deadline.precision == "event":
        tier = 2
    else:
        is_loose = _covers(deadline, before) or deadline.text.lower() == "today"
        tier = int(is_loose or is_negated(sentence, deadline.start))
    return tier, is_first, deadline.start


def _covers(deadline: Deadline, before: str) -> bool:
    """Tell whether a promise merely covers a time, by the words `before` it: "funding for 2027/28"."""
    if deadline.precision == "financial year" and deadline.text.lower().startswith("in "):
        return _MONEY.search(before) is not None
    return _COVERS.match(deadline.text.lower()) is not None and _SET_FOR.search(before) is None
