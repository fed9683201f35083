"""Rules and classifier make one decision: the class of a sentence, how sure, and why.

The classifier reads the rules' cues beside the words, so its probabilities already weigh both; a share on
top goes to the class that the rules give, because their grammar carries over to words that no training
sentence has. Then it is settled whether the sentence commits anyone (firm, intended and considering
together), and after that how.

The blend claims more than it keeps, so the score is not the blend itself: a temperature, fitted on training
sentences of policy fields that the classifier had not seen (nlp.train), makes it mean what it says. That
changes how sure a decision is, never which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nlp.annotations import CLASSES, COMMITMENTS, SentenceClass
from nlp.classifier import load_classifier
from nlp.commitments import Verdict

RULES_SHARE = 0.2
"""Share of the probability that goes to the rules' class outright; the classifier spreads the rest."""
COMMITS = 0.5
"""Least joint probability of the three commitment classes for a sentence to be one."""

_BINDING: tuple[SentenceClass, ...] = tuple(name for name in CLASSES if name in COMMITMENTS)
_OTHERS: tuple[SentenceClass, ...] = tuple(name for name in CLASSES if name not in COMMITMENTS)

Shares = Mapping[SentenceClass, float]
"""A probability for each of CLASSES; they add up to one."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The class of a sentence, the probability that it is right, and what decided it.

    `commits` is the probability that the sentence is a commitment of whatever strength.
    """

    class_: SentenceClass
    score: float
    why: str
    commits: float = 0.0


def decide(verdict: Verdict, probabilities: Shares, *, temperature: float | None = None) -> Decision:
    """Return the decision on one sentence from its cues and the classifier's probabilities.

    `temperature` is that of the committed classifier unless given.
    """
    if temperature is None:
        temperature = load_classifier().temperature
    blended = blend(verdict, probabilities)
    class_ = settle(blended)
    shares = tempered(blended, temperature)
    why = explain(verdict, class_, probabilities[class_])
    return Decision(class_, round(shares[class_], 4), why, round(commitment_share(shares), 4))


def blend(verdict: Verdict, probabilities: Shares) -> dict[SentenceClass, float]:
    """Return the classifier's probabilities with the rules' share on the class that they give."""
    blended: dict[SentenceClass, float] = {name: (1 - RULES_SHARE) * probabilities[name] for name in CLASSES}
    blended[verdict.class_] += RULES_SHARE
    return blended


def settle(shares: Shares) -> SentenceClass:
    """Return the class: first whether anyone is bound, then the likeliest of that side."""
    side = _BINDING if commitment_share(shares) >= COMMITS else _OTHERS
    return max(side, key=shares.__getitem__)


def commitment_share(shares: Shares) -> float:
    """Return the joint probability of the three commitment classes."""
    return sum([shares[name] for name in _BINDING])


def tempered(shares: Shares, temperature: float) -> dict[SentenceClass, float]:
    """Return shares flattened (temperature above 1) or sharpened (below), adding up to one again."""
    power = 1 / temperature
    powers: dict[SentenceClass, float] = {name: share**power for name, share in shares.items()}
    total = sum(powers.values())
    return {name: share / total for name, share in powers.items()}


def explain(verdict: Verdict, class_: SentenceClass, probability: float) -> str:
    """Name the rules with their words, those that speak for the class first, and the classifier's score."""
    mine = verdict.deciding if verdict.class_ == class_ else ()
    parts = [f"rule {cue.rule} '{_shown(cue.text)}'" for cue in mine or verdict.cues]
    if verdict.inherited and verdict.class_ == class_:
        parts.append("list item read with its introduction")
    return "; ".join([*parts, f"classifier {class_} {probability:.2f}"])


def _shown(text: str, longest: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
