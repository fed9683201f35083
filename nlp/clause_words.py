"""The words of a sentence, and what closed lists of words (`lexicons/clauses.toml`) say of each."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache

from nlp.lexicon import FOLDER

BREAKS = frozenset(';:—–“”"()')
"""Marks that no clause goes beyond."""
_BEYOND: tuple[frozenset[str], ...] = (frozenset(),) * 4  # as far as is looked ahead (place + 3) or back (-4)
_TOKEN = re.compile(r"\d+(?:,\d{3})+|[^\W_]+(?:['’.\-/&][^\W_]+|(?<=\d)–\d+)*['’]?|[^\w\s]")


@cache
def _lexicon() -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / "clauses.toml").read_text(encoding="utf-8"))


@cache
def _stems() -> dict[str, re.Pattern[str]]:
    """Return a pattern for each list of beginnings of words."""
    return {name: re.compile("|".join(stems.split())) for name, stems in _lexicon()["stems"].items()}


@cache
def _lists() -> dict[str, frozenset[str]]:
    """Return the names of the lists on which each word stands."""
    names: dict[str, set[str]] = {}
    for name, words in _lexicon()["lists"].items():
        for word in words.split():
            names.setdefault(word, set()).add(name)
    return {word: frozenset(of_word) for word, of_word in names.items()}


@cache
def _phrases(name: str) -> dict[str, list[list[str]]]:
    """Return the phrases of one of the lists by their first words."""
    by_first: dict[str, list[list[str]]] = {}
    for phrase in _lexicon()["phrases"][name].split(","):
        first, *others = phrase.split()
        by_first.setdefault(first, []).append(others)
    return by_first


@lru_cache(maxsize=1 << 14)
def tags_of(word: str) -> frozenset[str]:
    """Return what is known of a word in small letters: its lists, and what its beginning and end tell."""
    tags = set(_lists().get(word, ()))
    tags.update(name for name, pattern in _stems().items() if pattern.match(word))
    if word.endswith("ly") and "no_adverb" not in tags:
        tags.add("adverb")
    if word.endswith("ed"):
        tags.add("participle")
    if word.endswith(("'s", "’s", "s'", "s’")):  # "the Government's"
        tags.add("owner")
    return frozenset(tags)


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a sentence: `low` in small letters, `starts` and `ends` in characters.

    `tags` has what is known of each word, and nothing of those beyond either end.
    """

    text: str
    low: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[frozenset[str]]

    @classmethod
    def of(cls, sentence: str) -> Words:
        """Read a sentence."""
        found = list(_TOKEN.finditer(sentence))
        low = [match[0].lower() for match in found]
        return cls(
            sentence,
            low,
            [match.start() for match in found],
            [match.end() for match in found],
            [*map(tags_of, low), *_BEYOND],
        )

    def is_in(self, place: int, *names: str) -> bool:
        """Tell whether the word at a place has one of these tags."""
        return not self.tags[place].isdisjoint(names)

    def is_helper(self, place: int) -> bool:
        """Tell whether a word only helps a verb: "has", "been", "also", "will", "to"."""
        return self.is_in(place, "be", "have", "modal", "adverb") or self.is_helping_do(place)

    def is_helping_do(self, place: int) -> bool:
        """Tell "we do | not intend to" and "we do, | however, intend to" from "we do the work"."""
        return self.is_in(place, "do") and self.low[place + 1 : place + 2] in (["not"], [","])

    def phrase(self, place: int, name: str) -> int:
        """Return how many words the phrase of a list has that begins at a place, 0 where none does."""
        for others in _phrases(name).get(self.low[place], ()):
            if self.low[place + 1 : place + 1 + len(others)] == others:
                return 1 + len(others)
        return 0

    def is_name(self, place: int) -> bool:
        """Tell whether a word has a capital letter that no beginning of a sentence explains."""
        return place > 0 and self.text[self.starts[place]].isupper() and self.low[place - 1] not in ".:"


def is_inner_as(words: Words, place: int) -> bool:
    """Tell "such as", "as well as" from an "as" that opens a clause."""
    before, after = words.low[place - 1] if place else "", words.low[place + 1 : place + 2]
    return words.low[place] == "as" and (before in ("such", "well") or after == ["well"])
