"""Rules and classifier make one decision: the class of a sentence, how sure, and why.

The classifier reads the rules' cues beside the words, so its probabilities already weigh both; a share on
top goes to the class that the rules give, because their grammar carries over to words that no training
sentence has. Then it is settled whether the sentence commits anyone (firm, intended and considering
together), and after that how.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nlp.annotations import CLASSES, COMMITMENTS, SentenceClass
from nlp.commitments import Verdict

RULES_SHARE = 0.3
"""Share of the probability that goes to the rules' class outright; the classifier spreads the rest."""
COMMITS = 0.5
"""Least joint probability of the three commitment classes for a sentence to be one."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The class of a sentence, the probability that it is right, and what decided it."""

    class_: SentenceClass
    score: float
    why: str


def decide(verdict: Verdict, probabilities: Mapping[SentenceClass, float]) -> Decision:
    """Return the decision on one sentence from its cues and the classifier's probabilities."""
    blended = {name: (1 - RULES_SHARE) * probabilities[name] for name in CLASSES}
    blended[verdict.class_] += RULES_SHARE
    committing: list[SentenceClass] = [name for name in CLASSES if name in COMMITMENTS]
    others: list[SentenceClass] = [name for name in CLASSES if name not in COMMITMENTS]
    commits = sum(blended[name] for name in committing) >= COMMITS
    class_: SentenceClass = max(committing if commits else others, key=lambda name: blended[name])
    return Decision(class_, round(blended[class_], 4), explain(verdict, class_, probabilities[class_]))


def explain(verdict: Verdict, class_: SentenceClass, probability: float) -> str:
    """Name the rules with their words, those that speak for the class first, and the classifier's score."""
    mine = verdict.deciding if verdict.class_ == class_ else ()
    others = tuple(cue for cue in verdict.cues if cue not in mine)
    parts = [f"rule {cue.rule} '{_shown(cue.text)}'" for cue in mine or others]
    if verdict.inherited and verdict.class_ == class_:
        parts.append("list item read with its introduction")
    return "; ".join([*parts, f"classifier {class_} {probability:.2f}"])


def _shown(text: str, longest: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
