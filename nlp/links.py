"""Which sentences speak of the same promise, and what each does to it.

Sentences that make the same promise become one chain, across wording, minister and House; later sentences
that say it is done, under way or refused join the chain they speak of. Compared is what deed is promised on
what object (`nlp/profiles.py`): two promises do not become one because they share a department, a service and
a politeness, and the review of a thing, the consultation on it and the response to that are three promises.

Measured on real answers by `cms-tracker evaluate` (`docs/linking-gold.json`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from nlp.mentions import Chain, Mention, Utterance
from nlp.neighbours import SAME_WORDING, Neighbour, Neighbourhood
from nlp.profiles import Profile, profile, takes_its_object
from nlp.telling_words import dot, terms

__all__ = ["Chain", "Mention", "Utterance", "link", "terms"]

SAME_PROMISE = 0.50
"""Least likeness (0 to 1) of two sentences of one promise; on a flat part of the curve (0.42 to 0.54)."""
SAME_OUTCOME = 0.40
"""The same for a sentence that says a promise is done, under way or refused."""
THOUGHT_TO_CHANGE = 0.08
"""What a promise to think and one to act must be more alike: "considering a cap", "will bring in a cap"."""
OTHER_DEED = 0.25
"""The same for two other deeds: the words must outweigh what the parser took the deed for."""
NEVER_ONE = frozenset({"think", "consult", "respond"})
"""Deeds that follow each other on one object and are never one promise."""
NAMES_THE_SAME = 0.5
"""Least share of the object of a named response that the surroundings of an unnamed one must hold."""
STILL_THE_LAST = 365
"""Days for which a response that names no consultation answers the one last spoken of."""
ANSWERS_KEPT = 50
"""Responses looked back upon for that."""


@dataclass(frozen=True, slots=True)
class _Linked:
    """A promise that has a place."""

    utterance: Utterance
    profile: Profile
    chain: Chain


def link(utterances: Iterable[Utterance]) -> list[Chain]:
    """Return the chains that commitments form, with later outcomes attached, in the order they were made.

    Undated sentences come last and never slip. The result does not depend on the order given.
    """
    linker = Linker()
    for utterance in sorted(utterances, key=_when_said):
        linker.add(utterance)
    return linker.chains


def _when_said(utterance: Utterance) -> tuple[str, bool, str, int, str]:
    # On one day what is done, refused or under way has the last word: it is news, the promise is not.
    day = utterance.said_on or "9999"
    return day, not utterance.is_promise, utterance.source, utterance.start, utterance.id


class Linker:
    """Takes sentences in the order they were said and puts each where it belongs."""

    def __init__(self) -> None:
        self.chains: list[Chain] = []
        self.neighbourhood: Neighbourhood[_Linked] = Neighbourhood()
        self._unnamed_answers: deque[_Linked] = deque(maxlen=ANSWERS_KEPT)

    def add(self, utterance: Utterance) -> None:
        """Put one sentence into a chain, begin one with it, or leave out an outcome of nothing promised."""
        if not utterance.is_promise and not self.chains:
            return
        own = profile(utterance)
        near = self.neighbourhood.near(own)
        found = _most_alike(utterance, own, near) or self._last_answered(utterance, own)
        if found is None and not utterance.is_promise:
            return
        chain, likeness = found or (Chain(), None)
        if found is None:
            self.chains.append(chain)
        chain.add(utterance, likeness)
        if utterance.is_promise:
            self._file(_Linked(utterance, own, chain), near)

    def _last_answered(self, utterance: Utterance, own: Profile) -> tuple[Chain, float] | None:
        """Return the chain of the last response on the topic, for one that does not say what it answers."""
        if not own.answers_unnamed:
            return None
        for last in reversed(self._unnamed_answers):
            is_open = not (last.chain.is_done and utterance.is_promise)
            is_near = _days_between(last.utterance, utterance) <= STILL_THE_LAST
            if is_open and is_near and own.shares_topic(last.profile) and last.chain.may_hold(utterance):
                return last.chain, round(dot(own.weights, last.profile.weights), 3)
        return None

    def _file(self, linked: _Linked, near: Iterable[Neighbour[_Linked]]) -> None:
        if linked.profile.answers_unnamed:
            self._unnamed_answers.append(linked)
        if not any(one.likeness >= SAME_WORDING and one.held.chain is linked.chain for one in near):
            self.neighbourhood.file(linked.profile, linked)


def _most_alike(
    utterance: Utterance, own: Profile, near: Iterable[Neighbour[_Linked]]
) -> tuple[Chain, float] | None:
    best: tuple[Chain, float] | None = None
    least = SAME_PROMISE if utterance.is_promise else SAME_OUTCOME
    for neighbour in near:
        linked = neighbour.held
        words = neighbour.likeness
        if utterance.source and utterance.source == linked.utterance.source:
            words = min(words, _by_own_words(utterance, linked.utterance))
        likeness = _likeness(own, linked.profile, words)
        if likeness < least or (best and likeness <= best[1]):
            continue
        if linked.chain.may_hold(utterance) and _compatible(utterance, own, linked):
            best = linked.chain, likeness
    return (best[0], round(best[1], 3)) if best else None


def _by_own_words(one: Utterance, other: Utterance) -> float:
    """Return how alike two sentences of one text are without what all of its sentences share.

    What was said before counts where a sentence takes its object from it.
    """
    alone = [
        replace(said, context="", before=said.before if takes_its_object(said) else "")
        for said in (one, other)
    ]
    own, its = map(profile, alone)
    return dot(own.weights, its.weights)


def _likeness(one: Profile, other: Profile, words: float) -> float:
    """Return how alike two promises are by their words and their deeds."""
    if one.deed == other.deed != "other" and (one.means(other) or other.means(one)):
        return max(words, SAME_PROMISE)
    return words - _apart(one.deed, other.deed)


def _apart(one: str, other: str) -> float:
    """Return what two deeds take from the likeness of the words; all where they are never one."""
    deeds = {one, other}
    if len(deeds & NEVER_ONE) == 2:
        return 1.0
    if len(deeds) == 1 or ("other" in deeds and "respond" not in deeds):
        return 0.0
    return THOUGHT_TO_CHANGE if deeds == {"think", "change"} else OTHER_DEED


def _compatible(utterance: Utterance, own: Profile, linked: _Linked) -> bool:
    """Tell whether nothing speaks against two sentences whose words are alike."""
    other = linked.profile
    if (own.says_little or other.says_little) and not own.shares_topic(other):
        return False  # "we will publish a response" is as many promises as there are consultations
    if own.deed == other.deed == "respond" and own.answers_unnamed != other.answers_unnamed:
        named, unnamed = (other, own) if own.answers_unnamed else (own, other)
        return unnamed.speaks_of(named.object) >= NAMES_THE_SAME
    if _borrows(own, utterance, linked.utterance) or _borrows(other, linked.utterance, utterance):
        return own.goes_on or other.goes_on or (own.deed == other.deed != "other")
    return True


def _borrows(own: Profile, utterance: Utterance, lender: Utterance) -> bool:
    """Tell whether a sentence was completed with the words of the other, so that they prove nothing."""
    return own.says_little and " ".join(lender.text.split()) in " ".join(utterance.before.split())


def _days_between(one: Utterance, other: Utterance) -> float:
    if not (one.said_on and other.said_on):
        return float("inf")
    return abs((date.fromisoformat(other.said_on) - date.fromisoformat(one.said_on)).days)
