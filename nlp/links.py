"""Which sentences speak of the same promise, and what each does to it.

Sentences that make the same promise become one chain, across wording, minister and House; later sentences
that say it is done, under way or refused join the chain they speak of. A sentence may only join a chain of
the same kind of act, and must share the words that name its object: two promises do not become one because
they share a department, a service and a politeness.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from nlp.annotations import COMMITMENTS, Deadline
from nlp.lexicon import FOLDER

SAME_PROMISE = 0.42
"""Least likeness (0 to 1) of two promises; chosen on the sample parliament and real chains."""
SAME_ACT = 0.40
"""The same for a sentence that says a promise is done, under way or refused."""
OTHER_KIND = 0.12
"""What two sentences must be more alike where their kinds of act differ: the words outweigh the label."""
NAMES_ENOUGH = 4
"""Telling words that name an object; with fewer ("we will publish it") the context speaks too."""
ABOUT_THE_SAME = 0.3
"""Least likeness of two contexts for sentences that share a single telling word."""

_STRENGTH = {"considering": 1, "intended": 2, "firm": 3}
_OUTCOME = {"delivered": "claimed_done", "progress": "progress", "refusal": "refused"}
_FAMILY = {"report_data": "publish", "change_rules": "legislate", "review": "consult"}
_WORD = re.compile(r"[a-z0-9£%]+(?:'[a-z]+)?")

_ENDINGS = re.compile(r"(?:ations?|ating|ated|ates?|ments?|ings?|ions?|ed|es|s|e)$")


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence that may make, repeat, change or close a promise.

    `said_on` is an ISO day or None; `context` is the question or the sentence before, read only where the
    sentence itself names little ("we will publish it shortly").
    """

    id: str
    said_on: str | None
    class_: str
    text: str
    action: str | None = None
    act_kind: str | None = None
    deadline: Deadline | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence's part in a chain, and the deadlines before and now, as worded and as meant."""

    utterance: Utterance
    relation: str
    similarity: float | None = None
    old: Deadline | None = None
    new: Deadline | None = None
    days_slipped: int | None = None


@dataclass(slots=True)
class Chain:
    """All mentions of one promise in date order; the first is the one that made it."""

    mentions: list[Mention] = field(default_factory=list)

    def kind(self) -> str:
        return _family(self.mentions[0].utterance)


def link(utterances: Iterable[Utterance]) -> list[Chain]:
    """Return the chains that commitments form, with later outcomes attached, in the order they were made.

    Undated sentences come last and never slip. The result does not depend on the order given.
    """
    ordered = sorted(utterances, key=_when_said)
    if not any(item.class_ in COMMITMENTS for item in ordered):
        return []
    likeness = _Likeness(ordered)
    chains: list[Chain] = []
    chain_of: dict[int, Chain] = {}
    for row, utterance in enumerate(ordered):
        is_promise = utterance.class_ in COMMITMENTS
        chain, similarity = _best_chain(row, ordered, likeness, chain_of)
        if chain is None:
            if not is_promise:
                continue
            chain = Chain()
            chains.append(chain)
        chain.mentions.append(_mention(chain.mentions, utterance, similarity))
        if is_promise:
            chain_of[row] = chain
    return chains


def _when_said(utterance: Utterance) -> tuple[str, bool, str]:
    # On one day what is done, refused or under way has the last word: it is news, the promise is not.
    return utterance.said_on or "9999", utterance.class_ not in COMMITMENTS, utterance.id


def _best_chain(
    row: int, ordered: Sequence[Utterance], likeness: _Likeness, chain_of: dict[int, Chain]
) -> tuple[Chain | None, float | None]:
    utterance = ordered[row]
    best: tuple[float, Chain] | None = None
    for other, similarity in likeness.before(row):
        chain = chain_of.get(other)
        if chain is None or (best and similarity <= best[0]):
            continue
        if similarity >= _least(utterance, chain) and _may_join(utterance, chain):
            best = (similarity, chain)
    return (best[1], round(best[0], 3)) if best else (None, None)


def _least(utterance: Utterance, chain: Chain) -> float:
    least = SAME_PROMISE if utterance.class_ in COMMITMENTS else SAME_ACT
    kinds = {_family(utterance), chain.kind()}
    return least if len(kinds) == 1 or "other" in kinds else least + OTHER_KIND


def _may_join(utterance: Utterance, chain: Chain) -> bool:
    return utterance.class_ in COMMITMENTS or _is_later(utterance, chain.mentions[0].utterance)


def _is_later(utterance: Utterance, first: Utterance) -> bool:
    return bool(utterance.said_on and first.said_on and utterance.said_on > first.said_on)


def _family(utterance: Utterance) -> str:
    kind = utterance.act_kind or "other"
    return _FAMILY.get(kind, kind)


def _mention(before: Sequence[Mention], utterance: Utterance, similarity: float | None) -> Mention:
    if not before:
        return Mention(utterance, "made", new=utterance.deadline)
    promises = [item for item in before if item.utterance.class_ in COMMITMENTS]
    old = next((item.new for item in reversed(promises) if item.new is not None), None)
    dated = next((item.new for item in reversed(promises) if item.new and item.new.latest), old)
    relation, days = _relation(promises[-1].utterance, dated or old, utterance)
    return Mention(utterance, relation, similarity, dated or old, utterance.deadline, days)


def _relation(last: Utterance, old: Deadline | None, now: Utterance) -> tuple[str, int | None]:
    if now.class_ in _OUTCOME:
        return _OUTCOME[now.class_], None
    new = now.deadline
    was, is_ = (old.latest if old else None), (new.latest if new else None)
    if was and is_ and was != is_ and not _names_the_same_time(was, now):
        days = (date.fromisoformat(is_) - date.fromisoformat(was)).days
        return ("slipped", days) if days > 0 else ("firmed", None)
    change = _STRENGTH[now.class_] - _STRENGTH[last.class_]
    if change:
        return ("firmed" if change > 0 else "softened"), None
    if is_ and not was:
        return "firmed", None
    if was and new and not is_:
        return "softened", None
    return "restated", None


def _names_the_same_time(was: str, now: Utterance) -> bool:
    # "from 4 March", then "in March": a wider period that holds the day before is no slip.
    new = now.deadline
    if new is None or not (new.earliest and new.latest and now.said_on):
        return False
    return now.said_on < new.earliest <= was <= new.latest


class _Likeness:
    """How alike each sentence is to those before it: by telling words, by context where they are few."""

    def __init__(self, utterances: Sequence[Utterance]) -> None:
        own = [_own_terms(item) for item in utterances]
        self._telling = [frozenset(bag) for bag in own]
        self._own = _vectors(own)
        self._context = _vectors([terms(item.context) for item in utterances])

    def before(self, row: int) -> Iterator[tuple[int, float]]:
        """Yield (earlier row, likeness) for every earlier sentence that shares a telling word."""
        if row == 0:
            return
        shared = (self._own[row] @ self._own[:row].T).tocoo()
        for other, own in zip(shared.col.tolist(), shared.data.tolist(), strict=True):
            yield other, self._weigh(row, other, own)

    def _weigh(self, row: int, other: int, own: float) -> float:
        """Return the likeness of two rows: own words first, context more the less the words tell."""
        context = self._alike_in_context(row, other)
        names_little = min(len(self._telling[row]), len(self._telling[other])) < NAMES_ENOUGH
        if names_little and len(self._telling[row] & self._telling[other]) < 2 and context < ABOUT_THE_SAME:
            return 0.0  # "I will write to her" is as many promises as there are people to write to
        if not (self._context[row].nnz and self._context[other].nnz):
            return own
        weight = 0.5 if names_little else 0.15
        return (1 - weight) * own + weight * context

    def _alike_in_context(self, row: int, other: int) -> float:
        return float(self._context[row].multiply(self._context[other]).sum())


def _vectors(bags: Sequence[list[str]]) -> csr_matrix:
    analyzer: Any = _as_it_is  # the library's annotations know only its own analyzers
    vectorizer = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, dtype=np.float64)
    try:
        return csr_matrix(vectorizer.fit_transform(bags))
    except ValueError:  # every sentence is made of words that all promises share
        return csr_matrix((len(bags), 1))


def _as_it_is(bag: list[str]) -> list[str]:
    return bag


def _own_terms(utterance: Utterance) -> list[str]:
    text = utterance.text
    if utterance.deadline:
        text = text.replace(utterance.deadline.text, " ")
    return terms(utterance.action or "") + terms(text)  # the words of the act count twice


def terms(text: str) -> list[str]:
    """Return the words that tell one promise from another, cut to their stems."""
    return [
        _ENDINGS.sub("", word) if len(word) > 4 else word
        for word in _WORD.findall(text.casefold())
        if word not in _said_by_all()
    ]


@cache
def _said_by_all() -> frozenset[str]:
    text = (FOLDER / "links.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["said_by_all"].split())
