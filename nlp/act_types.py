"""What an act is, and what its readers share: the candidates, the kinds, and the edges of its words."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.annotations import ACT_KINDS, Deadline
from nlp.commitments import Verdict
from nlp.rule_search import search_of

_KINDS = frozenset(ACT_KINDS)
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
    hits = search_of("acts", _KINDS).hits(words)
    verbs = [hit for hit in hits if not hit.rule.id.startswith("thing.")]
    deciding = hits if names_thing else verbs or hits
    return min(deciding, key=lambda hit: hit.start).rule.role if deciding else "other"


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
