"""One written question: who asked what, when it was answered, what the answer promised, what changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from db.pages.changes import Change, compare
from db.pages.marking import Piece, mark_html, mark_text
from db.pages.reader import Read, Row, first
from db.pages.repeated import Repeated, repeated
from db.pages.said import marks_in_source

_QUESTION = """
select q.*, coalesce(q.asking_member, asker.name) as asker, coalesce(q.answering_member, p.name) as answerer,
  corrector.name as corrector
from questions q left join members asker on asker.id = q.asking_member_id
left join members p on p.id = q.answering_member_id
left join members corrector on corrector.id = q.correcting_member_id
where q.id = ?
"""
_ALIAS = "select question_id from question_aliases where alias = ?"
_VERSIONS = "select * from answer_versions where question_id = ? order by version"
_PARTS = """
select label, text, status, why, quote, is_private from question_parts where question_id = ? order by position
"""
_ATTACHMENTS = """
select url, title, file_type, size_bytes from attachments
where source_type = :kind and source_id = :key order by title, url
"""
# A uin comes back every session: only an answer of the same day shares this one's group.
_GROUPED = """
select id, uin, heading from questions
where uin in (select value from json_each(:uins)) and house = :house
  and coalesce(
    date_tabled = (select value from json_each(:dates) where key = uin), date_answered is :answered
  )
"""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an answer that was later replaced, and what the next one changed."""

    version: Row
    next_state: str
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """What a question's page shows; the answer is `html` where its source gave HTML, else `paragraphs`."""

    question: Row
    html: str | None
    paragraphs: list[list[Piece]]
    promises: list[Row]
    unplaced: list[Row]
    grouped: list[tuple[str, Row | None]]
    versions: list[Version]
    attachments: list[Row]
    repeated: Repeated | None
    parts: list[Row]


async def current_question_id(read: Read, key: str) -> int | str | None:
    """Return the id that an earlier id of a question now stands for, or None."""
    row = await first(read, _ALIAS, [key])
    return row["question_id"] if row else None


async def question_page(read: Read, key: str, *, link: str) -> QuestionPage | None:
    """Return what the page of question `key` shows, or None; `link` is as in `mark_html`."""
    question = await first(read, _QUESTION, [key])
    if question is None:
        return None
    promises = await marks_in_source(read, "question", question["id"])
    html, unplaced = None, []
    if question["answer_html"]:
        html, unplaced = mark_html(question["answer_html"], promises, link=link)
    return QuestionPage(
        question=question,
        html=html,
        paragraphs=mark_text(question["answer_text"] or "", promises),
        promises=promises,
        unplaced=unplaced,
        grouped=await _grouped(read, question),
        versions=_replaced(await read(_VERSIONS, [question["id"]])),
        attachments=await attachments(read, "question", question["id"]),
        parts=_worth_showing(await read(_PARTS, [question["id"]])),
        repeated=await repeated(read, "question", question["id"]),
    )


def _worth_showing(parts: list[Row]) -> list[Row]:
    """Return the parts, or none where a question of one part was simply answered."""
    return parts if len(parts) > 1 or any(part["status"] != "answered" for part in parts) else []


async def attachments(read: Read, kind: str, key: int | str) -> list[Row]:
    """Return the files published with a question's answer or a statement."""
    return await read(_ATTACHMENTS, {"kind": kind, "key": key})


async def _grouped(read: Read, question: Row) -> list[tuple[str, Row | None]]:
    uins = json.loads(question["grouped_uins"])
    if not uins:
        return []
    rows = await read(
        _GROUPED,
        {
            "uins": question["grouped_uins"],
            "dates": question["grouped_dates"],
            "house": question["house"],
            "answered": question["date_answered"],
        },
    )
    by_uin = {row["uin"]: row for row in rows}
    return [(uin, by_uin.get(uin)) for uin in uins]


def _replaced(versions: Sequence[Row]) -> list[Version]:
    """Return all but the newest version, the newest of them first."""
    pairs = pairwise(versions)
    return [
        Version(old, new["state"], compare(old["answer_text"], new["answer_text"])) for old, new in pairs
    ][::-1]
