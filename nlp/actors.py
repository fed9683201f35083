"""Who acts: the words that name the subject of a verb, who has a plan, or the agent of a passive."""

from __future__ import annotations

from nlp.act_types import Candidate, trimmed
from nlp.act_verbs import Doing, group_start, hedge_owned, is_in_deadline
from nlp.clause_words import Words
from nlp.objects import act_end
from nlp.subject_kinds import kind_of
from nlp.subjects import Subject, find_subject, owner_start

_AGENT_ENDS = frozenset({"in", "at", "on", "from", "by", "to", "before", "after", "rather"})
_SELVES = frozenset({"we", "i"})


def find_actor(words: Words, doing: Doing, subject: Subject, end: int, candidate: Candidate) -> str | None:
    """Return the words that name who acts, None where that is nobody who could; `end` is the act's end."""
    planner = _planner(words, subject.start - 1) or _owner_of_plan(words, doing)
    if doing.form == "passive" and planner is None:
        return _agent_words(words, doing.place, end, candidate)
    subject = planner if planner and subject.kind != "body" else subject
    if subject.kind != "body" or subject.start >= subject.end or _only_receives(words, doing, subject):
        return None
    left, right = trimmed(words.text, words.starts[subject.start], words.ends[subject.end - 1])
    actor = words.text[left:right]
    return actor.removesuffix("’s").removesuffix("'s") if subject.is_owner else actor


def _planner(words: Words, that: int) -> Subject | None:
    """Return who plans what is to happen: "it is | our | hope that", "the Department | intends that"."""
    plan = that - 2 if words.is_in(that - 1, "be") else that - 1
    if plan < 0 or words.low[that] != "that" or not words.is_in(plan, "plan"):
        return None
    if words.is_in(plan - 1, "owner"):
        return Subject(plan - 1, plan, "body", is_owner=True)
    return find_subject(words, group_start(words, plan))


def agent_place(words: Words, verb: int, end: int) -> int | None:
    """Return the place of the "by" that names who acts in a passive."""
    if words.is_in(verb, "accompanied"):  # "followed by a debate"
        return None
    behind = range(verb + 1, min(end, len(words.low) - 1))
    return next(
        (by for by in behind if words.low[by] == "by" and not words.low[by + 1].endswith("ing")), None
    )


def _owner_of_plan(words: Words, doing: Doing) -> Subject | None:
    """Return who has the plan on the way to the verb: "it is | our | intention to"."""
    for place in range(doing.group, doing.place):
        if hedge_owned(words, place):
            start = owner_start(words, doing.group, place)
            return Subject(start, place + 1, "body", is_owner=True)
    return None


def _only_receives(words: Words, doing: Doing, subject: Subject) -> bool:
    """Tell whether something is done for the subject: "each council will receive its share"."""
    is_given = words.is_in(doing.place, "receiving")
    return is_given and words.low[subject.start] not in _SELVES


def _agent_words(words: Words, verb: int, end: int, candidate: Candidate) -> str | None:
    """Return who acts in a passive whose action ends at the character `end`, just before "by"."""
    by = next((place for place, start in enumerate(words.starts) if start >= end), len(words.low))
    if by + 1 >= len(words.low) or words.low[by] != "by" or agent_place(words, verb, by + 1) is None:
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
