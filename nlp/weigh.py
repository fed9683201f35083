"""What rules and classifier make of labelled documents, before anything is decided.

The pipeline keeps only its decisions; to measure what each part adds, and how sure it was, both are needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.annotations import SentenceClass
from nlp.classifier import Classifier, load_classifier
from nlp.commitments import STRENGTH, Verdict, judge_all
from nlp.decide import Shares
from nlp.gold import document_of, match
from nlp.sentences import split_sentences
from nlp.tally import Outcome, Tally

BLIND = Verdict("none")
"""The verdict of no rule: what a classifier sees that is to read words alone."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence (characters of its document), the rules' verdict and the classifier's probabilities."""

    start: int
    end: int
    verdict: Verdict
    probabilities: Shares


def weigh(
    gold: Sequence[Mapping[str, Any]], classifier: Classifier | None = None, *, blind: bool = False
) -> list[list[Weighed]]:
    """Return the weighed sentences of each document; none where it is not the government speaking.

    `classifier` is the committed one unless given; `blind` hides the rules' verdicts from it and the caller.
    """
    classifier = classifier or load_classifier()
    return [_weigh_document(one, classifier, blind=blind) for one in gold]


def tally(
    gold: Sequence[Mapping[str, Any]],
    weighed: Sequence[Sequence[Weighed]],
    classify: Callable[[Weighed], SentenceClass],
) -> Tally:
    """Return the counts of the classes that `classify` gives; of a gold sentence in pieces, the strongest."""
    counts = Tally()
    for document, pieces in zip(gold, weighed, strict=True):
        given = match(document["sentences"], pieces)
        for place, truth in enumerate(document["sentences"]):
            classes = [classify(one) for one in given.get(place, [])]
            class_ = min(classes, key=STRENGTH.index, default="none")
            counts.add(document["kind"], Outcome(tuple(truth["classes"]), class_))
    return counts


def _weigh_document(gold: Mapping[str, Any], classifier: Classifier, *, blind: bool) -> list[Weighed]:
    document = document_of(gold)
    if not document.is_government:
        return []
    spans = split_sentences(document.text)
    texts = [document.text[start:end] for start, end in spans]
    verdicts = [BLIND] * len(texts) if blind else judge_all(texts)
    scores = classifier.score(texts, verdicts)
    return [
        Weighed(start, end, verdict, probabilities)
        for (start, end), verdict, probabilities in zip(spans, verdicts, scores, strict=True)
    ]
