"""How much of each part of a question the sentences of an answer cover, by the words that they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.answer_sentences import AnswerSentence
from nlp.asked_parts import AskedParts, union

LEAST = 0.3
"""Least cover (0 to 1) of a part that counts as spoken to: one of three own words."""
_BY_KIN = 0.4
"""The cover of a part that is known only by that of its whole question."""
_LEAST_OF_KIN = 0.75
"""LEAST for a whole question whose lettered parts have too few words of their own to be told apart."""
_ENOUGH_OWN = 3
"""Own words of a part that an answer has to share to cover it wholly; fewer where it has fewer."""
_ENOUGH_ALL = 4
"""The same of all words of a question."""
_BARE_COUNT = 2
"""Telling words up to which "There were 12 of them" is a bare number, whichever part asked for one."""
_LONG_ANSWER = 3
"""Telling sentences from which one shared word is enough where a single thing was asked."""
Heard = Sequence[tuple[AnswerSentence, frozenset[int]]]
"""Sentences, each with the places of the parts that it speaks to."""


@dataclass(frozen=True, slots=True)
class Cover:
    """How much of a part some sentences cover, from 0 to 1, why, and the one that covers most.

    `is_by_kin` says that they cover its whole question and none of the words of the part alone.
    """

    score: float
    why: str = ""
    best: AnswerSentence | None = None
    is_by_kin: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether the part counts as spoken to."""
        return self.score >= LEAST


def covers(asked: AskedParts, heard: Heard) -> list[Cover]:
    """Return how far each part is covered by the sentences that speak to it."""
    own = [
        _cover(asked, place, [sentence for sentence, places in heard if place in places])
        for place in range(len(asked.own))
    ]
    every = [sentence for sentence, places in heard if places]
    return [_with_kin(asked, place, own, every) for place in range(len(own))]


def _cover(asked: AskedParts, place: int, mine: Sequence[AnswerSentence]) -> Cover:
    """Return what covers a part by its label, its own words, a plain "no" or a bare number."""
    is_numeric = asked.is_numeric(place)
    if is_numeric and not any(one.figures or one.role == "no" for one in mine):
        return Cover(0.0)
    if named := next((one for one in mine if one.names), None):
        return Cover(0.9, "names the part", named)
    heard = union(one.words for one in mine)
    said = asked.own[place] & heard
    if _misses_stem(asked, place, heard):
        return Cover(0.0)
    score = min(1.0, len(said) / _enough(asked, place))
    if said and len(asked.own) == 1 and (is_numeric or len(mine) >= _LONG_ANSWER):
        score = max(score, LEAST)
    if score < LEAST and (plain := _plain(mine, is_numeric=is_numeric)):
        return plain
    if not said:
        return Cover(0.0)
    return Cover(score, f"shares: {', '.join(sorted(said))}", _best(asked, place, mine, asked.own[place]))


def _misses_stem(asked: AskedParts, place: int, heard: frozenset[str]) -> bool:
    """Say whether a fact is told of the letter's own words alone: of "debt", not of "research into debt"."""
    stem = asked.stem(place)
    return asked.kinds[place] == "fact" and len(stem) > 1 and not stem & heard


def _plain(mine: Sequence[AnswerSentence], *, is_numeric: bool) -> Cover | None:
    for sentence in mine:
        if sentence.role == "no":
            return Cover(0.6, sentence.cue, sentence)
        if is_numeric and sentence.figures and len(sentence.words) <= _BARE_COUNT:
            return Cover(0.5, "gives a number", sentence)
    return None


def _with_kin(asked: AskedParts, place: int, own: Sequence[Cover], every: Sequence[AnswerSentence]) -> Cover:
    """Return a part's cover, or for a number that of its whole question where no letter can be told apart."""
    kin = asked.kin(place)
    if len(kin) == 1 or not asked.is_numeric(place) or any(own[one].is_enough for one in kin):
        return own[place]
    mine = [one for one in every if one.figures]
    wanted = union(asked.every[one] for one in kin)
    said = wanted & union(one.words for one in mine)
    if len(said) < _LEAST_OF_KIN * min(len(wanted), _ENOUGH_ALL) or not said:
        return own[place]
    why = f"shares with its kin: {', '.join(sorted(said))}"
    return Cover(_BY_KIN, why, _best(asked, place, mine, said), is_by_kin=True)


def _best(
    asked: AskedParts, place: int, mine: Sequence[AnswerSentence], wanted: frozenset[str]
) -> AnswerSentence | None:
    def weight(sentence: AnswerSentence) -> tuple[bool, int, int]:
        fits = sentence.figures > 0 or not asked.is_numeric(place)
        return fits, len(sentence.words & wanted), len(sentence.words & asked.every[place])

    return max(mine, key=weight, default=None)


def _enough(asked: AskedParts, place: int) -> int:
    return min(len(asked.own[place]) or 1, _ENOUGH_ALL if len(asked.own) == 1 else _ENOUGH_OWN)
