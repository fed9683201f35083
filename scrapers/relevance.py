"""Whether a record is about the topic, judged by its own text and never by the search that found it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from scrapers.records import Contribution, Debate, Record, WrittenQuestion, WrittenStatement
from scrapers.topic import Topic, TopicError, first_match, load_topic, plain

__all__ = [
    "Topic",
    "TopicError",
    "Verdict",
    "is_relevant",
    "load_topic",
    "names_topic",
    "needs_detail",
    "on_topic_positions",
    "term_in",
]

QUESTION_CUT = 255  # characters of a question that a list row keeps
BLANKS_LOST = 15  # and what may be gone of them when double blanks are made one
REPLIES = 2  # turns after a mention that still belong to it
PARAGRAPHS = 4  # of each such turn, where the source prints paragraphs one by one
REPLY_WORDS = 300  # a longer paragraph block without a term is a speech of its own, not a reply
_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE)
# Lines of a bill debate with which one group of amendments ends and another begins.
_NEXT_SUBJECT = re.compile(
    r"^(?:Amendments? .*\b(?:withdrawn|agreed(?: to)?|disagreed|not moved|negatived)\.?"
    r"|(?:Clause|Schedule|New [Cc]lause|Amendments?) \d[\dA-Z]*\b[^.]{0,80}"
    r"|Moved by .+|Question put and .*)$",
    re.MULTILINE,
)


@runtime_checkable
class Judged(Protocol):
    """A record that says itself which of its words decide whether it is about the topic."""

    def parts(self) -> tuple[tuple[str, str | None], ...]: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a record is about the topic, and by which words."""

    relevant: bool
    why: str


def names_topic(text: str, topic: Topic) -> bool:
    """Tell whether `text`, a heading for example, holds a term that decides alone."""
    return first_match(topic.terms, plain(text)) is not None


def term_in(text: str, topic: Topic, *, is_own: bool) -> str | None:
    """Return the term that makes a title or a paragraph one about the topic, or None.

    `is_own` says that a body that runs the subject speaks or is spoken to, so that weak terms count.
    """
    if found := first_match(topic.terms, words := plain(text)):
        return found
    weak = first_match(topic.weak_terms, _without_addresses(words))
    return weak if weak and _reason_for_weak(words, topic, is_own=is_own) else None


def is_relevant(record: Record, topic: Topic) -> Verdict:
    """Return whether `record` is about the topic, by the words of any part of it."""
    parts = [(name, plain(text)) for name, text in _parts(record)]
    for name, text in parts:
        if found := first_match(topic.terms, text):
            return Verdict(True, f"'{found}' in the {name}")
    whole = "\n".join(text for _, text in parts)
    found = first_match(topic.weak_terms, _without_addresses(whole))
    if not found:
        return Verdict(False, "no term of the topic")
    if reason := _reason_for_weak(whole, topic, is_own=_is_own(record, topic)):
        return Verdict(True, f"'{found}' {reason}")
    return Verdict(False, f"'{found}' decides nothing by itself")


def on_topic_positions(debate: Debate, topic: Topic) -> frozenset[int]:
    """Return the positions of the contributions that are about the topic.

    All of them where the debate's title or a heading above it names the topic. Otherwise those that hold a
    term, with what answers them: the speaker going on, and up to two short turns by others, until a new
    question is called or the next group of amendments begins.
    """
    said_in_order = debate.contributions
    if any(names_topic(title, topic) for title in (debate.title, *debate.parents)):
        return frozenset(said.position for said in said_in_order)
    counts_weak = bool(_reason_for_weak(_whole(debate), topic, is_own=_is_own(debate, topic)))
    found: set[int] = set()
    for index, said in enumerate(said_in_order):
        end = _last_mention(said.text, topic, counts_weak=counts_weak)
        if end is not None:
            found.add(said.position)
            if not _NEXT_SUBJECT.search(said.text, end):
                found.update(_replies(said, said_in_order[index + 1 :]))
    return frozenset(found)


def needs_detail(record: WrittenQuestion | WrittenStatement, topic: Topic) -> bool:
    """Tell whether a list row is to be fetched in full.

    It is when it is about the topic, and when a swept body's row is cut so that a term may stand beyond. Of
    bodies that do not run the subject a cut answer alone is no reason: four in five are cut, and one about
    the topic to a question that is not is too rare there. A statement is also fetched for its links, which
    rows leave out.
    """
    if record.is_full:
        return False
    if isinstance(record, WrittenQuestion):
        length = len(record.question_text)
        is_cut = length >= QUESTION_CUT or (
            record.is_truncated and (length >= QUESTION_CUT - BLANKS_LOST or _is_own(record, topic))
        )
    else:
        is_cut = record.is_truncated or record.has_links
    return is_relevant(record, topic).relevant or (is_cut and _is_swept(record, topic))


def _parts(record: Record) -> list[tuple[str, str]]:
    """Return the parts of a record that are judged, each with the name it has in a verdict."""
    if isinstance(record, WrittenQuestion):
        named = [
            ("heading", record.heading),
            ("question", record.question_text),
            ("answer", record.answer_text),
        ]
    elif isinstance(record, WrittenStatement):
        named = [("title", record.title), ("text", record.text)]
    elif isinstance(record, Debate):
        named = [("title", record.title), *(("heading", title) for title in record.parents)]
        named += [("text", said.text) for said in record.contributions]
    else:
        named = record.parts() if isinstance(record, Judged) else ()
    return [(name, text) for name, text in named if text]


def _whole(record: Record) -> str:
    return plain("\n".join(text for _, text in _parts(record)))


def _without_addresses(text: str) -> str:
    """Blank out web addresses, in which "/cms/" means the software; other characters keep their place."""
    return _ADDRESS.sub(lambda match: " " * len(match[0]), text)


def _is_own(record: Record, topic: Topic) -> bool:
    """Tell whether a body that runs the subject answers, by number or else by its printed name."""
    if isinstance(record, Debate):
        printed = (record.title, *record.parents)
    elif (number := getattr(record, "answering_body_id", None)) is not None:
        return number in topic.own_bodies
    else:
        printed = (getattr(record, "answering_body", None) or "", *getattr(record, "departments", ()))
    return any(name.casefold() in text.casefold() for name in topic.departments for text in printed)


def _is_swept(record: WrittenQuestion | WrittenStatement, topic: Topic) -> bool:
    return record.answering_body_id in topic.answering_bodies or _is_own(record, topic)


def _reason_for_weak(text: str, topic: Topic, *, is_own: bool) -> str | None:
    """Return why weak terms count in plain `text`; None where they do not."""
    if first_match(topic.excludes, text):
        return None
    if context := first_match(topic.context, text):
        return f"beside '{context}'"
    return "and the department that answers" if is_own else None


def _last_mention(text: str, topic: Topic, *, counts_weak: bool) -> int | None:
    """Return where the last term in `text` ends; None where there is none."""
    patterns = topic.terms + (topic.weak_terms if counts_weak else ())
    searched = plain(_without_addresses(text))
    return max((match.end() for pattern in patterns for match in pattern.finditer(searched)), default=None)


def _replies(mention: Contribution, following: Iterable[Contribution]) -> list[int]:
    """Return the positions of what answers a mention, without lines that nobody speaks."""
    found: list[int] = []
    turn, paragraphs, speaker = 0, 0, _who(mention)
    for said in following:
        if _begins_another_subject(said, mention):
            break
        if said.kind != "speech" or said.is_chair:
            continue
        if _who(said) != speaker:
            turn, paragraphs, speaker = turn + 1, 0, _who(said)
        paragraphs += 1
        if turn > REPLIES or len(said.text.split()) > REPLY_WORDS:
            break
        if paragraphs <= PARAGRAPHS:
            found.append(said.position)
        if _NEXT_SUBJECT.search(said.text):
            break
    return found


def _begins_another_subject(said: Contribution, mention: Contribution) -> bool:
    if said.kind == "question":
        return mention.kind != "question"  # questions called together have one answer
    return said.kind == "procedural" and bool(_NEXT_SUBJECT.search(said.text))


def _who(said: Contribution) -> object:
    return said.member_id or said.twfy_id or said.speaker_name
