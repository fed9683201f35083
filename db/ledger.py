"""The ledger: sentences of all sources to commitments, every mention, both deadlines and the statuses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.evidence import write_evidence
from db.identity import commitment_id
from db.mention_changes import change_rows
from db.status import Change, days_left, governing_deadline, official_history, schedule_status
from nlp.annotations import COMMITMENTS, Deadline
from nlp.links import Chain, Mention, Utterance, link
from nlp.privacy import speaks_of_a_person


@dataclass(frozen=True, slots=True)
class Said:
    """Where a sentence was said, by whom, as what: the columns a commitment takes from its first mention."""

    sentence_id: str
    source_type: str
    source_id: int | str
    start: int
    class_: str
    text: str
    action: str | None
    actor: str | None
    act_kind: str | None
    said_on: str | None
    house: str | None
    member_id: int | None
    member_name: str | None
    office: str | None
    answering_body: str | None
    url: str | None
    context: str
    deadline: Deadline | None


_SAID = """
select s.id, s.source_type, s.source_id, s.start_char, s.class, s.text, s.action, s.actor, s.act_kind,
  said.said_on, said.house, said.member_id, said.member_name, said.office, said.answering_body, said.url,
  said.context, d.text, d.earliest, d.latest, d.precision
from sentences s
join sources said on said.source_type = s.source_type and said.source_id = s.source_id
left join deadlines d on d.sentence_id = s.id
where s.class in ('firm', 'intended', 'considering', 'delivered', 'progress', 'refusal')
  and not said.is_repeat
order by s.id
"""


def build_ledger(db: Database, as_of: date) -> int:
    """Write commitments with all that hangs on them; return the number of commitments.

    Reads the view `sources` (one row an answer, statement or contribution) and the analysis tables.
    """
    said = {item.sentence_id: item for item in _read(db)}
    previous = _sentences_before(db)
    chains = link(_utterance(item, previous.get(item.sentence_id, "")) for item in said.values())
    for chain in chains:
        _write_chain(db, chain, said, as_of)
    write_evidence(db, {commitment_id(chain.mentions[0].utterance.id): chain for chain in chains}, as_of)
    return len(chains)


def _read(db: Database) -> Iterator[Said]:
    for row in db.execute(_SAID).fetchall():
        deadline = Deadline(*row[17:21]) if row[17] else None
        yield Said(*row[:17], deadline)  # pyright: ignore[reportCallIssue]


def _sentences_before(db: Database) -> dict[str, str]:
    """Return up to three sentences said just before each sentence, one a line."""
    rows = db.execute(
        """select id, lag(text, 3) over said, lag(text, 2) over said, lag(text) over said from sentences
           window said as (partition by source_type, source_id order by start_char)"""
    )
    return {
        sentence: "\n".join(text.replace("\n", " ") for text in before if text) for sentence, *before in rows
    }


def _utterance(item: Said, before: str) -> Utterance:
    return Utterance(
        id=item.sentence_id,
        said_on=item.said_on,
        class_=item.class_,
        text=item.text,
        action=item.action,
        act_kind=item.act_kind,
        deadline=item.deadline,
        context=item.context,
        before=before,
        source=f"{item.source_type} {item.source_id}",
        start=item.start,
    )


def _write_chain(db: Database, chain: Chain, said: dict[str, Said], as_of: date) -> None:
    first = said[chain.mentions[0].utterance.id]
    key = commitment_id(first.sentence_id)
    history = official_history(chain.mentions, as_of)
    deadline = governing_deadline(chain.mentions)
    themes = _themes(db, chain, said)
    official = history[-1].status
    schedule = schedule_status(deadline, official, as_of)
    db.table("commitments").insert(
        {
            "id": key,
            **_first_said(first),
            **_counts(chain.mentions, said, as_of),
            "themes": json.dumps(themes),
            "deadline_text": deadline.text if deadline else None,
            "deadline_earliest": deadline.earliest if deadline else None,
            "deadline_latest": deadline.latest if deadline else None,
            "deadline_precision": deadline.precision if deadline else None,
            "official_status": official,
            "schedule_status": schedule,
            "evidence_status": "not assessed",
            "days_to_deadline": days_left(deadline, as_of),
        }
    )
    db.table("commitment_themes").insert_all({"commitment_id": key, "theme": theme} for theme in themes)
    db.table("mentions").insert_all(_mention_rows(key, chain.mentions))
    db.table("mention_changes").insert_all(change_rows(key, chain.mentions))
    db.table("status_history").insert_all(_history_rows(key, history))
    # Any sentence of the chain may have been its first, before an earlier one was found: those ids redirect.
    db.table("commitment_aliases").insert_all(
        {"alias": commitment_id(mention.utterance.id), "commitment_id": key}
        for mention in chain.mentions[1:]
        if mention.utterance.class_ in COMMITMENTS
    )


def _first_said(first: Said) -> dict:
    return {
        "first_date": first.said_on,
        "member_id": first.member_id,
        "member_name": first.member_name,
        "office": first.office,
        "house": first.house,
        "answering_body": first.answering_body,
        "class": first.class_,
        "quote": first.text,
        "is_private": speaks_of_a_person(first.text),
        "action": first.action,
        "actor": first.actor,
        "act_kind": first.act_kind or "other",
        "source_type": first.source_type,
        "source_id": first.source_id,
        "sentence_id": first.sentence_id,
        "url": first.url,
    }


def _counts(mentions: Sequence[Mention], said: dict[str, Said], as_of: date) -> dict:
    promises = [m.utterance for m in mentions if m.utterance.class_ in COMMITMENTS]
    days = sorted(m.utterance.said_on for m in mentions if m.utterance.said_on)
    # Grouped questions share one answer: the same words by the same member on one day were said once.
    occasions = {(p.said_on, said[p.id].member_name, " ".join(p.text.split())) for p in promises}
    slips = {(m.utterance.said_on, m.days_slipped) for m in mentions if m.relation == "slipped"}
    return {
        "last_date": days[-1] if days else None,
        "times_said": len(occasions),
        "times_slipped": len(slips),
        "days_slipped": sum(slipped or 0 for _, slipped in slips),
        "days_waiting": (as_of - date.fromisoformat(days[0])).days if days else None,
    }


def _themes(db: Database, chain: Chain, said: dict[str, Said]) -> list[str]:
    first = said[chain.mentions[0].utterance.id]
    rows = db.execute(
        "select theme from themes where source_type = ? and source_id = ? order by theme",
        [first.source_type, first.source_id],
    )
    return [row[0] for row in rows]


def _mention_rows(key: str, mentions: Sequence[Mention]) -> Iterator[dict]:
    for position, mention in enumerate(mentions):
        yield {
            "commitment_id": key,
            "sentence_id": mention.utterance.id,
            "relation": mention.relation,
            "date": mention.utterance.said_on,
            "old_deadline": mention.old.text if mention.old else None,
            "new_deadline": mention.new.text if mention.new else None,
            "old_latest": mention.old.latest if mention.old else None,
            "new_latest": mention.new.latest if mention.new else None,
            "days_slipped": mention.days_slipped,
            "similarity": mention.similarity,
            "position": position,
        }


def _history_rows(key: str, history: Sequence[Change]) -> Iterator[dict]:
    for position, change in enumerate(history):
        yield {
            "commitment_id": key,
            "date": change.date,
            "axis": change.axis,
            "status": change.status,
            "sentence_id": change.sentence_id,
            "position": position,
        }
