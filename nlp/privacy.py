"""Which sentences speak of one person's case and so are never made a headline."""

from __future__ import annotations

from nlp.lexicon import load_rules

ROLES = frozenset({"individual"})


def speaks_of_a_person(text: str) -> bool:
    """Say whether a sentence speaks of a constituent or another private person."""
    return any(rule.pattern.search(text) for rule in load_rules("private", ROLES))
