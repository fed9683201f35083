"""What a sentence promises to do, wider than the kind of act, and what it leaves to the words around it."""

from __future__ import annotations

from nlp.lexicon import load_rules
from nlp.mentions import Utterance

_ROLES = frozenset({"respond", "works-on-response", "named", "goes-on", "refers-back"})
_DEEDS = {
    "consult": "consult",
    "publish": "publish",
    "report_data": "publish",
    "review": "think",
    "write": "write",
    "meet": "meet",
    "other": "other",
}
_MAY_BE_RESPONSE = frozenset({"consult", "publish", "think", "other"})  # what the parser may take one for


def deed_of(utterance: Utterance) -> str:
    """Return think, consult, respond, publish, write, meet, change (all that alters things) or other.

    "Other" is also what only tells how far a thing named before is: it goes with any deed.
    """
    if goes_on(utterance):
        return "other"
    if utterance.class_ == "considering":
        return "think"
    deed = _DEEDS.get(utterance.act_kind or "other", "change")
    return "respond" if deed in _MAY_BE_RESPONSE and _responds(utterance) else deed


def goes_on(utterance: Utterance) -> bool:
    """Tell whether a sentence only says how far the thing named just before is."""
    return _is("goes-on", utterance.text)


def refers_back(utterance: Utterance) -> bool:
    """Tell whether the object of the act stands in the sentence before: "implement these changes"."""
    return _is("refers-back", utterance.action or utterance.text)


def names_what_it_answers(utterance: Utterance) -> bool:
    """Tell whether a response says to what: there are many consultations."""
    return _is("named", utterance.text)


def _responds(utterance: Utterance) -> bool:
    act = utterance.action
    if act is None:
        return _is("works-on-response", utterance.text)
    return _is("respond", act) or (_is("respond", utterance.text) and _is("refers-back", act))


def _is(role: str, text: str) -> bool:
    return any(rule.role == role and rule.pattern.search(text) for rule in load_rules("links", _ROLES))
