"""Which words make a promise firmer, softer or later than it was when last said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from nlp.commitments import ROLES, judge
from nlp.mentions import Mention, Utterance

CHANGING = frozenset({"firmed", "softened", "slipped"})
"""Relations that a change of words stands behind."""

_LONGEST_HOLD = 6  # words; a longer cue reaches from the modal to a date
_MODAL = re.compile(r"\b(?:will|shall|(?:is|are)\s+to\s+be)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*|[£%]")


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the promise as said before and as said now, verbatim; one of the two may be empty.

    `aspect` is "deadline" (the words of the time), "hold" (the words that bind: "will", "hopes to") or
    "wording" (any other words).
    """

    aspect: str
    was: str
    now: str


def what_changed(mention: Mention) -> tuple[Change, ...]:
    """Return what shows that a mention firms, softens or puts off its promise; nothing for others.

    A deadline is compared with the one that held before, which may be older than the last mention.
    """
    if mention.relation not in CHANGING or mention.against is None:
        return ()
    was_due = mention.old.text if mention.old else ""
    now_due = mention.new.text if mention.new else ""
    was_left_out_before = not now_due and mention.against.deadline is None
    changes = []
    if not _same(was_due, now_due) and not was_left_out_before:
        changes.append(Change("deadline", was_due, now_due))
    if mention.against.class_ != mention.utterance.class_:
        changes.append(Change("hold", _hold(mention.against), _hold(mention.utterance)))
    return tuple(changes) or changed_words(mention.against.text, mention.utterance.text)


def changed_words(before: str, now: str) -> tuple[Change, ...]:
    """Return the runs of words in which two sentences differ, in order; case and punctuation do not count."""
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(now))
    matcher = SequenceMatcher(
        None, [word[0].casefold() for word in old], [word[0].casefold() for word in new], autojunk=False
    )
    return tuple(
        Change("wording", _span(before, old[i1:i2]), _span(now, new[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    )


def _hold(utterance: Utterance) -> str:
    """Return the words by which a sentence binds the government in its class; empty where none are known."""
    for cue in judge(utterance.text).cues:
        if ROLES[cue.role] == utterance.class_:
            modal = _MODAL.search(cue.text)
            if modal and len(cue.text.split()) > _LONGEST_HOLD:
                return modal[0]
            is_cut = utterance.text[cue.end - 1 : cue.end + 1].isalnum() and cue.end < len(utterance.text)
            return (cue.text.rpartition(" ")[0] if is_cut else cue.text).strip()
    return ""


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _span(text: str, words: list[re.Match[str]]) -> str:
    return text[words[0].start() : words[-1].end()] if words else ""
