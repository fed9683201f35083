"""The words of a sentence, and what closed lists of words (`lexicons/clauses.toml`) say of each."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from nlp.lexicon import FOLDER

BREAKS = frozenset(';:—–“”"()')
"""Marks that no clause goes beyond."""
_TOKEN = re.compile(r"\d+(?:,\d{3})+|[^\W_]+(?:['’.\-/&][^\W_]+)*['’]?|[^\w\s]")


@cache
def word_list(name: str) -> frozenset[str]:
    """Return one of the lists of the lexicon."""
    return frozenset(_lexicon()[name].split())


@cache
def _phrases(name: str) -> dict[str, list[list[str]]]:
    """Return the phrases of one of the lists by their first words."""
    by_first: dict[str, list[list[str]]] = {}
    for phrase in _lexicon()[name].split(","):
        first, *others = phrase.split()
        by_first.setdefault(first, []).append(others)
    return by_first


@cache
def stems(name: str) -> re.Pattern[str]:
    """Return a pattern for words that begin like those of one of the lists."""
    return re.compile("|".join(sorted(word_list(name))))


@cache
def _lexicon() -> dict[str, str]:
    return tomllib.loads((FOLDER / "clauses.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a sentence: `low` in small letters, `starts` and `ends` in characters."""

    text: str
    low: list[str]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, sentence: str) -> Words:
        """Read a sentence."""
        found = list(_TOKEN.finditer(sentence))
        return cls(
            sentence,
            [match[0].lower() for match in found],
            [match.start() for match in found],
            [match.end() for match in found],
        )

    def is_in(self, place: int, name: str) -> bool:
        """Tell whether the word at a place is on one of the lists."""
        return 0 <= place < len(self.low) and self.low[place] in word_list(name)

    def is_helper(self, place: int) -> bool:
        """Tell whether a word only helps a verb: "has", "been", "also", "will", "to"."""
        is_helping = any(self.is_in(place, name) for name in ("be", "have", "modal"))
        return is_helping or self.is_adverb(place) or self.is_helping_do(place)

    def is_helping_do(self, place: int) -> bool:
        """Tell "we do | not intend to" from "we do the work"."""
        return self.low[place] in ("do", "does", "did") and self.low[place + 1 : place + 2] == ["not"]

    def is_adverb(self, place: int) -> bool:
        """Tell whether a word says how: "carefully", "also"."""
        return self.is_in(place, "adverb") or (
            self.low[place].endswith("ly") and not self.is_in(place, "no_adverb")
        )

    def phrase(self, place: int, name: str) -> int:
        """Return how many words one of the phrases of a list has that begins at a place, 0 where none does."""
        for others in _phrases(name).get(self.low[place], ()):
            if self.low[place + 1 : place + 1 + len(others)] == others:
                return 1 + len(others)
        return 0

    def is_name(self, place: int) -> bool:
        """Tell whether a word has a capital letter that no beginning of a sentence explains."""
        return place > 0 and self.text[self.starts[place]].isupper() and self.low[place - 1] not in ".:"

    def is_owner(self, place: int) -> bool:
        """Tell whether a word says whose something is: "our", "the Government's"."""
        word = self.low[place]
        return word in ("our", "my", "their", "its") or word.endswith(("'s", "’s", "s'", "s’"))

    def is_participle(self, place: int) -> bool:
        """Tell whether a word may be a past participle."""
        return place < len(self.low) and (self.low[place].endswith("ed") or self.is_in(place, "irregular"))


def is_inner_as(words: Words, place: int) -> bool:
    """Tell "such as", "as well as" from an "as" that opens a clause."""
    before, after = words.low[place - 1] if place else "", words.low[place + 1 : place + 2]
    return words.low[place] == "as" and (before in ("such", "well") or after == ["well"])
