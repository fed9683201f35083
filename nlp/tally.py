"""Counts of given classes against right ones: each class, and commitment or not by kind of document."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from nlp.annotations import CLASSES, COMMITMENTS
from nlp.gold import groups_of
from nlp.scores import Counts, macro_f1


@dataclass(frozen=True, slots=True)
class Outcome:
    """The classes that count as right for one sentence, the best first, and the class it was given."""

    right: tuple[str, ...]
    given: str

    @property
    def is_right(self) -> bool:
        """Whether the given class is one of those that count as right."""
        return self.given in self.right


@dataclass(slots=True)
class Tally:
    """The counts of some outcomes; `commitment` is by the groups of nlp.gold and "all"."""

    commitment: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    classes: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in CLASSES})

    @property
    def macro_f1(self) -> float:
        """Mean F1 of the eight classes."""
        return macro_f1(self.classes.values())

    def add(self, kind: str, outcome: Outcome) -> None:
        """Count the outcome of a sentence in a document of some kind."""
        if outcome.is_right:
            self.classes[outcome.given].hits += 1
        else:
            self.classes[outcome.given].extra += 1
            self.classes[outcome.right[0]].missed += 1
        for group in groups_of(kind):
            _count_commitment(self.commitment[group], outcome)

    def summary(self) -> dict[str, Any]:
        """Return the commitment counts on CMS and other texts, and the mean F1 of the classes."""
        commitment = {group: self.commitment[group].to_json() for group in ("cms", "rest")}
        return {"commitment": commitment, "classes_macro_f1": round(self.macro_f1, 4)}

    def to_json(self) -> dict[str, Any]:
        """Return commitment counts by group, those of each class, and the mean F1 of the classes."""
        return {
            "commitment": {name: counts.to_json() for name, counts in sorted(self.commitment.items())},
            "classes": {name: counts.to_json() for name, counts in self.classes.items()},
            "classes_macro_f1": round(self.macro_f1, 4),
        }


def _count_commitment(counts: Counts, outcome: Outcome) -> None:
    given = outcome.given in COMMITMENTS
    right = {name in COMMITMENTS for name in outcome.right}
    if given in right:
        counts.hits += given
    else:
        counts.add(given=given, true=not given)
