"""Whether a score means what it says: of the decisions given 0.8 to 0.9, are 80 to 90 in 100 right?

Scores are put in bins of equal width. The expected calibration error is the mean distance, over all
decisions, between the mean score of a bin and the share that is right in it (Guo et al. 2017).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.annotations import COMMITMENTS, Annotation, Sentence
from nlp.commitments import STRENGTH
from nlp.decide import decide
from nlp.gold import match
from nlp.scores import Bin
from nlp.weigh import Weighed

BINS = 10

Case = tuple[float, bool]
"""A score from 0 to 1, and whether what it was given for is so."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins that hold a decision, lowest first."""

    bins: tuple[Bin, ...]

    @property
    def count(self) -> int:
        """Number of decisions."""
        return sum(one.count for one in self.bins)

    @property
    def error(self) -> float:
        """Expected calibration error, 0 (scores mean what they say) to 1; 0.0 without decisions."""
        gaps = sum(one.count * abs(one.score - one.right) for one in self.bins)
        return gaps / self.count if self.count else 0.0

    def to_json(self) -> dict[str, Any]:
        """Return the error and the bins, rounded to four places."""
        return {
            "count": self.count,
            "error": round(self.error, 4),
            "bins": [
                {
                    "low": one.low,
                    "high": one.high,
                    "count": one.count,
                    "score": round(one.score, 4),
                    "right": round(one.right, 4),
                }
                for one in self.bins
            ],
        }


def reliability(cases: Iterable[Case]) -> Reliability:
    """Return the bins of some scores."""
    by_bin: dict[int, list[Case]] = {}
    for score, right in cases:
        by_bin.setdefault(min(int(score * BINS), BINS - 1), []).append((score, right))
    return Reliability(tuple(_bin(place, by_bin[place]) for place in sorted(by_bin)))


def measure_scores(
    gold: Sequence[Mapping[str, Any]],
    annotations: Sequence[Annotation],
    weighed: Sequence[Sequence[Weighed]],
) -> dict[str, Reliability]:
    """Return how far the scores of gold documents can be trusted; annotations and weighed in their order.

    "class": the score of the class given, "commitment": the probability of a commitment of whatever strength,
    both where a cue was found; "no cue": the score of the sentences in which no rule finds anything.
    """
    cases: dict[str, list[Case]] = {"class": [], "commitment": [], "no cue": []}
    for document, annotation, pieces in zip(gold, annotations, weighed, strict=True):
        for name, case in _cases(document["sentences"], annotation.sentences, pieces):
            cases[name].append(case)
    return {name: reliability(own) for name, own in cases.items()}


def strongest(sentences: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence with the strongest class, which counts where one was split in several."""
    return min(sentences, key=lambda one: STRENGTH.index(one.class_), default=None)


def _cases(
    truths: Sequence[Mapping[str, Any]], found: Iterable[Sentence], pieces: Iterable[Weighed]
) -> Iterator[tuple[str, Case]]:
    given, weighed = match(truths, found), match(truths, pieces)
    for place, truth in enumerate(truths):
        sentence = strongest(given.get(place, []))
        if sentence is None:
            continue
        case = (sentence.score, sentence.class_ in truth["classes"])
        candidates = [one for one in weighed.get(place, []) if one.verdict.is_candidate]
        if candidates:
            commits = max(decide(one.verdict, one.probabilities).commits for one in candidates)
            yield "class", case
            yield "commitment", (commits, truth["classes"][0] in COMMITMENTS)
        else:
            yield "no cue", case


def _bin(place: int, cases: Sequence[Case]) -> Bin:
    return Bin(
        low=place / BINS,
        high=(place + 1) / BINS,
        count=len(cases),
        score=sum(score for score, _ in cases) / len(cases),
        right=sum(right for _, right in cases) / len(cases),
    )
