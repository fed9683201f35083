"""What a sentence promises, ready to be compared: its deed, its object, and what is left to its context.

A sentence that names its object is compared by its own words. One that leaves it unsaid ("we will publish a
response in due course", "we will implement these changes") is completed from what was said just before it
and from the question, the more the less it says itself.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from nlp.deeds import deed_of, goes_on, names_what_it_answers, refers_back
from nlp.mentions import Utterance
from nlp.telling_words import (
    Weights,
    abbreviations,
    added,
    deed_terms,
    dot,
    information,
    spell_out,
    terms,
    unit,
)

ENOUGH = 20.0
"""Information (in nats) of the words of a sentence that needs no context: four or five telling words."""
LITTLE = 0.3
"""Share of ENOUGH that is lacking in a sentence that says little."""
NOTHING = 3.0
"""Information of less than one telling word: the sentence names a deed and no object."""
DEED_WEIGHT = 0.5
"""Weight of the words of the deed in a sentence that names no object."""
FROM_CONTEXT = 0.5
"""Weight of a nat of lacking information that the context gives."""
FROM_QUESTION = 0.5
"""Weight of the question beside the sentences just before."""
FADES = 0.5
"""Weight of a sentence before beside the one that follows it."""
OWN_BESIDE_ANTECEDENT = 0.4
"""Weight of the words of a sentence whose object is the sentence before."""
ONE_WORD = 4.0
"""Least information of an object that is named."""
WHOLE = 0.95
"""Share of the information of an object that is all of it."""
SAME_TOPIC = 0.15
"""Least likeness (0 to 1) of what two sentences that say little are said about."""

_NAME = re.compile(r"(?:[A-Z][\w’'-]+\s+(?:(?:of|for|and|the|to)\s+)?)+[A-Z][\w’'-]+")
_ARTICLE = re.compile(r"^(?:The|A|An|Our|This)\s+")
_EVERYBODYS_NAME = re.compile(
    r"secretary|department|minister|work\s+and\s+pensions|house|government|parliament|paper|autumn|spring"
    r"|january|february|march|april|may\b|june|july|august|september|october|november|december",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Profile:
    """One sentence, ready to be compared.

    `weights` and `topic` are unit vectors: of what is promised, and of what was spoken of around it.
    `object` holds the information of the terms of the act without its deed, `known` every term that the
    sentence and what completes it hold, `names` the proper names around it. `says_little`: words around it
    complete it. `refers_back`: its object is the sentence before. `goes_on`: it only tells how far the
    thing before is. `answers_unnamed`: it answers a consultation and does not say which.
    """

    deed: str
    weights: Weights
    topic: Weights
    names: frozenset[str]
    object: Weights
    known: frozenset[str]
    says_little: bool
    refers_back: bool
    goes_on: bool
    answers_unnamed: bool

    def shares_topic(self, other: Profile) -> bool:
        """Tell whether two sentences are said about the same matter."""
        return not self.names.isdisjoint(other.names) or dot(self.topic, other.topic) >= SAME_TOPIC

    def means(self, other: Profile) -> bool:
        """Tell whether what this sentence refers back to holds the whole object that the other names."""
        named = sum(other.object.values())
        held = sum(weight for term, weight in other.object.items() if term in self.object)
        return self.refers_back and named >= ONE_WORD and held >= WHOLE * named

    def speaks_of(self, wanted: Weights) -> float:
        """Return the share (0 to 1) of the information of some terms that this sentence knows."""
        total = sum(wanted.values())
        return sum(weight for term, weight in wanted.items() if term in self.known) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class _Words:
    """The terms of a sentence, of its act, of the sentences before it (nearest last) and of the question."""

    own: Counter[str]
    act: list[str]
    before: list[list[str]]
    asked: list[str]

    @property
    def named(self) -> float:
        """The information of the words that name an object."""
        return sum(information(term) for term in self.own if term not in deed_terms())

    @property
    def lacking(self) -> float:
        """The information that a sentence which speaks for itself would have more."""
        return max(0.0, ENOUGH - self.named)


def profile(utterance: Utterance) -> Profile:
    """Return what there is to compare of a sentence; it depends on nothing but the sentence."""
    around = f"{utterance.context}\n{utterance.before}\n{utterance.text}"
    around = spell_out(around, abbreviations(around))
    words = _read(utterance)
    antecedent = words.before[-1] if words.before and takes_its_object(utterance) else []
    says_little = bool(antecedent) or words.lacking > LITTLE * ENOUGH
    known = set(words.own)
    if says_little:
        known.update(*words.before, words.asked)
    deed = deed_of(utterance)
    return Profile(
        deed=deed,
        weights=unit(_completed(words, antecedent)),
        topic=unit(_telling(set(terms(around)))),
        names=_names(around),
        object=_telling(set(antecedent or words.act)),
        known=frozenset(known),
        says_little=says_little,
        refers_back=bool(antecedent) and not goes_on(utterance),
        goes_on=goes_on(utterance),
        answers_unnamed=deed == "respond" and not names_what_it_answers(utterance),
    )


def takes_its_object(utterance: Utterance) -> bool:
    """Tell whether a sentence names its object by pointing to the sentence before."""
    return goes_on(utterance) or refers_back(utterance)


def _read(utterance: Utterance) -> _Words:
    meanings = abbreviations(f"{utterance.context}\n{utterance.before}\n{utterance.text}")
    text = utterance.text
    if utterance.deadline:  # deadlines are compared as dates
        text = text.replace(utterance.deadline.text, " ")
    act = terms(spell_out(utterance.action or "", meanings))
    return _Words(
        own=Counter(act + terms(spell_out(text, meanings))),  # the words of the act count twice
        act=act,
        before=[terms(spell_out(line, meanings)) for line in utterance.before.splitlines()],
        asked=terms(spell_out(utterance.context, meanings)),
    )


def _completed(words: _Words, antecedent: list[str]) -> Weights:
    own = _weighted(words.own, DEED_WEIGHT if words.named < NOTHING else 1.0)
    if antecedent:
        return added((unit(_weighted(Counter(antecedent))), 1.0), (unit(own), OWN_BESIDE_ANTECEDENT))
    return added((own, 1.0), (_context(words), words.lacking * FROM_CONTEXT)) if words.lacking else own


def _weighted(counts: Counter[str], deed_weight: float = 1.0) -> Weights:
    deeds = deed_terms()
    return {
        term: (1 + math.log(count)) * information(term) * (deed_weight if term in deeds else 1.0)
        for term, count in counts.items()
    }


def _context(words: _Words) -> Weights:
    said: Weights = {}
    for distance, line in enumerate(reversed(words.before)):
        for term in line:
            said.setdefault(term, FADES**distance * information(term))
    asked = {term: information(term) for term in words.asked}
    return unit(added((unit(said), 1.0), (unit(asked), FROM_QUESTION)))


def _telling(found: set[str]) -> Weights:
    return {term: information(term) for term in found - deed_terms()}


def _names(text: str) -> frozenset[str]:
    """Return the proper names of two words and more, without those that every answer holds."""
    found: Iterable[str] = (_ARTICLE.sub("", name[0]) for name in _NAME.finditer(text))
    return frozenset(
        name.casefold().rstrip("s") for name in found if " " in name and not _EVERYBODYS_NAME.search(name)
    )
