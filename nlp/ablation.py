"""What each part adds: the rules by themselves, the classifier by itself, and both together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nlp.annotations import SentenceClass
from nlp.decide import blend, settle
from nlp.tally import Tally
from nlp.weigh import Weighed, tally


def by_rules(sentence: Weighed) -> SentenceClass:
    """Return the class of the strongest cue."""
    return sentence.verdict.class_


def by_classifier(sentence: Weighed) -> SentenceClass:
    """Return the classifier's class, whether or not a rule finds anything; it reads the rules' cues too."""
    return settle(sentence.probabilities)


def by_both(sentence: Weighed) -> SentenceClass:
    """Return the class that the pipeline gives."""
    if not sentence.verdict.is_candidate:
        return "none"
    return settle(blend(sentence.verdict, sentence.probabilities))


PARTS = {"rules": by_rules, "classifier": by_classifier, "both": by_both}


def measure_parts(
    gold: Sequence[Mapping[str, Any]], weighed: Sequence[Sequence[Weighed]]
) -> dict[str, Tally]:
    """Return the counts of each of PARTS on gold documents."""
    return {name: tally(gold, weighed, classify) for name, classify in PARTS.items()}
