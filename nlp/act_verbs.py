"""Finds the verb of an act: from the cue past helpers, hedges, asides and the deadline to what is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nlp.act_types import Candidate
from nlp.clause_words import BREAKS, Words
from nlp.subjects import inverted_subject

_LINKS = frozenset(
    {"to", "for", "in", "a", "an", "the", "our", "my", "its", "of", "on", "no", "any", "both", "further"}
    | {"ourselves", "itself", "themselves"}
)
PLANNED = frozenset(
    {"planned", "scheduled", "due", "expected", "proposed", "envisaged", "anticipated", "intended"}
)
"""What a thing is that is promised by its name: "a review is | planned"."""
_STATES = frozenset({"ongoing", "forthcoming", "outstanding", "pending"})
_NO_DOINGS = frozenset({"that", "process", "position"})
_AFTER_HEDGE = frozenset({"to", "for", "that", "is", "by"})
_LEADS_ON = _LINKS | {"that", "is", "was", "be", "£"}
_LONGEST_MEANS = 12  # words between "seeking through" and "to"
_LONGEST_ASIDE = 12  # words between two commas
_FURTHEST = 16  # words from "announced that" to the modal of what was announced

Form = Literal["active", "passive", "state", "nominal", "planned"]
"""How a verb is used: "publish it", "be published", "be in place"; a thing promised by name, or "planned"."""


@dataclass(frozen=True, slots=True)
class Doing:
    """The verb of an act at a place of the sentence, how it is used, and where its group of verbs begins."""

    place: int
    form: Form
    group: int


def find_doing(words: Words, anchor: int, candidate: Candidate) -> Doing | None:
    """Walk from the anchor past helpers, hedges, asides and the deadline to the verb of the act."""
    start = group_start(words, anchor)
    walk = _Walk(words, candidate, place=start, group=start)
    while walk.place < len(words.low):
        if not (walk.passes_helper() or walk.passes_hedge()):
            return walk.doing()
    return None


@dataclass(slots=True)
class _Walk:
    """Where the search for the verb has come to: `before` names the kind of word passed last."""

    words: Words
    candidate: Candidate
    place: int
    group: int
    before: str = ""
    is_hedged: bool = False

    def passes_helper(self) -> bool:
        """Go past a word that only helps the verb, says how, or is set off by commas."""
        words, place = self.words, self.place
        if words.is_in(place, "adverb") or is_in_deadline(words, place, self.candidate):
            self.place += 1
        elif not words.tags[place] and words.low[place] != ",":
            return False  # no list has the word
        elif length := words.phrase(place, "aside"):
            self.place += length
        elif words.is_in(place, "future"):
            self.place, self.before = inverted_subject(words, place) or place + 1, "modal"
        elif words.low[place] == "each" and self.before == "modal":  # "they will | each | receive it"
            self.place += 1
        elif words.low[place] == ",":
            self.place = _past_aside(words, place)
        elif words.is_in(place, "be"):
            self.place, self.before = place + 1, "be"
        elif words.low[place] != "to" and (words.is_in(place, "modal") or words.is_helping_do(place)):
            self.place, self.before = place + 1, "modal"
        elif words.is_in(place, "have") and _is_perfect(words, place):
            self.place, self.before = place + 1, "have"
        return self.place > place

    def passes_hedge(self) -> bool:
        """Go past words that only say how firm the promise is: "intends to", "have no plans to"."""
        words, place = self.words, self.place
        if words.low[place] == "that" and self.is_hedged:
            self.group = self.place = _next_auxiliary(words, place) or place
            self.before = ""
        elif words.is_in(place, "have") and (hedge := _hedge_had(words, place)):
            self.place, self.is_hedged = hedge, True
        elif owned := hedge_owned(words, place):
            self.place, self.is_hedged = owned, True
        elif words.is_in(place, "hedge") and (aim := _aim_behind(words, place)):
            self.place, self.before, self.is_hedged = aim, "hedge", True
        elif words.is_in(place, "hedge") and self._leads_on():
            self.place, self.before, self.is_hedged = place + 1, "hedge", True
        elif self._is_link():
            self.place, self.before = place + 1, "to" if words.low[place] == "to" else self.before
        return self.place > place

    def doing(self) -> Doing | None:
        """Return the verb at which the walk has ended, None where there is none."""
        words, place = self.words, self.place
        is_word = words.low[place][0].isalnum() or words.low[place] == "£"
        if not is_word or words.low[place] in _NO_DOINGS:
            return None
        is_noun = words.is_in(place - 1, "determiner", "preposition")
        if self._is_nominal():
            form: Form = "nominal"
        elif self.before == "be" and words.low[place] in PLANNED:
            form = "planned"
        elif self.before == "" and is_noun:
            return None
        else:
            form = _form(words, place, self.before)
        return Doing(place, form, self.group)

    def _is_link(self) -> bool:
        """Tell whether a small word lies on the way to the verb: "to", "(in the process) of"."""
        may_lead = self.is_hedged or self.before in ("", "be")
        return may_lead and self.words.low[self.place] in _LINKS and not self._is_nominal()

    def _is_nominal(self) -> bool:
        """Tell whether a thing is promised by its name: "are planning | fundamental reforms"."""
        is_named = self.is_hedged and (
            self.words.is_in(self.place, "determiner") or self.words.low[self.place] == "£"
        )
        return is_named and not self.words.is_in(self.place + 1, "hedge")

    def _next(self) -> int:
        """Return the place of the next word that is no adverb, no aside and no part of the deadline."""
        words, after = self.words, self.place + 1
        while after < len(words.low):
            if words.low[after] == "," and (behind := _past_aside(words, after)) > after:
                after = behind
            elif words.is_in(after, "adverb") or is_in_deadline(words, after, self.candidate):
                after += 1
            else:
                break
        return after

    def _leads_on(self) -> bool:
        """Tell a hedge that leads on to a verb or a thing from one that is itself what is said."""
        words, after = self.words, self._next()
        if after >= len(words.low):
            return False
        # "is planned to", not "is planned for"; "undertakes to", not "undertakes a study"
        is_passive = self.before == "be" and words.is_in(self.place, "participle")
        if is_passive or words.is_in(self.place, "needs_to"):
            return words.low[after] in ("to", "that")
        return (
            words.low[after] in _LEADS_ON or words.low[after].endswith("ing") or words.is_in(after, "hedge")
        )


def _hedge_had(words: Words, have: int) -> int:
    """Return the place of the hedge in "have (no current) plans to", 0 where there is none."""
    if words.is_in(have + 1, "determiner"):
        return next((place for place in (have + 2, have + 3) if words.is_in(place, "hedge")), 0)
    return next((place for place in (have + 1, have + 2) if words.is_in(place, "hedge")), 0)


def hedge_owned(words: Words, owner: int) -> int:
    """Return the place of the hedge in "our (firm) intention", "Ministers' plan"; 0 where there is none."""
    if not words.is_in(owner, "owner"):
        return 0
    return next((place for place in range(owner + 1, owner + 4) if words.is_in(place, "hedge")), 0)


def _aim_behind(words: Words, hedge: int) -> int:
    """Return the place of the "to" behind the means: "seeking through the Bill | to amend"; 0 without one."""
    if not (words.is_in(hedge, "aim") and words.is_in(hedge + 1, "means")):
        return 0
    for place in range(hedge + 2, min(hedge + _LONGEST_MEANS, len(words.low) - 1)):
        word = words.low[place]
        if word == "to" and (words.is_in(place + 1, "verb") or words.low[place + 1].endswith("ing")):
            return place
        if word in BREAKS or word == "," or words.is_in(place, "opener"):
            return 0
    return 0


def _past_aside(words: Words, comma: int) -> int:
    """Return the place behind the aside that a comma opens, or that of the comma where none closes it."""
    ahead = range(comma + 1, min(comma + _LONGEST_ASIDE, len(words.low)))
    return next((place + 1 for place in ahead if words.low[place] == ","), comma)


def is_in_deadline(words: Words, place: int, candidate: Candidate) -> bool:
    """Tell whether the word at a place belongs to the deadline."""
    deadline = candidate.deadline
    return deadline is not None and deadline.start <= words.starts[place] < deadline.end


def _is_perfect(words: Words, place: int) -> bool:
    after = place + 1
    while after < len(words.low) and words.is_in(after, "adverb"):
        after += 1
    return after < len(words.low) and words.is_in(after, "participle", "be")


def _next_auxiliary(words: Words, place: int) -> int | None:
    """Return the place of the next "will", "shall", "would" or form of "be", None where none is near."""
    ahead = range(place + 1, min(place + _FURTHEST, len(words.low)))
    return next(
        (one for one in ahead if words.low[one] in ("will", "shall", "would") or words.is_in(one, "be")), None
    )


def _form(words: Words, place: int, before: str) -> Form:
    if before == "be":
        if words.low[place].endswith("ing") and words.low[place] not in _STATES:
            return "active"
        return "passive" if words.is_in(place, "participle") else "state"
    return "active"


def group_start(words: Words, place: int) -> int:
    """Return where the group of verbs begins to which the word at `place` belongs."""
    while place > 0 and (
        words.is_helper(place - 1)
        or words.low[place - 1] == "to"
        or (
            words.is_in(place - 1, "hedge")
            and (words.low[place] in _AFTER_HEDGE or words.is_in(place, "hedge"))
        )
    ):
        place -= 1
    return place
