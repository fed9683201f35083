"""What members tabled and how it is kept: by its own words, or by what it belongs to.

A topical question only asks for a statement on responsibilities, and an amendment may be three words long:
the first is about the topic where what it led to in the House is, the second where the motion is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from db.merge import Observation
from scrapers.records import Contribution, Debate, Motion, OralQuestion, Record
from scrapers.relevance import Topic, on_topic_positions

Others = dict[type, tuple[Observation, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Where Hansard prints a tabled question; `why` tells that its exchange is about the topic, if it is."""

    debate_id: str
    contribution_id: str
    url: str | None
    why: str


def may_belong(record: Record) -> bool:
    """Tell whether a record whose words are not about the topic may belong to something that is."""
    return isinstance(record, OralQuestion) or (isinstance(record, Motion) and record.amends_id is not None)


def keep_tabled(others: Others, debates: Iterable[Observation[Debate]], topic: Topic) -> Others:
    """Return `others` without the oral questions and motions that belong to nothing about the topic."""
    asked = find_asked(debates, topic)
    questions = [_question_with_reason(item, asked) for item in others.get(OralQuestion, ())]
    motions = others.get(Motion, ())
    about_topic = {item.record.id: item.record for item in motions if item.why}
    motions = [_motion_with_reason(item, about_topic) for item in motions]
    return {
        **others,
        OralQuestion: tuple(item for item in questions if item.why),
        Motion: tuple(item for item in motions if item.why),
    }


def find_asked(debates: Iterable[Observation[Debate]], topic: Topic) -> dict[tuple[str, str | None], Asked]:
    """Return where each oral question was asked, by UIN and day: UINs come back every session."""
    found: dict[tuple[str, str | None], Asked] = {}
    for item in debates:
        debate = item.record
        numbered = [index for index, said in enumerate(debate.contributions) if said.uin]
        on_topic = on_topic_positions(debate, topic) if numbered else frozenset()
        for index in numbered:
            said = debate.contributions[index]
            is_on_topic = any(answer.position in on_topic for answer in _exchange(debate, index))
            why = f"what was said in reply, '{debate.title}'" if is_on_topic else ""
            asked = Asked(debate.id, said.id, said.url or debate.url, why)
            found.setdefault((str(said.uin), debate.date), asked)
    return found


def _exchange(debate: Debate, index: int) -> tuple[Contribution, ...]:
    """Return a question and what it led to, up to the next; questions called together share the answer."""
    said = debate.contributions
    end = index + 1
    while end < len(said) and _is_question(said[end]):
        end += 1
    while end < len(said) and not _is_question(said[end]):
        end += 1
    return said[index:end]


def _is_question(said: Contribution) -> bool:
    return said.kind == "question" or said.uin is not None


def _question_with_reason(
    item: Observation[OralQuestion], asked: Mapping[tuple[str, str | None], Asked]
) -> Observation[OralQuestion]:
    found = asked.get((item.record.uin, item.record.answering_on))
    return replace(item, why=item.why or (found.why if found else ""))


def _motion_with_reason(item: Observation[Motion], about_topic: Mapping[int, Motion]) -> Observation[Motion]:
    amended = about_topic.get(item.record.amends_id or 0)
    return replace(item, why=item.why or (f"amends motion {amended.uin}" if amended else ""))
