"""Reads an answer sentence by sentence: what each does, which parts it names, what it speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.lexicon import Rule, load_rules
from nlp.part_kinds import offers_made
from nlp.part_words import LEXICON, figures, words
from nlp.sentences import split_sentences

ROLES = ("cost", "not_held", "holding", "declined", "deflected", "no")
"""What a sentence may do instead of telling something, in the order in which the rules are asked."""

_LABELS = re.compile(r"(?<![\w)])(?:\([a-zA-Z]{1,5}\)|\(\d{1,2}\))+")
_ONE_LABEL = re.compile(r"\(\w+\)")
_ORDINALS = {
    "first": 0,
    "former": 0,
    "second": 1,
    "third": 2,
    "fourth": 3,
    "fifth": 4,
    "last": -1,
    "latter": -1,
}
_ORDINAL = re.compile(
    rf"\b({'|'.join(_ORDINALS)})\s+(?:part|half|limb|element|aspect|of\s+(?:these|the|his|her|your)\s+questions|question)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:not|no|never|unable|impossible|unavailable)\b|n[’']t\b", re.IGNORECASE)
"""Nothing is "not held" without one of these; most sentences have none, which saves the slow rules."""
_REQUESTED = re.compile(
    r"\brequested\b|\b(?:th(?:is|ese|at|ose)|full|specific)\s+(?:information|data|figures)\b", re.IGNORECASE
)
_POINTS_BACK = re.compile(
    r"^(?:this|that|these|those|it|such|therefore|however|as\s+such)\b|\bthis\s+\w+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of an answer as it bears on the question.

    `role` is one of ROLES or None for one that simply tells something, `cue` the rule and its words.
    `names` are the places of the parts it names by label ("(b)", "the third part"), empty where it names
    none or all. `words` are its telling words, `context` those of the sentence that it points back to.
    `figures` is how many numbers it adds, `offers` what kinds of answer it offers (`offers_made`);
    `is_of_request` says that it speaks of "the information requested".
    """

    start: int
    end: int
    role: str | None
    cue: str
    names: frozenset[int]
    words: frozenset[str]
    context: frozenset[str]
    figures: int
    offers: frozenset[str]
    is_of_request: bool

    @property
    def is_gap(self) -> bool:
        """Whether it says that something is not held or costs too much to find."""
        return self.role in ("cost", "not_held")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for in an answer.

    `labels` are those of the parts of the question, `names` are as in `words`; `figures` are the numbers of
    the question, which tell nothing when they are repeated, None where no part asks for a number and none
    need be looked for.
    """

    labels: Sequence[str]
    names: Mapping[str, str]
    figures: frozenset[str] | None


def read_sentences(answer: str, wanted: Wanted) -> list[AnswerSentence]:
    """Read an answer sentence by sentence."""
    sentences: list[AnswerSentence] = []
    open_: frozenset[int] = frozenset()
    for start, end in split_sentences(answer):
        text = answer[start:end]
        own = _named(text, wanted.labels)
        is_new_line = not sentences or "\n" in answer[sentences[-1].end : start]
        # "(a) Twelve. Most were old." speaks of (a) to the end of the line.
        if is_new_line or own:
            open_ = own if _LABELS.match(text) else frozenset()
        points_back = not is_new_line and _POINTS_BACK.search(text)
        role, cue, rest = _role(text)
        sentences.append(
            AnswerSentence(
                start=start,
                end=end,
                role=role,
                cue=cue,
                names=own or open_,
                words=words(rest, wanted.names),
                context=sentences[-1].words if points_back else frozenset(),
                figures=_count(text, wanted.figures),
                offers=offers_made(text) if role is None else frozenset(),
                is_of_request=_REQUESTED.search(text) is not None,
            )
        )
    return sentences


def _count(text: str, known: frozenset[str] | None) -> int:
    """Return how many numbers a sentence gives that were not known."""
    if known is None:
        return 0
    return sum(one not in known for one in figures(_ONE_LABEL.sub(" ", text)))


def _role(text: str) -> tuple[str | None, str, str]:
    """Return the role of a sentence, the words that gave it, and the other words for "disproportionate cost".

    That cost is none that a question can have asked for.
    """
    is_negated = _NEGATION.search(text) is not None
    for rule in _rules():
        if rule.role == "not_held" and not is_negated:
            continue
        if found := rule.pattern.search(text):
            rest = text.replace(found[0], " ") if rule.role == "cost" else text
            return rule.role, f"{rule.id}: {found[0].strip()}", rest
    return None, "", text


def _rules() -> Sequence[Rule]:
    return load_rules(LEXICON, frozenset(ROLES))  # the file has them in the order of ROLES


def _named(text: str, labels: Sequence[str]) -> frozenset[int]:
    """Return the places of the parts that a sentence names; none where it names all of them."""
    places = {
        place
        for mention in _LABELS.findall(text)
        for place, label in enumerate(labels)
        if label and _is_within(mention, label)
    }
    if len(labels) > 1:
        ordinals = (_ordinal(found[1], labels) for found in _ORDINAL.finditer(text))
        places |= {place for place in ordinals if place is not None}
    return frozenset(places) if len(places) < len(labels) else frozenset()


def _is_within(mention: str, label: str) -> bool:
    # "(a)" names "(a)", "(a)(i)" and "2(a)"; "(i)" names "(a)(i)".
    return mention in label or label.lstrip("0123456789") == mention


def _ordinal(word: str, labels: Sequence[str]) -> int | None:
    """Return the place of "the second part"; counted among joined questions where each is one part."""
    place = _ORDINALS[word.lower()]
    if place == -1:
        return len(labels) - 1
    return place if place < len(labels) else None
