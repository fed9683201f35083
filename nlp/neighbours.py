"""Finds the few earlier sentences worth comparing with, without comparing with all.

Each profile is filed under its most telling terms, each term keeps its latest holders, and only those that
share the most are compared: the work for one sentence does not grow with the number of sentences before.
"""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Generic, TypeVar

from nlp.profiles import Profile
from nlp.telling_words import dot

Held = TypeVar("Held")

TERMS = 16
"""Most telling terms of a profile that it is filed and looked up under."""
HOLDERS = 64
"""Latest profiles kept under one term."""
COMPARED = 32
"""Most profiles that one profile is compared with."""
SAME_WORDING = 0.97
"""Likeness from which a profile adds nothing to one that is filed already."""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbour(Generic[Held]):
    """What was filed with an earlier profile, and how alike the two profiles are (0 to 1)."""

    held: Held
    likeness: float


@dataclass(frozen=True, slots=True, eq=False)
class _Filed(Generic[Held]):
    number: int
    profile: Profile
    held: Held


class Neighbourhood(Generic[Held]):
    """Profiles filed under their telling terms; `compared` counts the pairs looked at so far.

    What newer ones have pushed out from under all its terms is forgotten, so that memory grows with the
    vocabulary and not with the sentences.
    """

    def __init__(self) -> None:
        self._holders: dict[str, deque[tuple[_Filed[Held], float]]] = defaultdict(
            lambda: deque(maxlen=HOLDERS)
        )
        self._filed = 0
        self.compared = 0

    @property
    def kept(self) -> int:
        """How many profiles are still to be found."""
        return len({entry.number for holders in self._holders.values() for entry, _ in holders})

    def near(self, profile: Profile) -> list[Neighbour[Held]]:
        """Return the earlier profiles that share most, at most COMPARED, in the order they were filed."""
        shared: dict[int, float] = defaultdict(float)
        filed: dict[int, _Filed[Held]] = {}
        for term, weight in _telling(profile):
            for other, its_weight in self._holders.get(term, ()):
                shared[other.number] += weight * its_weight
                filed[other.number] = other
        chosen = heapq.nlargest(COMPARED, shared, key=lambda number: (shared[number], number))
        self.compared += len(chosen)
        return [
            Neighbour(filed[number].held, dot(profile.weights, filed[number].profile.weights))
            for number in sorted(chosen)
        ]

    def file(self, profile: Profile, held: Held) -> None:
        """Keep something to be found by profiles that come later."""
        entry = _Filed(self._filed, profile, held)
        self._filed += 1
        for term, weight in _telling(profile):
            self._holders[term].append((entry, weight))


def _telling(profile: Profile) -> list[tuple[str, float]]:
    return heapq.nlargest(TERMS, profile.weights.items(), key=lambda item: (item[1], item[0]))
