"""What kind of thing a part of a question asks for, and what kinds a sentence of an answer offers.

"What assessment she has made of fares" is not answered by what is done about fares, nor "when" by why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.lexicon import Rule, load_rules
from nlp.part_words import wants_number
from nlp.rule_search import search_of

KINDS = ("number", "time", "contacts", "review", "assessment", "steps", "decision", "fact")
"""What may be asked: a number, a date, whom she met, that something be reviewed, what a review found, what is
done, what will be done. In the order in which the rules are asked; a fact is whatever no rule knows."""
OFFERS = ("time", "contacts", "review", "assessment", "decision", "doing", "undecided")
"""What a sentence may offer; "undecided" ones put the answer off."""
_OFFERS = frozenset(OFFERS)

_PUT_OFF = frozenset({"assessment", "steps", "decision", "fact"})
"""Kinds that a sentence does not tell while it says that the thing is still being considered."""
_OF_ANY_WORDS = frozenset({"number", "steps", "fact"})
"""Kinds that no wording shows: numbers are counted, and steps and facts may be told in any words."""
_FRAME = re.compile(
    r"""\s*(?:with\s+(?:reference|regard|respect)|further\s+to|pursuant\s+to|following|in\s+(?:relation|the|light)
    |on\s+the|regarding|in\s+respect|under)\b.*?,\s+(?=(?:(?:for|by|from|on|in|to|at|of)\s+)?
    (?:how|what|which|who(?:se|m)?|when|where|why|whether|if)\b)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


def without_frame(text: str) -> str:
    """Return what is asked without the text it refers to: "with reference to the report of May, ..."."""
    frame = _FRAME.match(text)
    return text[frame.end() :] if frame else text


def kind_asked(text: str) -> str:
    """Return which of KINDS a part asks for, given its text without the frame."""
    if wants_number(text):
        return "number"
    return next((rule.role for rule in _asking() if rule.pattern.search(text)), "fact")


def offers_made(text: str) -> frozenset[str]:
    """Return the offers that a sentence of an answer makes."""
    return frozenset(hit.rule.role for hit in search_of("part_offers", _OFFERS).hits(text))


def answers(kind: str, offered: frozenset[str]) -> bool:
    """Say whether a sentence that makes these offers may tell what a part of this kind asks for."""
    if "undecided" in offered and kind in _PUT_OFF:
        return False
    return kind in _OF_ANY_WORDS or kind in offered


def shows(kind: str, offered: frozenset[str]) -> bool:
    """Say whether a sentence shows by its wording that it tells what a part of this kind asks for."""
    return kind in offered and answers(kind, offered)


def _asking() -> Sequence[Rule]:
    return load_rules("part_kinds", frozenset(KINDS))
