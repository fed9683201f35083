"""What was promised: the words that name the act, who is to act, and the kind of act.

Read from the words around the cue that decided the class: the verb after the cue, past hedges ("intends to",
"is due to be"; `nlp.act_verbs`), its subject and its object without the deadline (`nlp.subjects`,
`nlp.objects`). Only a sentence in which the words alone show no verb is parsed (`nlp.act_grammar`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from nlp import act_grammar
from nlp.act_types import Act, Candidate, act_kind, trimmed
from nlp.act_verbs import Doing, find_doing, group_start, is_hedge, is_in_deadline
from nlp.annotations import COMMITMENTS
from nlp.clause_words import Words, stems
from nlp.commitments import ROLES, Cue
from nlp.objects import act_end
from nlp.subjects import Subject, find_subject, kind_of

ACTED = frozenset({"firm", "intended", "considering", "refusal", "delivered"})
"""Classes whose sentences name an act."""

_NO_LEAD = 4
_LONGEST_PARSED = 2_000  # characters: longer than any sentence that was said
_MOST_ANCHORS = 8  # of one sentence; a promise that is longer to find is none
_AGENT_ENDS = frozenset({"in", "at", "on", "from", "by", "to", "before", "after"})


def find_acts(candidates: Sequence[Candidate]) -> list[Act]:
    """Return the act of each candidate, in order; commitments whose words show none are parsed in one go."""
    acts = [read_act(candidate) for candidate in candidates]
    unclear = [place for place, act in enumerate(acts) if act is None and _is_parsed(candidates[place])]
    parsed = dict(zip(unclear, act_grammar.find_acts([candidates[place] for place in unclear]), strict=True))
    return [
        act or parsed.get(place) or Act(None, None, act_kind(candidate.sentence))
        for place, (act, candidate) in enumerate(zip(acts, candidates, strict=True))
    ]


def _is_parsed(candidate: Candidate) -> bool:
    return candidate.class_ in COMMITMENTS and len(candidate.sentence) <= _LONGEST_PARSED


def read_act(candidate: Candidate) -> Act | None:
    """Return the act that the words alone show; None where they show no verb."""
    words = Words.of(candidate.sentence)
    anchors = islice(_anchors(words, candidate), _MOST_ANCHORS)
    doings = [doing for anchor in anchors if (doing := find_doing(words, anchor, candidate))]
    if not doings:
        return None
    doing = next((one for one in doings if not _is_mere_thinking(words, one, candidate)), doings[0])
    if candidate.class_ == "considering":
        doing = _thinking_behind(words, doing)
    subject = find_subject(words, doing.group)
    start, end = _action(words, doing, subject, candidate)
    action = candidate.sentence[start:end]
    return Act(
        action=action or None,
        actor=_actor(words, doing, subject, end, candidate),
        kind=_kind(words, doing, subject, (start, end), candidate),
    )


def _kind(words: Words, doing: Doing, subject: Subject, span: tuple[int, int], candidate: Candidate) -> str:
    """Return the kind of act: what is weighed is weighed, else as its verb says, else its other words."""
    start, end = span
    if candidate.class_ == "considering":
        return "review"
    if doing.form == "planned":
        return act_kind(words.text[start : words.ends[doing.place]])
    verb = words.starts[doing.place] if start <= words.starts[doing.place] < end else start
    kind = act_kind(f"{words.text[verb:end]} {words.text[start:verb]}" if end > start else words.text)
    return "change_rules" if kind == "other" and subject.kind == "recipient" else kind


def _is_mere_thinking(words: Words, doing: Doing, candidate: Candidate) -> bool:
    """Tell whether a promised act must be another: "will consider the replies and publish an answer"."""
    return candidate.class_ == "firm" and stems("thinking").match(words.low[doing.place]) is not None


def _thinking_behind(words: Words, doing: Doing) -> Doing:
    """Return the thinking that other work is for: "are engaging with parents | as we consider reform"."""
    if _is_thinking(words.low[doing.place]):
        return doing
    for place in range(doing.place + 2, len(words.low)):
        if _is_thinking(words.low[place]):
            before = words.low[place - 1]
            if before == "to":
                return Doing(place, "active", doing.group)
            if before in ("we", "they", "i") and words.low[place - 2] in ("as", "while", "whilst"):
                return Doing(place, "active", place)
    return doing


def _is_thinking(word: str) -> bool:
    return stems("thinking").match(word) is not None or stems("finding").match(word) is not None


def _anchors(words: Words, candidate: Candidate) -> Iterator[int]:
    """Yield the places of the words that lead on to a verb: in each cue that speaks for the class; where none
    does, the "will" of a promise.
    """  # fmt: skip
    cues = _cues(candidate)
    for cue in cues:
        first, last = bisect_left(words.starts, cue.start), bisect_left(words.starts, cue.end)
        places = [place for place in range(first, last) if words.low[place][0].isalpha()]
        leads = {place: _leads(words, place) for place in places}
        best = min(leads.values(), default=_NO_LEAD)
        if best < _NO_LEAD:
            yield from (place for place in places if leads[place] == best)
        elif places:  # a long cue reaches from the verb to a date
            yield next((place for place in places if _looks_like_verb(words, place)), places[-1])
    if not cues and candidate.class_ == "firm":
        yield from (place for place, word in enumerate(words.low) if word in ("will", "shall"))


def _looks_like_verb(words: Words, place: int) -> bool:
    is_form = words.is_participle(place) or words.low[place].endswith("ing")
    return is_form or words.is_in(place, "verb")


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
    return 3 if is_hedge(words, place) else _NO_LEAD


def _action(words: Words, doing: Doing, subject: Subject, candidate: Candidate) -> tuple[int, int]:
    """Return the characters from the verb to the end of its object; without an object, from its subject."""
    if doing.form == "planned":
        return trimmed(
            words.text, words.starts[subject.start], words.ends[max(subject.end - 1, subject.start)]
        )
    end = act_end(words, doing.place, _deadline_behind(words, doing.place, candidate))
    if doing.form == "passive" and (by := _agent(words, doing.place, end)):
        end = by
    is_bare = end == doing.place + 1 and subject.kind == "thing"  # "the consultation | will follow"
    first = subject.start if _is_told_from_subject(words, doing, subject, is_bare) else doing.place
    if doing.form == "state" and first == doing.place:
        first -= 1
    return trimmed(words.text, words.starts[first], words.ends[max(end - 1, doing.place)])


def _deadline_behind(words: Words, verb: int, candidate: Candidate) -> int:
    """Return the place of the deadline that follows the verb; the end of the sentence where none does."""
    deadline = candidate.deadline
    if deadline is None or deadline.end <= deadline.start or deadline.start < words.starts[verb]:
        return len(words.low)
    return max(verb + 1, bisect_left(words.starts, deadline.start))


def _is_told_from_subject(words: Words, doing: Doing, subject: Subject, is_bare: bool) -> bool:
    if subject.start >= subject.end or subject.end > doing.place or subject.is_shared:
        return False
    if doing.form == "passive" or subject.kind == "recipient" or is_bare:
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


def _actor(words: Words, doing: Doing, subject: Subject, end: int, candidate: Candidate) -> str | None:
    """Return the words that name who acts, None where that is nobody who could; `end` is the act's end."""
    if doing.form == "passive":
        return _agent_words(words, doing.place, end, candidate)
    if subject.kind != "body" and subject.start and words.low[subject.start - 1] == "that":
        subject = find_subject(words, group_start(words, subject.start - 1))  # "our plan is | that this will"
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
    if is_in_deadline(words, by, candidate):
        return None
    behind = range(by + 1, len(words.low))
    limit = next((place for place in behind if words.low[place] in _AGENT_ENDS), len(words.low))
    stop = act_end(words, by, limit)
    left, right = trimmed(words.text, words.starts[by + 1], words.ends[stop - 1])
    actor = words.text[left:right]
    names_somebody = kind_of(words, by + 1, stop) == "body" or actor[:1].isupper()
    return actor if names_somebody and not words.is_in(by + 1, "month") else None
