"""What was promised: the words that name the act, who is to act, and the kind of act.

Read from the words around the cue that decided the class: the verb after the cue, past hedges ("intends to",
"is due to be"; `nlp.act_verbs`), its subject and its object without the deadline (`nlp.subjects`,
`nlp.objects`). Only a sentence in which the words alone show no verb is parsed (`nlp.act_grammar`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from nlp import act_grammar
from nlp.act_choice import choose_doing
from nlp.act_types import Act, Candidate, act_kind, trimmed
from nlp.act_verbs import PLANNED, Doing, is_in_deadline
from nlp.actors import agent_place, find_actor
from nlp.annotations import COMMITMENTS
from nlp.clause_words import Words
from nlp.objects import act_end
from nlp.subject_kinds import kind_of
from nlp.subjects import Subject, find_subject

ACTED = frozenset({"firm", "intended", "considering", "refusal", "delivered"})
"""Classes whose sentences name an act."""

_SENTENCE_ENDS = (".", "!", "?", ":", ")", "”", "’")
_LONGEST_PARSED = 2_000  # characters: longer than any sentence that was said


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
    """Tell whether a parse is worth its time: a heading, or the item of a list, without a cue has no verb."""
    is_sentence = bool(candidate.verdict.cues) or candidate.sentence.rstrip().endswith(_SENTENCE_ENDS)
    return candidate.class_ in COMMITMENTS and is_sentence and len(candidate.sentence) <= _LONGEST_PARSED


def read_act(candidate: Candidate) -> Act | None:
    """Return the act that the words alone show; None where they show no verb."""
    words = Words.of(candidate.sentence)
    doing = choose_doing(words, candidate)
    if doing is None:
        return None
    subject = _subject_of(words, doing, candidate)
    start, end = _action(words, doing, subject, candidate)
    action = candidate.sentence[start:end]
    return Act(
        action=action or None,
        actor=find_actor(words, doing, subject, end, candidate),
        kind=_kind(words, doing, subject, (start, end), candidate),
    )


def _subject_of(words: Words, doing: Doing, candidate: Candidate) -> Subject:
    """Return the subject of a doing; "they" to whom something is given are those the answer is about."""
    subject = _without_deadline(words, find_subject(words, doing.group), candidate)
    is_given = doing.form == "state" or words.is_in(doing.place, "receiving")
    if is_given and words.low[subject.start : subject.end] == ["they"]:
        return replace(subject, kind="recipient")
    return subject


def _without_deadline(words: Words, subject: Subject, candidate: Candidate) -> Subject:
    """Leave out a deadline that stands before the subject: "from April 2031 | staff will"."""
    start = subject.start
    while start < subject.end and is_in_deadline(words, start, candidate):
        start += 1
    if start in (subject.start, subject.end):
        return subject
    return replace(subject, start=start, kind=kind_of(words, start, subject.end))


def _kind(words: Words, doing: Doing, subject: Subject, span: tuple[int, int], candidate: Candidate) -> str:
    """Return the kind of act: what is weighed is weighed, else as its verb says, else its other words."""
    start, end = span
    if candidate.class_ == "considering":
        return "review"
    if doing.form == "planned":
        return act_kind(words.text[start : words.ends[doing.place]], names_thing=True)
    if doing.form == "nominal":
        return act_kind(words.text[start:end], names_thing=True)
    kind = act_kind(_verb_first(words, doing, start, end) if end > start else words.text)
    if kind == "other" and subject.kind == "thing" and subject.start < subject.end:
        kind = act_kind(words.text[words.starts[subject.start] : words.ends[subject.end - 1]])
    return "change_rules" if kind == "other" and subject.kind == "recipient" else kind


def _verb_first(words: Words, doing: Doing, start: int, end: int) -> str:
    """Return the words of an act with its verb in front: "introduced | the Bill will be | this year"."""
    verb, behind = words.starts[doing.place], words.ends[doing.place]
    if not start < verb < end:
        return words.text[start:end]
    return f"{words.text[verb:behind]} {words.text[start:verb]} {words.text[behind:end]}"


def _action(words: Words, doing: Doing, subject: Subject, candidate: Candidate) -> tuple[int, int]:
    """Return the characters from the verb to the end of its object; without an object, from its subject."""
    if doing.form == "planned":
        return trimmed(
            words.text, words.starts[subject.start], words.ends[max(subject.end - 1, subject.start)]
        )
    end = _object_end(words, doing, candidate)
    if planned := _planned_there(words, doing, end):
        return trimmed(words.text, words.starts[doing.place], words.ends[planned - 1])
    if doing.form == "passive" and (by := agent_place(words, doing.place, end)):
        end = by
    is_bare = end == doing.place + 1 and subject.kind == "thing"  # "the consultation | will follow"
    first = subject.start if _is_told_from_subject(words, doing, subject, is_bare) else doing.place
    if doing.form == "state" and first == doing.place:
        first -= 1
    return trimmed(words.text, words.starts[first], words.ends[max(end - 1, doing.place)])


def _planned_there(words: Words, doing: Doing, end: int) -> int:
    """Return the place of "planned" in "there is a second meeting | planned for May", 0 without one."""
    if doing.form != "state" or words.low[max(doing.group - 1, 0)] != "there":
        return 0
    ahead = (place for place in range(doing.place + 1, end) if words.low[place] in PLANNED)
    return next((place for place in ahead if place + 1 == end or words.is_in(place + 1, "preposition")), 0)


def _object_end(words: Words, doing: Doing, candidate: Candidate) -> int:
    """Return the place behind the object; a deadline ends it, but not in "consult this year on fares"."""
    limit = _deadline_behind(words, doing.place, candidate)
    end = act_end(words, doing.place, limit)
    is_set_off = words.low[end : end + 1] == [","]
    if end + is_set_off < limit or doing.form != "active":
        return end
    behind = limit
    while behind < len(words.low) and is_in_deadline(words, behind, candidate):
        behind += 1
    behind += is_set_off and words.low[behind : behind + 1] == [","]
    if words.is_in(behind, "resuming") and not words.phrase(behind, "ender_phrase"):
        return act_end(words, doing.place, len(words.low), behind + 1)
    return end


def _deadline_behind(words: Words, verb: int, candidate: Candidate) -> int:
    """Return the place of the deadline that follows the verb; the end of the sentence where none does."""
    deadline = candidate.deadline
    if deadline is None or deadline.end <= deadline.start or deadline.start < words.starts[verb]:
        return len(words.low)
    return max(verb + 1, bisect_left(words.starts, deadline.start))


def _is_told_from_subject(words: Words, doing: Doing, subject: Subject, is_bare: bool) -> bool:
    if subject.start >= subject.end or subject.end > doing.place or subject.is_shared:
        return False
    if doing.form == "passive":
        return True
    if subject.kind == "body" or words.is_in(subject.end - 1, "plan"):  # "the plan is to | run it"
        return False
    is_without = doing.form == "state" or not _has_object(words, doing.place)
    return subject.kind == "recipient" or is_bare or is_without


def _has_object(words: Words, verb: int) -> bool:
    """Tell "will increase coverage" from "will increase by half" and "will take effect"."""
    if not words.is_in(verb, "objectless"):
        return True
    after = verb + 1
    ends = after >= len(words.low) or not words.low[after].isalpha()
    return not ends and not words.is_in(after, "preposition", "adverb", "joiner", "opener", "modal", "taken")
