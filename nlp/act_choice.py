"""Chooses the verb of an act among those to which the cues of its sentence lead.

A cue that speaks for the class of the sentence leads to its verb ("we intend to | publish"). Where none does,
the class was given by what all words weigh, and the words usual for it are looked for instead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from nlp.act_types import Candidate
from nlp.act_verbs import Doing, find_doing
from nlp.clause_words import BREAKS, Words
from nlp.commitments import ROLES, Cue

_USUAL = {"firm": "future", "intended": "hedge", "considering": "thinking", "delivered": "have"}
_NOUN_GOES_ON = frozenset({"of", "for", "and", "or", "to", "is", "are", "will"})
"""What follows a noun that looks like a verb: "Review of the rules"."""
_CLAUSE_ENDS = BREAKS | {","}
_LONGEST_CLAUSE = 16  # words from "how" to its verb
_LEADING = (("future",), ("be", "have", "may"), ("keep",), ("hedge",))
"""What words of a cue lead on to its verb, the surest first."""
_MOST_ANCHORS = 8  # of one sentence; a promise that is longer to find is none


def choose_doing(words: Words, candidate: Candidate) -> Doing | None:
    """Return the first doing that is not too weak for the class of its sentence; None where there is none."""
    anchors = islice(_anchors(words, candidate), _MOST_ANCHORS)
    doings = filter(None, (find_doing(words, anchor, candidate) for anchor in anchors))
    first = next(doings, None)
    if first is None:
        return _item(words)
    if candidate.class_ == "considering":
        return _thinking_behind(words, first)
    if candidate.class_ == "firm" or words.low[first.place] == "see":  # "want to see it" promises nothing
        return _strongest(words, chain([first], doings))
    return first


def _item(words: Words) -> Doing | None:
    """Return the verb with which the item of a list begins: "(we will:) | publish the map"."""
    if len(words.low) < 2 or words.low[1] in _NOUN_GOES_ON or not words.low[1].isalnum():
        return None
    return Doing(0, "active", 0) if words.is_in(0, "verb") or words.low[0].endswith("ing") else None


def _strongest(words: Words, doings: Iterable[Doing]) -> Doing:
    """Return the first doing that promises enough, else the one that promises most."""
    weak: list[Doing] = []
    for doing in doings:
        if not _weakness(words, doing):
            return doing
        weak.append(doing)
    best = min(weak, key=lambda doing: _weakness(words, doing))
    return (_is_thinking(words, best) and _deed_behind(words, best)) or best


def _weakness(words: Words, doing: Doing) -> int:
    """Return how little a doing promises: 0 enough, 1 the thinking alone, 2 no act of the speaker."""
    word = words.low[doing.place]
    if word == "see" or _is_subordinate(words, doing.group):
        return 2
    is_again = word == "do" and words.low[doing.place + 1 : doing.place + 2] == ["so"]
    return is_again or _is_thinking(words, doing)


def _is_thinking(words: Words, doing: Doing) -> bool:
    is_fit = words.low[doing.place + 1 : doing.place + 2] == ["as"]  # "will be assessed as fit"
    return words.is_in(doing.place, "thinking", "vague") and not is_fit


def _is_subordinate(words: Words, group: int) -> bool:
    """Tell whether a clause says how or when: "we are considering how this | will affect them"."""
    for place in range(group - 1, max(group - _LONGEST_CLAUSE, -1), -1):
        if words.is_in(place, "subordinate"):
            return True
        if words.low[place] in _CLAUSE_ENDS or words.is_in(place, "relative"):
            return False
    return False


def _deed_behind(words: Words, doing: Doing) -> Doing | None:
    """Return the deed that follows mere thinking: "will consider the replies and then | publish them"."""
    for place in range(doing.place + 3, len(words.low)):
        if words.is_in(place, "verb") and words.low[place - 1] in ("and", "then"):
            return Doing(place, "active", doing.group)
    return None


def _thinking_behind(words: Words, doing: Doing) -> Doing:
    """Return the thinking that other work is for: "are engaging with parents | as we consider reform"."""
    if words.is_in(doing.place, "thinking", "finding"):
        return doing
    for place in range(doing.place + 2, len(words.low)):
        if words.is_in(place, "thinking", "finding"):
            before = words.low[place - 1]
            if before == "to" or (before == "better" and words.low[place - 2] == "to"):
                return Doing(place, "active", doing.group)
            if before == "and" and words.low[place].endswith("ing"):  # "has meant mapping and | considering"
                return Doing(place, "active", doing.group)
            if before in ("we", "they", "i") and words.low[place - 2] in ("as", "while", "whilst"):
                return Doing(place, "active", place)
    return doing


def _anchors(words: Words, candidate: Candidate) -> Iterator[int]:
    """Yield the places of the words that lead on to a verb, the likeliest first."""
    cues = candidate.verdict.cues
    usual = _anchors_by(words, _USUAL.get(candidate.class_, ""))
    if deciding := [cue for cue in cues if ROLES[cue.role] == candidate.class_]:
        return chain(chain.from_iterable(_anchors_in(words, cue) for cue in deciding), usual)
    others = (_anchors_in(words, cue) for cue in cues if ROLES[cue.role] != "none")
    return chain(usual, chain.from_iterable(others), _anchors_by(words, "hedge"))


def _anchors_in(words: Words, cue: Cue) -> list[int]:
    """Return the places in a cue that lead on to its verb best."""
    first, last = bisect_left(words.starts, cue.start), bisect_left(words.starts, cue.end)
    places = [place for place in range(first, last) if words.low[place][0].isalpha()]
    for tags in _LEADING:
        if found := [place for place in places if words.is_in(place, *tags)]:
            return found
    if not places:
        return []
    # a long cue reaches from the verb to a date
    return [next((place for place in places if _looks_like_verb(words, place)), places[-1])]


def _anchors_by(words: Words, tag: str) -> Iterator[int]:
    return (place for place, tags in enumerate(words.tags) if tag in tags)


def _looks_like_verb(words: Words, place: int) -> bool:
    is_form = words.is_in(place, "participle") or words.low[place].endswith("ing")
    return is_form or words.is_in(place, "verb")
