"""Which paragraphs have been said before, where first, and which words changed since.

Ministers answer with stock paragraphs: the same words for years, then one date or figure is another. A
paragraph is a repeat when a near-identical one was said on an earlier day; those of one day may be one
answer given to several questions, and which came first is not known. Candidates come from MinHash and
locality-sensitive hashing over pairs of neighbouring words (Broder 1997; Leskovec, Rajaraman and Ullman,
*Mining of Massive Datasets*, chapter 3), so that no paragraph is compared with all; how alike two are is then
measured exactly, in words and their order.

>>> old = Passage("a", "2024-01-09", "We expect the review of all fees to end in the spring of 2024 or so.")
>>> new = Passage("b", "2025-02-11", "We expect the review of all fees to end in the autumn of 2025 or so.")
>>> found = find_repeats([new, old])[1]
>>> found.family, found.similarity, found.changes
('a', 0.875, (Change(old='spring', new='autumn'), Change(old='2024', new='2025')))
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest
from itertools import count, pairwise
from sys import intern
from typing import Generic, TypeVar

from rapidfuzz.distance import Indel
from rensa import RMinHash, RMinHashLSH  # pyright: ignore[reportAttributeAccessIssue]: it has no stubs

LEAST_WORDS = 12
"""Shorter paragraphs are greetings, headings and rows of tables: alike by chance."""
NEAR = 0.8
"""Least share of words, in order, that two near-identical paragraphs have in common."""
MOST_COMPARED = 16
"""Wordings that one paragraph is compared with, of all candidates the likeliest by their sketches."""
MOST_KEPT = 64
"""Wordings of one family that are searched, the newest."""

# 32 bands of 4 rows: of two paragraphs that share half of their pairs of words 87 % are compared, of those
# that share two thirds 99.9 %, of those that share a twentieth 0.02 %.
_PERMUTATIONS, _BANDS, _SEED = 128, 32, 20240509
_LSH_THRESHOLD = 0.5  # asked for by the library; candidates depend on the bands alone

_PARAGRAPH = re.compile(r"\S[^\n]*")
_WORD = re.compile(r"£?\w+(?:[’'.,/-]\w+)*%?")
_FIGURE = re.compile(r"\d")

Words = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a source: `date` is the ISO day on which it was said; `id` decides within a day."""

    id: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the earlier paragraph and what stands in their place now; one of the two may be empty."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a paragraph.

    `family` is the id of the `first` paragraph of its family, which is itself where nothing was said before.
    `earlier` is the closest paragraph of an earlier day, of equally close ones the newest, or None;
    `similarity`, from `NEAR` to 1.0, and `changes` tell of these two. Of its `words`, `words_before` stand
    in `earlier` too.
    """

    passage: Passage
    first: Passage
    earlier: Passage | None
    similarity: float | None
    changes: tuple[Change, ...]
    words: int
    words_before: int

    @property
    def family(self) -> str:
        return self.first.id

    @property
    def is_repeat(self) -> bool:
        return self.earlier is not None


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every paragraph that is long enough to be compared; a line is a paragraph."""
    for match in _PARAGRAPH.finditer(text):
        if count_words(match[0]) >= LEAST_WORDS:
            yield match.start(), match.start() + len(match[0].rstrip())


def count_words(text: str) -> int:
    """Return how many words a text has, counted as for the shares: a figure is a word."""
    return sum(1 for _ in _WORD.finditer(text))


def find_repeats(passages: Iterable[Passage]) -> list[Found]:
    """Say of every passage whether it was said before, in order of date and id.

    Passages may come in any order; those shorter than `LEAST_WORDS` are left out.
    """
    finder = Finder()
    ordered = sorted(passages, key=lambda passage: (passage.date, passage.id))
    return [finder.add(passage) for passage in ordered if count_words(passage.text) >= LEAST_WORDS]


class _Latest(Generic[T]):
    """What was noted last, and what last on a day before that; the first of one day stands."""

    __slots__ = ("before", "day", "item")

    def __init__(self, item: T, day: str) -> None:
        self.item, self.day = item, day
        self.before: T | None = None

    def note(self, item: T, day: str) -> None:
        if day > self.day:
            self.before, self.item, self.day = self.item, item, day

    def earlier_than(self, day: str) -> T | None:
        return self.item if self.day < day else self.before


@dataclass(frozen=True, slots=True)
class _Wording:
    """One distinct wording: the first paragraph of its family, what it repeated on its own first day, if
    anything, how closely, and the paragraphs that said it."""

    words: Words
    first: Passage
    earlier: Passage | None
    similarity: float | None
    said: _Latest[Passage]


class Finder:
    """Takes passages in order of date and id, one at a time; remembers each distinct wording once.

    Wordings that differ in figures alone share one place in the index, held by the newest of them, and one
    family holds at most `MOST_KEPT` places: a monthly figure said for ten years costs no more than one
    said twice. `candidates` counts the pairs that the index proposed, `compared` those then measured.
    """

    def __init__(self) -> None:
        self.candidates = self.compared = 0
        self._wordings: dict[Words, _Wording] = {}
        self._numbers: dict[Words, int] = {}  # of places, by their words without figures
        self._places: dict[int, _Latest[_Wording]] = {}
        self._sketches: dict[int, RMinHash] = {}
        self._next = count()
        self._of_family: dict[str, deque[tuple[int, Words]]] = defaultdict(deque)
        self._index = RMinHashLSH(_LSH_THRESHOLD, _PERMUTATIONS, _BANDS)

    def add(self, passage: Passage) -> Found:
        """Say whether a passage was said before, and remember it."""
        words = _words(passage.text)
        masked = _without_figures(words)
        wording = self._wordings.get(words) or self._new(words, masked, passage)
        same = wording.said.earlier_than(passage.date)
        self._remember(wording, masked, passage)
        if same:
            return Found(passage, wording.first, same, 1.0, (), len(words), len(words))
        if wording.earlier is None:
            return Found(passage, wording.first, None, None, (), len(words), 0)
        changes, kept = _compare(wording.earlier.text, passage.text)
        return Found(passage, wording.first, wording.earlier, wording.similarity, changes, len(words), kept)

    def _new(self, words: Words, masked: Words, passage: Passage) -> _Wording:
        said = _Latest(passage, passage.date)
        near, similarity = self._closest(words, masked, passage.date)
        if near is None:
            return _Wording(words, passage, None, None, said)
        earlier = near.said.earlier_than(passage.date)
        return _Wording(words, near.first, earlier, similarity if earlier else None, said)

    def _closest(self, words: Words, masked: Words, day: str) -> tuple[_Wording | None, float]:
        """Return the closest wording of an earlier day, or else of this day, and how alike it is."""
        sketch = _sketch(masked)
        numbers = self._index.query(sketch)
        self.candidates += len(numbers)
        likeliest = nlargest(
            MOST_COMPARED,
            (
                (sketch.jaccard(self._sketches[number]), self._places[number].day, number)
                for number in numbers
            ),
        )
        closest, best = None, (False, 0.0, "", 0)
        for _, _, number in likeliest:
            place = self._places[number]
            wording = place.earlier_than(day) or place.item
            similarity = Indel.normalized_similarity(words, wording.words, score_cutoff=NEAR)
            self.compared += 1
            earlier = wording.said.earlier_than(day)
            rank = (earlier is not None, similarity, earlier.date if earlier else "", number)
            if similarity >= NEAR and rank > best:
                closest, best = wording, rank
        return closest, best[1]

    def _remember(self, wording: _Wording, masked: Words, passage: Passage) -> None:
        self._wordings[wording.words] = wording
        wording.said.note(passage, passage.date)
        if masked in self._numbers:
            self._places[self._numbers[masked]].note(wording, passage.date)
            return
        number = next(self._next)
        self._numbers[masked] = number
        self._places[number] = _Latest(wording, passage.date)
        self._sketches[number] = _sketch(masked)
        self._index.insert(number, self._sketches[number])
        held = self._of_family[wording.first.id]
        held.append((number, masked))
        if len(held) > MOST_KEPT:
            oldest, words = held.popleft()
            self._index.remove(oldest)
            del self._places[oldest], self._sketches[oldest], self._numbers[words]


def _words(text: str) -> Words:
    return tuple(intern(_normal(match[0])) for match in _WORD.finditer(text))


def _normal(word: str) -> str:
    return word.casefold().replace("’", "'")


def _without_figures(words: Words) -> Words:
    """Return the words with every figure as one and the same: a new date or sum is no new paragraph."""
    return tuple("0" if _FIGURE.search(word) else word for word in words)


def _sketch(words: Words) -> RMinHash:
    sketch = RMinHash(_PERMUTATIONS, _SEED)
    sketch.update([f"{word} {following}" for word, following in pairwise(words)])
    return sketch


def _compare(old: str, new: str) -> tuple[tuple[Change, ...], int]:
    """Return the stretches of words that differ, as printed, and how many words stayed."""
    before, after = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    matcher = SequenceMatcher(
        None, [_normal(word[0]) for word in before], [_normal(word[0]) for word in after], autojunk=False
    )
    changes, kept = [], 0
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            kept += b - a
        else:
            changes.append(Change(_printed(old, before[a:b]), _printed(new, after[c:d])))
    return tuple(changes), kept


def _printed(text: str, words: Sequence[re.Match[str]]) -> str:
    return text[words[0].start() : words[-1].end()] if words else ""
