"""Measures action, actor and kind of act against spans marked by hand.

The act gold (`docs/act-gold.json`) names sentences by document and offset, and in them the words of the act
and of who acts, as characters of the document's text; null where the sentence names none. It holds no text.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.annotations import ACT_KINDS, Annotation, Sentence
from nlp.gold import groups_of, match

SAME = 0.8
"""Least F1 of their words for two wordings to name the same."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ARTICLES = frozenset({"the", "a", "an"})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldAct:
    """One sentence with its act as marked, all in characters of the document."""

    document: str
    start: int
    end: int
    action: Span | None
    actor: Span | None
    kind: str


@dataclass(slots=True)
class ActFigures:
    """Of `support` marked sentences: in how many each part is right.

    `exact` has the very words of the action; `action` begins within a word of them and shares most (SAME).
    """

    support: int = 0
    exact: int = 0
    action: int = 0
    actor: int = 0
    kind: int = 0

    def to_json(self) -> dict[str, float | int]:
        """Return the shares that are right, rounded to four places, and the number of sentences."""
        of = max(self.support, 1)
        shares = {name: round(getattr(self, name) / of, 4) for name in ("exact", "action", "actor", "kind")}
        return {**shares, "support": self.support}


def read_act_gold(text: str) -> list[GoldAct]:
    """Return the act gold of a JSON text; raises ValueError where it is none."""
    try:
        acts = [_read_act(row) for row in json.loads(text)["sentences"]]
    except (ValueError, LookupError, TypeError) as error:
        raise ValueError(f"this is no act gold: {error!r}") from error
    return acts


def evaluate_acts(
    documents: Sequence[Mapping[str, Any]], annotations: Sequence[Annotation], acts: Iterable[GoldAct]
) -> dict[str, ActFigures]:
    """Return how well acts are read, by the groups of nlp.gold; annotations in the order of the documents.

    Empty where the act gold names none of the documents. A sentence that was given a class without an act
    counts as wrong. Raises ValueError for a span outside its document.
    """
    figures: dict[str, ActFigures] = {}
    places = {one["id"]: place for place, one in enumerate(documents)}
    for act in acts:
        if act.document in places:
            document, annotation = documents[places[act.document]], annotations[places[act.document]]
            if act.end > len(document["text"]):
                raise ValueError(f"the act gold marks more of {act.document} than its text has")
            found = match([{"start": act.start, "end": act.end}], annotation.sentences).get(0, [])
            for group in groups_of(document["kind"]):
                _count(figures.setdefault(group, ActFigures()), document["text"], act, found)
    return figures


def _count(figures: ActFigures, text: str, act: GoldAct, found: Sequence[Sentence]) -> None:
    """Count one marked sentence; of one that was split in several, the piece with most of the act counts."""
    best = max(found, key=lambda one: _likeness(text, act.action, one.action or ""), default=None)
    figures.support += 1
    if best is None or best.act_kind is None:
        return
    figures.exact += (best.action or "") == _words_of(text, act.action)
    figures.action += _same_action(text, act.action, best)
    figures.actor += _same_actor(_words_of(text, act.actor), best.actor or "")
    figures.kind += best.act_kind == act.kind


def _same_action(text: str, marked: Span | None, found: Sentence) -> bool:
    """Tell whether two actions begin within a word of each other and share most words."""
    if marked is None or not found.action:
        return marked is None and not found.action
    begins = [
        found.start + match.start()
        for match in re.finditer(re.escape(found.action), text[found.start : found.end])
    ]
    apart = [_tokens(text[min(begin, marked[0]) : max(begin, marked[0])]) for begin in begins]
    is_close = any(len(words) <= 1 for words in apart)
    return is_close and _likeness(text, marked, found.action) >= SAME


def _same_actor(marked: str, given: str) -> bool:
    right = [word for word in _tokens(marked) if word not in _ARTICLES]
    words = [word for word in _tokens(given) if word not in _ARTICLES]
    return _f1(right, words) >= SAME if right and words else right == words


def _likeness(text: str, marked: Span | None, given: str) -> float:
    return _f1(_tokens(_words_of(text, marked)), _tokens(given))


def _f1(one: Sequence[str], other: Sequence[str]) -> float:
    shared = (Counter(one) & Counter(other)).total()
    return 2 * shared / (len(one) + len(other)) if shared else 0.0


def _tokens(words: str) -> list[str]:
    return _WORD.findall(words.casefold())


def _words_of(text: str, span: Span | None) -> str:
    return text[slice(*span)] if span else ""


def _read_act(row: Mapping[str, Any]) -> GoldAct:
    start, end = int(row["start"]), int(row["end"])
    if row["kind"] not in ACT_KINDS:
        raise ValueError(f"unknown kind of act {row['kind']!r}")
    action, actor = (_read_span(row[name], start, end) for name in ("action", "actor"))
    return GoldAct(str(row["id"]), start, end, action, actor, row["kind"])


def _read_span(value: Sequence[int] | None, start: int, end: int) -> Span | None:
    if value is None:
        return None
    first, last = value
    if not start <= first < last <= end:
        raise ValueError(f"[{first}, {last}] lies outside its sentence, {start} to {end}")
    return first, last
