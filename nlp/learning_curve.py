"""What more training sentences would buy: classifiers that saw a quarter, half, three quarters, all of them.

Each is measured on policy fields of which it saw nothing, always the same ones, and on labelled documents.
Beside them stands what the words alone give, of a classifier that never hears of the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nlp.ablation import by_both, by_classifier
from nlp.annotations import SentenceClass
from nlp.classifier import Classifier
from nlp.tally import Tally
from nlp.train import SEED, Example, class_given, field_folds, score_all, tally_of, train
from nlp.weigh import BLIND, tally, weigh

QUARTERS = (1, 2, 3, 4)

Gold = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Point:
    """The figures after so many training sentences: on fields held out, and on labelled documents.

    `words` are those of the words alone on labelled documents.
    """

    sentences: int
    held_out: Tally
    gold: Tally
    words: Tally

    def to_json(self) -> dict[str, Any]:
        """Return the figures, rounded to four places."""
        return {
            "sentences": self.sentences,
            "held_out": self.held_out.summary(),
            "gold": self.gold.summary(),
            "words": self.words.summary(),
        }


@dataclass(frozen=True, slots=True)
class Curve:
    """The points, fewest sentences first; `rules` are the rules alone on all training sentences."""

    points: tuple[Point, ...]
    rules: Tally

    def to_json(self) -> dict[str, Any]:
        """Return the figures, rounded to four places."""
        return {
            "points": [point.to_json() for point in self.points],
            "rules": self.rules.summary(),
        }


def learning_curve(
    examples: Sequence[Example], gold: Gold, *, watch: Callable[[Iterable[int]], Iterable[int]] = iter
) -> Curve:
    """Train on growing parts of the examples and measure each; deterministic, takes minutes.

    `watch` is handed the quarters and hands them on: what shows progress.
    """
    points = [_point(examples, quarter, gold) for quarter in watch(QUARTERS)]
    return Curve(tuple(points), tally_of((example, example.verdict.class_) for example in examples))


def _point(examples: Sequence[Example], quarter: int, gold: Gold) -> Point:
    part = _part(examples, quarter)
    return Point(
        sentences=len(part),
        held_out=_on_held_out_fields(examples, quarter),
        gold=tally(gold, weigh(gold, Classifier(train(part))), by_both),
        words=_words_alone(part, gold),
    )


def _words_alone(examples: Sequence[Example], gold: Gold) -> Tally:
    """Return the counts of a classifier that neither learns nor reads what the rules find."""
    blind = [replace(example, verdict=BLIND) for example in examples]
    return tally(gold, weigh(gold, Classifier(train(blind)), blind=True), by_classifier)


def _on_held_out_fields(examples: Sequence[Example], quarter: int) -> Tally:
    pairs: list[tuple[Example, SentenceClass]] = []
    for learn, hold in field_folds(examples):
        classifier = Classifier(train(_part([examples[place] for place in learn], quarter)))
        held = [examples[place] for place in hold]
        for example, shares in zip(held, score_all(classifier, held), strict=True):
            pairs.append((example, class_given(example, shares)))
    return tally_of(pairs)


def _part(examples: Sequence[Example], quarter: int) -> list[Example]:
    """Return so many quarters of the examples, drawn at random; each part holds the smaller ones."""
    order = np.random.default_rng(SEED).permutation(len(examples))
    return [examples[place] for place in sorted(order[: len(examples) * quarter // 4])]
