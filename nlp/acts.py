"""What was promised: the words that name the act, who is to act, and the kind of act.

Read from the words around the cue that decided the class (`nlp.clauses`): the verb after the cue, past
hedges ("intends to", "is due to be"), with its object and without the deadline. Only a sentence in which the
words alone show no verb is parsed (`nlp.act_grammar`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from nlp import act_grammar
from nlp.act_types import Act, Candidate, act_kind, trimmed
from nlp.annotations import COMMITMENTS
from nlp.clauses import Subject, Words, act_end, find_subject, stems
from nlp.commitments import ROLES, Cue

ACTED = frozenset({"firm", "intended", "considering", "refusal", "delivered"})
"""Classes whose sentences name an act."""

_HEDGE = re.compile(
    r"""(?:intend|intent|plan(?:n|$|s)|aim|hop(?:e|ing)|expect|propos|seek|sought|look(?:ing)?$|try|want|like|wish|commit|happy
    |pleased|willing|glad|delighted|keen|due$|set$|schedul|going|continu|able|position|remain|minded|agree|decided
    |undertak|intention|ambition|announce|confirm|said|prepared|ready|anticipat|determin|content$|need|process$|order$|working)""",
    re.IGNORECASE | re.VERBOSE,
)
_LINKS = frozenset(
    {"to", "for", "in", "a", "an", "the", "our", "my", "its", "of", "on", "no", "any", "both", "further"}
)
_PLANNED = frozenset(
    {"planned", "scheduled", "due", "expected", "proposed", "envisaged", "anticipated", "intended"}
)
_STATES = frozenset({"ongoing", "forthcoming", "outstanding", "pending"})
_NO_LEAD = 4
_LONGEST_ASIDE = 12  # words
_AFTER_HEDGE = frozenset({"to", "for", "that", "is", "by"})
_LEADS_ON = _LINKS | {"that", "is", "was", "be"}
_AGENT_ENDS = frozenset({"in", "at", "on", "from", "by", "to", "before", "after"})
_FURTHEST = 16  # words from "announced that" to the modal of what was announced

Form = Literal["active", "passive", "state", "nominal", "planned"]


@dataclass(frozen=True, slots=True)
class _Doing:
    """The verb of an act at a place of the sentence, how it is used, and where its group of verbs begins."""

    place: int
    form: Form
    group: int


def find_acts(candidates: Sequence[Candidate]) -> list[Act]:
    """Return the act of each candidate, in order; commitments whose words show none are parsed in one go."""
    acts = [read_act(candidate) for candidate in candidates]
    unclear = [
        place for place, act in enumerate(acts) if act is None and candidates[place].class_ in COMMITMENTS
    ]
    parsed = dict(zip(unclear, act_grammar.find_acts([candidates[place] for place in unclear]), strict=True))
    return [
        act or parsed.get(place) or Act(None, None, act_kind(candidate.sentence))
        for place, (act, candidate) in enumerate(zip(acts, candidates, strict=True))
    ]


def read_act(candidate: Candidate) -> Act | None:
    """Return the act that the words alone show; None where they show no verb."""
    words = Words.of(candidate.sentence)
    found = (_find_doing(words, anchor, candidate) for anchor in _anchors(words, candidate))
    doings = [doing for doing in found if doing is not None]
    if not doings:
        return None
    doing = next((one for one in doings if not _is_mere_thinking(words, one, candidate)), doings[0])
    subject = find_subject(words, doing.group)
    start, end = _action(words, doing, subject, candidate)
    action = candidate.sentence[start:end]
    return Act(
        action=action or None,
        actor=_actor(words, doing, subject, end, candidate),
        kind=_kind(words, doing, start, end, candidate),
    )


def _kind(words: Words, doing: _Doing, start: int, end: int, candidate: Candidate) -> str:
    """Return the kind of act: what is weighed is weighed, else as its verb says, else its other words."""
    if candidate.class_ == "considering":
        return "review"
    verb = words.starts[doing.place] if start <= words.starts[doing.place] < end else start
    if doing.form == "planned":
        return act_kind(words.text[start : words.ends[doing.place]])
    return act_kind(f"{words.text[verb:end]} {words.text[start:verb]}" if end > start else words.text)


def _is_mere_thinking(words: Words, doing: _Doing, candidate: Candidate) -> bool:
    """Tell whether a promised act must be another: "will consider the replies and publish an answer"."""
    return candidate.class_ == "firm" and stems("thinking").match(words.low[doing.place]) is not None


def _anchors(words: Words, candidate: Candidate) -> Iterator[int]:
    """Yield the places of the words that lead on to a verb: in each cue that speaks for the class; where none
    does, the "will" of a promise.
    """  # fmt: skip
    cues = _cues(candidate)
    for cue in cues:
        places = [
            place
            for place, start in enumerate(words.starts)
            if cue.start <= start < cue.end and words.low[place][0].isalpha()
        ]
        if places:
            leads = {place: _leads(words, place) for place in places}
            best = min(leads.values())
            yield places[-1] if best == _NO_LEAD else next(one for one in places if leads[one] == best)
    if not cues and candidate.class_ == "firm":
        yield from (place for place, word in enumerate(words.low) if word in ("will", "shall"))


def _cues(candidate: Candidate) -> list[Cue]:
    """Return the cues to look behind for the verb, the best first."""
    deciding = [cue for cue in candidate.verdict.cues if ROLES[cue.role] == candidate.class_]
    others = [cue for cue in candidate.verdict.cues if ROLES[cue.role] != "none"]
    if not deciding and candidate.class_ == "firm":
        others.sort(key=lambda cue: "will" not in cue.text.lower().split())
    return deciding or others


def _leads(words: Words, place: int) -> int:
    """Return how surely a word of a cue leads on to its verb: 0 most ("will"), _NO_LEAD not at all."""
    word = words.low[place]
    if word in ("will", "shall"):
        return 0
    if any(words.is_in(place, name) for name in ("be", "have", "modal")) and word not in ("to", "not"):
        return 1
    if word.startswith("keep"):
        return 2
    return 3 if _HEDGE.match(word) else _NO_LEAD


def _find_doing(words: Words, anchor: int, candidate: Candidate) -> _Doing | None:
    """Walk from the anchor past helpers, hedges, asides and the deadline to the verb of the act."""
    start = _group_start(words, anchor)
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
        if _is_in_deadline(words, place, self.candidate) or words.is_adverb(place):
            self.place += 1
        elif words.low[place] == ",":
            ahead = range(place + 1, min(place + _LONGEST_ASIDE, len(words.low)))
            self.place = next((one + 1 for one in ahead if words.low[one] == ","), place)
        elif words.is_in(place, "be"):
            self.place, self.before = place + 1, "be"
        elif words.is_in(place, "modal") and words.low[place] != "to":
            self.place, self.before = place + 1, "modal"
        elif words.is_in(place, "have") and _is_perfect(words, place):
            self.place, self.before = place + 1, "have"
        return self.place > place

    def passes_hedge(self) -> bool:
        """Go past words that only say how firm the promise is: "intends to", "have no plans to"."""
        words, place = self.words, self.place
        if words.low[place] == "that" and self.is_hedged:
            self.group = self.place = _next_modal(words, place) or place
            self.before = ""
        elif words.is_in(place, "have") and _is_hedge(words, place + 2):  # "have no plans to"
            self.place, self.is_hedged = place + 2, True
        elif _is_hedge(words, place) and self._leads_on():
            self.place, self.before, self.is_hedged = place + 1, "hedge", True
        elif self._is_link():
            self.place, self.before = place + 1, "to" if words.low[place] == "to" else self.before
        return self.place > place

    def doing(self) -> _Doing | None:
        """Return the verb at which the walk has ended, None where there is none."""
        words, place = self.words, self.place
        if words.low[place] == "that" or not words.low[place][0].isalnum():
            return None
        is_noun = words.is_in(place - 1, "determiner") or words.is_in(place - 1, "preposition")
        if self._is_nominal():
            form: Form = "nominal"
        elif self.before == "be" and words.low[place] in _PLANNED:
            form = "planned"
        elif self.before == "" and is_noun:
            return None
        else:
            form = _form(words, place, self.before)
        return _Doing(place, form, self.group)

    def _is_link(self) -> bool:
        """Tell whether a small word lies on the way to the verb: "to", "(in the process) of"."""
        may_lead = self.is_hedged or self.before in ("", "be")
        return may_lead and self.words.low[self.place] in _LINKS and not self._is_nominal()

    def _is_nominal(self) -> bool:
        """Tell whether a thing is promised by its name: "are planning | fundamental reforms"."""
        is_named = self.is_hedged and self.words.is_in(self.place, "determiner")
        return is_named and not _is_hedge(self.words, self.place + 1)

    def _leads_on(self) -> bool:
        """Tell a hedge that leads on to a verb or a thing from one that is itself what is said."""
        words, after = self.words, self.place + 1
        while after < len(words.low) and (
            words.is_adverb(after) or _is_in_deadline(words, after, self.candidate)
        ):
            after += 1
        if after >= len(words.low):
            return False
        if self.before == "be" and words.is_participle(self.place):  # "is planned to", not "is planned for"
            return words.low[after] in ("to", "that")
        return words.low[after] in _LEADS_ON or words.low[after].endswith("ing") or _is_hedge(words, after)


def _is_in_deadline(words: Words, place: int, candidate: Candidate) -> bool:
    deadline = candidate.deadline
    return deadline is not None and deadline.start <= words.starts[place] < deadline.end


def _is_perfect(words: Words, place: int) -> bool:
    after = place + 1
    while after < len(words.low) and words.is_adverb(after):
        after += 1
    return after < len(words.low) and (words.is_participle(after) or words.is_in(after, "be"))


def _next_modal(words: Words, place: int) -> int | None:
    ahead = range(place + 1, min(place + _FURTHEST, len(words.low)))
    return next(
        (one for one in ahead if words.low[one] in ("will", "shall", "would") or words.is_in(one, "be")), None
    )


def _is_hedge(words: Words, place: int) -> bool:
    return place < len(words.low) and _HEDGE.match(words.low[place]) is not None


def _form(words: Words, place: int, before: str) -> Form:
    if before == "be":
        if words.low[place].endswith("ing") and words.low[place] not in _STATES:
            return "active"
        return "passive" if words.is_participle(place) else "state"
    return "active"


def _group_start(words: Words, place: int) -> int:
    """Return where the group of verbs begins to which the word at `place` belongs."""
    while place > 0 and (
        words.is_helper(place - 1)
        or words.low[place - 1] == "to"
        or (
            _HEDGE.match(words.low[place - 1])
            and (words.low[place] in _AFTER_HEDGE or _HEDGE.match(words.low[place]))
        )
    ):
        place -= 1
    return place


def _action(words: Words, doing: _Doing, subject: Subject, candidate: Candidate) -> tuple[int, int]:
    """Return the characters from the verb to the end of its object; without an object, from its subject."""
    limit = len(words.low)
    deadline = candidate.deadline
    if deadline is not None and deadline.end > deadline.start:
        limit = next((p for p in range(doing.place + 1, limit) if words.starts[p] >= deadline.start), limit)
        if deadline.start < words.starts[doing.place]:
            limit = len(words.low)
    if doing.form == "planned":
        return trimmed(
            words.text, words.starts[subject.start], words.ends[max(subject.end - 1, subject.start)]
        )
    end = act_end(words, doing.place, limit)
    if doing.form == "passive" and (by := _agent(words, doing.place, end)):
        end = by
    first = subject.start if _is_told_from_subject(words, doing, subject) else doing.place
    if doing.form == "state" and first == doing.place:
        first -= 1
    return trimmed(words.text, words.starts[first], words.ends[max(end - 1, doing.place)])


def _is_told_from_subject(words: Words, doing: _Doing, subject: Subject) -> bool:
    if subject.start >= subject.end or subject.end > doing.place or subject.is_shared:
        return False
    if doing.form == "passive" or subject.kind == "recipient":
        return True
    if subject.kind == "body":
        return False
    return doing.form == "state" or stems("objectless").match(words.low[doing.place]) is not None


def _agent(words: Words, verb: int, end: int) -> int | None:
    """Return the place of the "by" that names who acts in a passive."""
    for place in range(verb + 1, end):
        if (
            words.low[place] == "by"
            and place + 1 < len(words.low)
            and not words.low[place + 1].endswith("ing")
        ):
            return place
    return None


def _actor(words: Words, doing: _Doing, subject: Subject, end: int, candidate: Candidate) -> str | None:
    """Return the words that name who acts, None where that is nobody who could; `end` is the act's end."""
    if doing.form == "passive":
        return _agent_words(words, doing.place, end, candidate)
    if subject.kind != "body" and subject.start and words.low[subject.start - 1] == "that":
        subject = find_subject(
            words, _group_start(words, subject.start - 1)
        )  # "our plan is | that this will"
    if subject.kind != "body" or subject.start >= subject.end:
        return None
    left, right = trimmed(words.text, words.starts[subject.start], words.ends[subject.end - 1])
    actor = words.text[left:right]
    return actor.removesuffix("’s").removesuffix("'s") if subject.is_owner else actor


def _agent_words(words: Words, verb: int, end: int, candidate: Candidate) -> str | None:
    """Return who acts in a passive whose action ends at the character `end`, just before "by"."""
    by = next((place for place, start in enumerate(words.starts) if start >= end), len(words.low))
    if by + 1 >= len(words.low) or words.low[by] != "by" or _agent(words, verb, by + 1) is None:
        return None
    if _is_in_deadline(words, by, candidate):
        return None
    stop = act_end(
        words,
        by,
        next((p for p in range(by + 1, len(words.low)) if words.low[p] in _AGENT_ENDS), len(words.low)),
    )
    left, right = trimmed(words.text, words.starts[by + 1], words.ends[stop - 1])
    return None if words.low[by + 1][0].isdigit() else words.text[left:right] or None
