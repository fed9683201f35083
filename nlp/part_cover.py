"""Which sentences of an answer speak to which part of a question, and how much of each part they cover.

A sentence speaks to the parts that it names by label, else to those whose own words it shares, else to all.
The own words of a part are those that no other part has: with "how many bridges were (a) mended and (b)
closed" only "mended" tells (a) from (b).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from nlp.answer_sentences import AnswerSentence
from nlp.part_words import wants_number, words
from nlp.question_parts import QuestionPart

LEAST = 0.34
"""Least cover (0 to 1) of a part that counts as spoken to; chosen on invented and real answers."""
LEAST_OF_KIN = 0.75
"""The same for a whole question whose lettered parts have too few words of their own to be told apart."""
BY_KIN = 0.4
"""The cover of a part that is known only by that of its whole question."""

_ENOUGH_OWN = 3
"""Own words of a part that an answer has to share to cover it wholly; fewer where it has fewer."""
_ENOUGH_ALL = 4
"""The same of all words of a question."""
_TAIL_AFTER = 1
"""Words by which the last part may be longer than its kin before the rest is taken to belong to all."""
_BARE_COUNT = 2
"""Telling words up to which "There were 12 of them" is a bare number, whichever part asked for one."""
_LONG_ANSWER = 3
"""Telling sentences from which one shared word is enough where a single thing was asked."""
_OF_ELSE = 3
"""Telling words, shared with no part, from which "we do not hold ..." is about what nobody asked."""
_TO_ALL = ("no.neither:", "deflected.refer:")
"""Rules whose sentences answer for the whole question, whatever words they share with a part."""

_Heard = Sequence[tuple[AnswerSentence, frozenset[int]]]


@dataclass(frozen=True, slots=True)
class Cover:
    """How much of a part the telling sentences cover, from 0 to 1, why, and the one that covers most."""

    score: float
    why: str = ""
    best: AnswerSentence | None = None


class AskedParts:
    """The parts of one question by their words: what each has of its own, which belong together."""

    def __init__(self, parts: Sequence[QuestionPart]) -> None:
        self.numeric = [wants_number(part.text) for part in parts]
        self._groups = [_group(part.label) for part in parts]
        self._all = [words(part.text) for part in parts]
        own = [words(text) for text in _own_texts(parts, self._groups)]
        for place in range(1, len(parts)):
            if not self._all[place]:  # "; and when": about what was asked before
                self._all[place], own[place] = self._all[place - 1], own[place - 1]
        self._own = [(own[place] - _union(own, without=place)) or own[place] for place in range(len(parts))]
        of_group = {group: _union(self._all[place] for place in self._of(group)) for group in self._groups}
        self._of_group_alone = {
            group: said - _union(other for name, other in of_group.items() if name != group)
            for group, said in of_group.items()
        }

    def spoken_to(self, sentence: AnswerSentence) -> frozenset[int]:
        """Return the places of the parts that a sentence speaks to; all where nothing tells them apart."""
        if sentence.names:
            return sentence.names
        every = frozenset(range(len(self._all)))
        if sentence.cue.startswith(_TO_ALL):
            return every
        places = self._told_apart(sentence.words) or self._told_apart(sentence.context)
        return places or (frozenset() if self._is_of_else(sentence) else every)

    def _is_of_else(self, sentence: AnswerSentence) -> bool:
        is_gap = sentence.role in ("cost", "not_held") and not sentence.is_of_request
        return is_gap and len(sentence.words) >= _OF_ELSE and not sentence.words & _union(self._all)

    def covers(self, heard: _Heard) -> list[Cover]:
        """Return how far each part is covered by sentences, each with the parts it speaks to."""
        own = [
            self._cover(place, [sentence for sentence, places in heard if place in places])
            for place in range(len(self._all))
        ]
        return [self._with_kin(place, own, [sentence for sentence, _ in heard]) for place in range(len(own))]

    def _of(self, group: str) -> list[int]:
        return [place for place, one in enumerate(self._groups) if one == group]

    def _told_apart(self, said: frozenset[str]) -> frozenset[int]:
        """Return the parts whose own words are said, or all of a joined question whose words are said."""
        places = {place for place, own in enumerate(self._own) if own & said}
        if not places and len(self._of_group_alone) > 1:
            groups = (group for group, own in self._of_group_alone.items() if own & said)
            places = {place for group in groups for place in self._of(group)}
        return frozenset(places)

    def _cover(self, place: int, mine: Sequence[AnswerSentence]) -> Cover:
        """Return what covers a part by its label, its own words, a plain "no" or a bare number."""
        if self.numeric[place] and not any(one.is_counting or one.role == "no" for one in mine):
            return Cover(0.0)
        if named := next((one for one in mine if one.names), None):
            return Cover(0.9, "names the part", named)
        said = self._own[place] & _union(one.words for one in mine)
        score = min(1.0, len(said) / self._enough(place))
        if said and len(self._all) == 1 and (self.numeric[place] or len(mine) >= _LONG_ANSWER):
            score = max(score, LEAST)
        if score < LEAST and (plain := self._plain(place, mine)):
            return plain
        if not said:
            return Cover(0.0)
        return Cover(score, f"shares: {', '.join(sorted(said))}", self._best(place, mine, self._own[place]))

    def _plain(self, place: int, mine: Sequence[AnswerSentence]) -> Cover | None:
        for sentence in mine:
            if sentence.role == "no":
                return Cover(0.6, sentence.cue, sentence)
            if self.numeric[place] and sentence.is_counting and len(sentence.words) <= _BARE_COUNT:
                return Cover(0.5, "gives a number", sentence)
        return None

    def _with_kin(self, place: int, own: Sequence[Cover], telling: Sequence[AnswerSentence]) -> Cover:
        """Return a part's cover, or that of its whole question where its own words tell too little."""
        kin = [other for other in self._of(self._groups[place]) if other != place]
        if own[place].score >= LEAST or not kin:
            return own[place]
        is_told_apart = any(own[other].score >= LEAST for other in kin)
        names_little = len(self._own[place]) < _ENOUGH_OWN or own[place].score > 0
        if is_told_apart and (self.numeric[place] or not names_little):
            return own[place]
        mine = [one for one in telling if one.is_counting or not self.numeric[place]]
        asked = _union(self._all[other] for other in (place, *kin))
        said = asked & _union(one.words for one in mine)
        if len(said) < LEAST_OF_KIN * min(len(asked), _ENOUGH_ALL) or not said:
            return own[place]
        return Cover(BY_KIN, f"shares with its kin: {', '.join(sorted(said))}", self._best(place, mine, said))

    def _best(
        self, place: int, mine: Sequence[AnswerSentence], wanted: frozenset[str]
    ) -> AnswerSentence | None:
        def weight(sentence: AnswerSentence) -> tuple[bool, int, int]:
            fits = sentence.is_counting or not self.numeric[place]
            return fits, len(sentence.words & wanted), len(sentence.words & self._all[place])

        return max(mine, key=weight, default=None)

    def _enough(self, place: int) -> int:
        return min(len(self._own[place]) or 1, _ENOUGH_ALL if len(self._all) == 1 else _ENOUGH_OWN)


def _group(label: str) -> str:
    """Return which of the joined questions a part belongs to: "2" of "2(a)", "" where there is one."""
    number = re.match(r"\d+", label)
    return number[0] if number else ""


def _own_texts(parts: Sequence[QuestionPart], groups: Sequence[str]) -> list[str]:
    """Return the words of each part that its kin do not share: without the stem before and the tail after.

    Where the tail begins ("(a) mended and (b) closed in each of the last five years") nothing says; the last
    part is taken to be as long as the longest before it.
    """
    own = [part.text for part in parts]
    for group in dict.fromkeys(groups):
        places = [place for place, one in enumerate(groups) if one == group]
        if len(places) < 2:
            continue
        texts = [own[place].split() for place in places]
        stem = len(list(takewhile(lambda column: len(set(column)) == 1, zip(*texts, strict=False))))
        pieces = [text[stem:] for text in texts]
        pieces[-1] = pieces[-1][: max(len(piece) for piece in pieces[:-1]) + _TAIL_AFTER]
        for place, piece in zip(places, pieces, strict=True):
            own[place] = " ".join(piece)
    return own


def _union(sets: Iterable[frozenset[str]], *, without: int | None = None) -> frozenset[str]:
    return frozenset().union(*(one for place, one in enumerate(sets) if place != without))
