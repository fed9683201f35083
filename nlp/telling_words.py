"""The words that tell one promise from another, and how much each tells.

How telling a word is comes from our own labelled sentences (`nlp/training/`), not from the texts at hand:
the likeness of two sentences never changes because others were loaded beside them.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from nlp.lexicon import FOLDER

Weights = dict[str, float]
"""Terms with their weights: a sparse vector."""

_TRAINING = FOLDER.parent / "training"
_WORD = re.compile(r"[a-z0-9£%]+(?:'[a-z]+)?")
_ENDINGS = re.compile(r"(?:ations?|ating|ated|ates?|ments?|ings?|ions?|ed|es|s|e)$")
_DEFINED = re.compile(r"\(([A-Z]{2,6})s?\)")
_ABBREVIATION = re.compile(r"\b([A-Z]{2,6})s?\b")
_NAME_PART = re.compile(r"[A-Za-z][\w'’]*")


def terms(text: str) -> list[str]:
    """Return the words that tell one promise from another, cut to their stems."""
    words = _WORD.findall(text.casefold().replace("’", "'"))
    return [_stem(word) for word in words if word not in _said_by_all()]


@cache
def deed_terms() -> frozenset[str]:
    """Return the terms that name a deed or its paper ("publish", "review") rather than an object."""
    return frozenset(_stem(word) for word in _lexicon()["deeds"].split())


def information(term: str) -> float:
    """Return how much a term tells: the logarithm of how rare it is among our labelled sentences."""
    sentences, holding = _background()
    return math.log((1 + sentences) / (1 + holding[term]))


def unit(weights: Mapping[str, float]) -> Weights:
    """Return the weights scaled to length 1; nothing stays nothing."""
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def added(*parts: tuple[Mapping[str, float], float]) -> Weights:
    """Return the sum of vectors, each times its factor."""
    total: Weights = {}
    for weights, factor in parts:
        for term, weight in weights.items():
            total[term] = total.get(term, 0.0) + weight * factor
    return total


def dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the inner product: of two unit vectors their cosine, from 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def spell_out(text: str, meanings: Mapping[str, str]) -> str:
    """Return the text with the abbreviations in `meanings` written out."""
    return _ABBREVIATION.sub(lambda found: meanings.get(found[1], found[0]), text)


def abbreviations(text: str) -> dict[str, str]:
    """Return the abbreviations of the field and those that the text itself defines: "a Big Plan (BP)"."""
    return {**_lexicon()["short_names"], **_defined(text)}


def _defined(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        words = _NAME_PART.findall(text[: match.start()])[-2 * len(match[1]) :]
        for count in range(len(match[1]), len(words) + 1):
            name = words[-count:]
            if _initials(name, small=False) == match[1] or _initials(name, small=True) == match[1]:
                found[match[1]] = " ".join(name)
                break
    return found


def _initials(words: list[str], *, small: bool) -> str:
    """Return the first letters; without `small`, words such as "of" and "and" are passed over."""
    return "".join(word[0].upper() for word in words if small or len(word) > 3 or word[0].isupper())


def _stem(word: str) -> str:
    return _ENDINGS.sub("", word) if len(word) > 4 else word


@cache
def _said_by_all() -> frozenset[str]:
    return frozenset(_lexicon()["said_by_all"].split())


@cache
def _lexicon() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "links.toml").read_text(encoding="utf-8"))


@cache
def _background() -> tuple[int, Counter[str]]:
    """Return how many labelled sentences there are, and in how many each term stands."""
    holding: Counter[str] = Counter()
    sentences = 0
    for path in sorted(_TRAINING.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            sentences += 1
            holding.update(set(terms(json.loads(line)["text"])))
    return sentences, holding
