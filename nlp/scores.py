"""Precision, recall and F1 from counts, and the share right among decisions of like score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bin:
    """The decisions with a score from `low` to `high` (exclusive, but for 1): mean score, share right."""

    low: float
    high: float
    count: int
    score: float
    right: float


@dataclass(slots=True)
class Counts:
    """How often a label was given rightly (`hits`), wrongly (`extra`) and not at all (`missed`)."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the given labels that are right; 0.0 where none was given."""
        return _share(self.hits, self.hits + self.extra)

    @property
    def recall(self) -> float:
        """Share of the true labels that were given; 0.0 where there is none."""
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, straight from the counts."""
        return _share(2 * self.hits, 2 * self.hits + self.extra + self.missed)

    @property
    def support(self) -> int:
        """Number of true labels."""
        return self.hits + self.missed

    def add(self, *, given: bool, true: bool) -> None:
        """Count one case of a yes-or-no label."""
        self.hits += given and true
        self.extra += given and not true
        self.missed += true and not given

    def to_json(self) -> dict[str, float | int]:
        """Return counts and figures, rounded to four places."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "hits": self.hits,
            "extra": self.extra,
            "missed": self.missed,
        }


def pooled(counts: Iterable[Counts]) -> Counts:
    """Return the sum of the counts: what micro averages are made of."""
    total = Counts()
    for each in counts:
        total.hits += each.hits
        total.extra += each.extra
        total.missed += each.missed
    return total


def macro_f1(counts: Iterable[Counts]) -> float:
    """Return the mean F1 of the labels that occur, in truth or as given."""
    f1s = [each.f1 for each in counts if each.hits + each.extra + each.missed]
    return sum(f1s) / len(f1s) if f1s else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
