"""The parts of one question as an answer may speak to them: what each asks for, and in which words.

A sentence speaks to the parts that it names by label, else to those whose own words it shares, else to all.
The own words of a part are those that no other part has: with "how many bridges were (a) mended and (b)
closed" only "mended" tells (a) from (b).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from nlp.answer_sentences import AnswerSentence
from nlp.part_kinds import kind_asked, without_frame
from nlp.part_words import seat_asked, wants_series, words
from nlp.question_parts import QuestionPart

_TAIL_AFTER = 1
"""Words by which the last part may be longer than its kin before the rest is taken to belong to all."""
_OF_ELSE = 3
"""Telling words, shared with no part, from which "we do not hold ..." is about what nobody asked."""
_ECHO, _ECHO_SHARE = 4, 0.6
"""Least words of a part, and least share of them, that a sentence repeats to echo it."""
_NO_DATA = ("steps", "time", "contacts", "decision")
"""Kinds of which a gap is no answer where the same question asks for data too."""
_TO_ALL = ("no.neither:", "deflected.refer:")
"""Rules whose sentences answer for the whole question, whatever words they share with a part."""


class AskedParts:
    """The parts of one question: what kind of thing each asks for, its words, which belong together.

    `every` are the words of each part, `own` those that no other part has, `seats` those of the constituency
    it names; `names` are as in `words`.
    """

    def __init__(self, parts: Sequence[QuestionPart], names: Mapping[str, str]) -> None:
        texts = [without_frame(part.text) for part in parts]
        self.groups = [_group(part.label) for part in parts]
        self._kin: dict[str, list[int]] = {}
        for place, group in enumerate(self.groups):
            self._kin.setdefault(group, []).append(place)
        self.kinds = [kind_asked(text) for text in texts]
        self.every = [words(text, names) for text in texts]
        self.seats = [words(seat_asked(text)) for text in texts]
        own = [words(text, names) for text in _own_texts(texts, self.groups)]
        for place in range(1, len(parts)):
            if not self.every[place]:  # "; and when": about what was asked before
                self.every[place], own[place] = self.every[place - 1], own[place - 1]
        often = Counter(word for said in own for word in said)
        self.own = [frozenset(word for word in said if often[word] == 1) or said for said in own]
        self._subject = union(words(part.text, names) for part in parts)
        self._of_group_alone = self._words_of_groups()
        self._serial = {group for group, text in zip(self.groups, texts, strict=True) if wants_series(text)}

    @property
    def is_counted(self) -> bool:
        """Whether any part asks for a number."""
        return "number" in self.kinds

    def is_numeric(self, place: int) -> bool:
        """Say whether a part can only be answered with a number."""
        return self.kinds[place] == "number"

    def is_serial(self, place: int) -> bool:
        """Say whether a part asks for a number of each year or place; the last letter says it for all."""
        return self.is_numeric(place) and self.groups[place] in self._serial

    def kin(self, place: int) -> list[int]:
        """Return the lettered parts of the question that a part belongs to, itself among them."""
        return self._kin[self.groups[place]]

    def stem(self, place: int) -> frozenset[str]:
        """Return the words that a lettered part has in common with all its kin."""
        kin = self.kin(place)
        return frozenset.intersection(*(self.every[one] for one in kin)) if len(kin) > 1 else frozenset()

    def spoken_to(self, sentence: AnswerSentence) -> frozenset[int]:
        """Return the places of the parts that a sentence speaks to; all where nothing tells them apart."""
        if sentence.names:
            return sentence.names
        all_parts = frozenset(range(len(self.every)))
        if sentence.cue.startswith(_TO_ALL):
            return all_parts
        places = self._told_apart(sentence.words) or self._told_apart(sentence.context)
        if sentence.is_gap:
            if not places:
                return frozenset() if self._is_of_else(sentence) else all_parts
            return self._asking_for_data(places, sentence)
        if sentence.role == "no":  # "No assessment has been made of any of these"
            places = frozenset(kin for place in places for kin in self.kin(place))
        return places or all_parts

    def nearest(
        self, place: int, sentences: Sequence[AnswerSentence], *, alone: bool
    ) -> AnswerSentence | None:
        """Return the sentence that shares most words with what a part is about, its frame among them.

        `alone` leaves out the words of the other joined questions, for where these were answered.
        """
        subject = self._of_group_alone[self.groups[place]] if alone else self._subject
        best = max(sentences, key=lambda one: len(one.words & subject), default=None)
        return best if best and best.words & subject else None

    def echoes(self, place: int, sentence: AnswerSentence) -> bool:
        """Say whether a sentence repeats most of what is asked, whatever kind of thing that is."""
        said = self.every[place] & sentence.words
        return len(said) >= max(_ECHO, _ECHO_SHARE * len(self.every[place]))

    def _words_of_groups(self) -> dict[str, frozenset[str]]:
        """Return the words of each joined question that no other one has."""
        of_group = {group: union(self.every[place] for place in kin) for group, kin in self._kin.items()}
        often = Counter(word for said in of_group.values() for word in said)
        return {
            group: frozenset(word for word in said if often[word] == 1) for group, said in of_group.items()
        }

    def _told_apart(self, said: frozenset[str]) -> frozenset[int]:
        """Return the parts whose own words are said, or all of a joined question whose words are said."""
        places = {place for place, own in enumerate(self.own) if own & said}
        if not places and len(self._of_group_alone) > 1:
            groups = {group for group, own in self._of_group_alone.items() if own & said}
            places = {place for place, group in enumerate(self.groups) if group in groups}
        return frozenset(places)

    def _asking_for_data(self, places: frozenset[int], gap: AnswerSentence) -> frozenset[int]:
        """Return the parts that a gap is about: never steps or dates, all letters for "this information"."""
        if gap.is_of_request:
            touched = (place for place, said in enumerate(self.every) if said & gap.words)
            places |= frozenset(kin for place in (*places, *touched) for kin in self.kin(place))
        of_data = frozenset(place for place in places if self.kinds[place] not in _NO_DATA)
        numbers = frozenset(place for place in range(len(self.every)) if self.is_numeric(place))
        return of_data or numbers or places

    def _is_of_else(self, gap: AnswerSentence) -> bool:
        return not gap.is_of_request and len(gap.words) >= _OF_ELSE and not gap.words & union(self.every)


def union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return what is in any of the sets."""
    return frozenset().union(*sets)


def _group(label: str) -> str:
    """Return which of the joined questions a part belongs to: "2" of "2(a)", "" where there is one."""
    number = re.match(r"\d+", label)
    return number[0] if number else ""


def _own_texts(texts: Sequence[str], groups: Sequence[str]) -> list[str]:
    """Return the words of each part that its kin do not share: without the stem before and the tail after.

    Where the tail begins ("(a) mended and (b) closed in each of the last five years") nothing says; the last
    part is taken to be as long as the longest before it.
    """
    own = list(texts)
    for group in dict.fromkeys(groups):
        places = [place for place, one in enumerate(groups) if one == group]
        if len(places) < 2:
            continue
        split = [texts[place].split() for place in places]
        stem = len(list(takewhile(lambda column: len(set(column)) == 1, zip(*split, strict=False))))
        pieces = [text[stem:] for text in split]
        pieces[-1] = pieces[-1][: max(len(piece) for piece in pieces[:-1]) + _TAIL_AFTER]
        for place, piece in zip(places, pieces, strict=True):
            own[place] = " ".join(piece)
    return own
