"""What an act is, and what its readers share: the candidates, the kinds, and the edges of its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from nlp.annotations import ACT_KINDS, Deadline
from nlp.commitments import Verdict
from nlp.lexicon import Rule, load_rules
from nlp.prefilter import Prefilter

_JOINERS = ("and", "or", "but", "to", "by")
_EDGES = " \t\n,;:.–—-"


@dataclass(frozen=True, slots=True)
class Act:
    """The act of one sentence; `action` and `actor` are verbatim parts of it."""

    action: str | None
    actor: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that holds an act: its class, its cues and the deadline that binds it."""

    sentence: str
    class_: str
    verdict: Verdict
    deadline: Deadline | None = None


def act_kind(words: str, *, names_thing: bool = False) -> str:
    """Return one of ACT_KINDS for the words of an act, its verb first.

    The earliest verb that tells a kind decides; where none does, the earliest thing ("give | a grant"). Words
    that name a thing alone ("a consultation on changes") hold no verb: the earliest of either decides.
    """
    rules = load_rules("acts", frozenset(ACT_KINDS))
    tried = [rules[position] for position in _prefilter().candidates(words)]
    things = [rule for rule in tried if rule.id.startswith("thing.")]
    groups = [tried] if names_thing else [tried[: len(tried) - len(things)], things]
    return next((kind for group in groups if (kind := _earliest(group, words))), "other")


def _earliest(rules: Iterable[Rule], words: str) -> str | None:
    """Return the role of the rule that matches first in the words, None where none does."""
    found = [(match.start(), rule.role) for rule in rules if (match := rule.pattern.search(words))]
    return min(found, key=lambda one: one[0])[1] if found else None


@cache
def _prefilter() -> Prefilter:
    return Prefilter([rule.pattern for rule in load_rules("acts", frozenset(ACT_KINDS))])


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out blanks, marks and dangling joiners at the edges of a span."""
    words = text[start:end]
    left = len(words) - len(words.lstrip(_EDGES))
    kept = words.rstrip(_EDGES)
    for joiner in _JOINERS:
        if kept.endswith(joiner) and kept[: -len(joiner)].endswith(tuple(_EDGES)):
            kept = kept[: -len(joiner)].rstrip(_EDGES)
            break
    return start + left, max(start + left, start + len(kept))
