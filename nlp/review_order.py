"""Which sentences a person should look at first: where the analysis is least sure and most hangs on it.

A sentence is listed when its class is in doubt, or when a status rests on it and whether it is about that
promise is. It stands the higher the more would change with it: a status that rests on it, a promise with a
date that begins with it, a promise that may have been missed. Of sentences in
nearly the same words one is listed; those about one person's case never are.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from nlp.annotations import CLASSES, COMMITMENTS, SentenceClass
from nlp.commitments import ROLES, STRENGTH, commitment_rules
from nlp.mentions import Utterance
from nlp.neighbours import Neighbourhood
from nlp.privacy import speaks_of_a_person
from nlp.profiles import profile

IN_DOUBT = 0.7
"""Score up to which a class is in doubt. Where rules and classifier disagree no score is higher."""
LOOSELY = 0.6
"""Likeness (0 to 1) up to which it is in doubt that a sentence is about the promise it was linked to."""
DISAGREE = 0.2
"""What a disagreement adds to the doubt, which is one less the score."""
SAME_WORDS = 0.9
"""Likeness (0 to 1) from which two sentences are one wording."""
LISTED = 500
"""Most sentences listed: more than anybody reviews in a week."""
LOOKED_AT = 5 * LISTED
"""Most useful sentences among which repeated wordings are looked for."""

_FIGURE = re.compile(r"\d[\d,.]*")  # last year's words with this year's figures are the same words
_RULE = re.compile(r"\brule ([\w.-]+) '")
_INHERITED = "list item read with its introduction"
_CLASSIFIER = re.compile(r"\bclassifier (\w+) ([01]\.\d+)")


@dataclass(frozen=True, slots=True)
class Reviewable:
    """A sentence with what hangs on it.

    `decided` is the `why` of its class. `status` is the official status that rests on it, `likeness` how
    alike it is to the promise it was linked to (None for one that begins it); `schedule` and
    `is_dated` are those of the commitment that begins with it (None and False where none does), `followers`
    the later mentions of that commitment.
    """

    id: str
    text: str
    class_: SentenceClass
    score: float
    decided: str
    status: str | None = None
    likeness: float | None = None
    schedule: str | None = None
    is_dated: bool = False
    followers: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A sentence to look at, how useful that is, why in words, and how many sentences share its wording."""

    id: str
    usefulness: float
    rules_class: SentenceClass
    why: str
    wordings: int


def review_order(sentences: Iterable[Reviewable]) -> list[Listed]:
    """Return the sentences to look at, the most useful first, one for each wording."""
    doubtful = (one for one in sentences if _is_in_doubt(one) and not speaks_of_a_person(one.text))
    first = heapq.nsmallest(LOOKED_AT, doubtful, key=lambda one: (-_usefulness(one), one.id))
    return [
        Listed(
            one.id,
            round(_usefulness(one), 3),
            rules_class(one.decided, one.class_),
            "; ".join(_reasons(one)),
            wordings,
        )
        for one, wordings in _one_of_each_wording(first)
    ]


def rules_class(decided: str, class_: SentenceClass) -> SentenceClass:
    """Return the class that the rules named in the `why` of a sentence of `class_` give by themselves."""
    if _INHERITED in decided:
        return class_
    strongest: SentenceClass = "none"
    for rule in _RULE.findall(decided):
        given = _class_of_rule().get(rule, "none")
        if STRENGTH.index(given) < STRENGTH.index(strongest):
            strongest = given
    return strongest


def _one_of_each_wording(sentences: Sequence[Reviewable]) -> Iterator[tuple[Reviewable, int]]:
    kept: list[Reviewable] = []
    wordings: dict[str, int] = {}
    filed: Neighbourhood[Reviewable] = Neighbourhood()
    for sentence in sentences:
        own = profile(Utterance(sentence.id, None, sentence.class_, _FIGURE.sub("", sentence.text)))
        alike = [one for one in filed.near(own) if one.held.class_ == sentence.class_]
        near = max(alike, key=lambda one: one.likeness, default=None)
        if near and near.likeness >= SAME_WORDS:
            wordings[near.held.id] += 1
        elif len(kept) < LISTED:
            kept.append(sentence)
            wordings[sentence.id] = 1
            filed.file(own, sentence)
    return ((sentence, wordings[sentence.id]) for sentence in kept)


def _is_in_doubt(sentence: Reviewable) -> bool:
    return sentence.score <= IN_DOUBT or _is_loose(sentence)


def _is_loose(sentence: Reviewable) -> bool:
    return sentence.status is not None and sentence.likeness is not None and sentence.likeness <= LOOSELY


def _usefulness(sentence: Reviewable) -> float:
    doubt = 1 - sentence.score + (DISAGREE if _disagree(sentence) else 0.0)
    if _is_loose(sentence):
        doubt = max(doubt, 1 - (sentence.likeness or 0.0))
    weight = 1.0
    if sentence.status:
        weight += 2.0
    if sentence.schedule:
        weight += 0.75 + 0.5 * sentence.is_dated + 0.5 * (sentence.schedule in ("overdue", "due soon"))
        weight += 0.5 * (sentence.followers > 0)
    if _may_be_missed(sentence):
        weight += 0.5
    return doubt * weight


def _reasons(sentence: Reviewable) -> Iterator[str]:
    by_rules, classifier = (
        rules_class(sentence.decided, sentence.class_),
        _CLASSIFIER.search(sentence.decided),
    )
    yield f"score {sentence.score:.2f} for “{sentence.class_}”"
    if _disagree(sentence):
        yield f"the rules say “{by_rules}”, the classifier outweighs them"
    elif classifier and float(classifier[2]) < 0.5 and by_rules == sentence.class_:
        yield f"the classifier gives “{sentence.class_}” {classifier[2]} only"
    if _INHERITED in sentence.decided:
        yield "read with the sentence that introduces its list"
    if sentence.status:
        loosely = f", linked with likeness {sentence.likeness:.2f} only" if _is_loose(sentence) else ""
        yield f"the status “{sentence.status}” rests on it{loosely}"
    if sentence.schedule:
        stands = f", now {sentence.schedule}" if sentence.schedule in ("overdue", "due soon") else ""
        yield f"a commitment{' with a date' if sentence.is_dated else ''} begins with it{stands}"
    if sentence.followers:
        many = sentence.followers > 1
        yield f"{sentence.followers} later mention{'s hang' if many else ' hangs'} on it"
    if _may_be_missed(sentence):
        yield "a promise may have been missed"


def _disagree(sentence: Reviewable) -> bool:
    return rules_class(sentence.decided, sentence.class_) != sentence.class_


def _may_be_missed(sentence: Reviewable) -> bool:
    return (
        sentence.class_ not in COMMITMENTS and rules_class(sentence.decided, sentence.class_) in COMMITMENTS
    )


@cache
def _class_of_rule() -> dict[str, SentenceClass]:
    return {rule.id: ROLES[rule.role] for rule in commitment_rules()}


assert set(STRENGTH) == set(CLASSES)
