"""How well sentences are grouped by the promise they make: B-cubed (Bagga and Baldwin 1998).

Every sentence is judged by itself: of those it was put together with, how many speak of its promise
(precision), and of those that speak of its promise, how many it was put together with (recall). The figures
are the means over the labelled sentences, so that a long chain counts for as much as it has sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BCubed:
    """Mean precision and recall, each from 0 to 1, over `support` labelled sentences."""

    precision: float
    recall: float
    support: int

    @property
    def f1(self) -> float:
        """Harmonic mean of the two means; 0.0 where nothing was labelled."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def to_json(self) -> dict[str, float | int]:
        """Return the figures, rounded to four places."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "support": self.support,
        }


def b_cubed(
    gold: Mapping[str, Hashable], given: Mapping[str, Hashable], *, over: Collection[str] | None = None
) -> BCubed:
    """Compare two groupings, both sentence to group.

    The means run over the sentences of `gold`, or those of them in `over`. A sentence that `given` leaves out
    stands alone; one that only `given` holds was put where it does not belong, and counts against the
    precision of those beside it.
    """
    counted = gold.keys() if over is None else gold.keys() & set(over)
    if not counted:
        return BCubed(0.0, 0.0, 0)
    right, found = _members(gold), _members(given)
    precision = recall = 0.0
    for item in sorted(counted):  # a fixed order, so that sums of floats are the same on every run
        together = found[given[item]] if item in given else {item}
        same = right[gold[item]]
        shared = len(together & same)
        precision += shared / len(together)
        recall += shared / len(same)
    return BCubed(precision / len(counted), recall / len(counted), len(counted))


def _members(groups: Mapping[str, Hashable]) -> dict[Hashable, set[str]]:
    members: dict[Hashable, set[str]] = defaultdict(set)
    for item, group in groups.items():
        members[group].add(item)
    return members
