"""One commitment: its words in context, where it stands on three axes, and everything said of it since."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from db.pages.moves import Move, moves
from db.pages.outcome import Proposed, proposed
from db.pages.reader import Read, Row, first, snapshot_facts
from db.pages.said import Occasion, occasions
from db.pages.story import story

_COMMITMENT = """
select c.*, t.minister, s.why, s.score, s.start_char, s.end_char
from commitments c join commitment_tracker t on t.id = c.id join sentences s on s.id = c.sentence_id
where c.id = ?
"""
_ALIAS = "select commitment_id from commitment_aliases where alias = ?"
_ALIASES = "select alias from commitment_aliases where commitment_id = ? order by alias"
_HISTORY = """
select h.date, h.axis, h.status, h.sentence_id, s.text
from status_history h left join sentences s on s.id = h.sentence_id
where h.commitment_id = ? order by h.position
"""
_AROUND = """
select start_char, end_char from sentences
where source_type = :kind and source_id = :key order by start_char
"""
_SOURCE = {
    "question": """select id, uin, heading as title, question_text, asking_member, asking_party,
        asking_constituency, asking_member_id, date_tabled, answer_text as text, url
      from questions where id = ?""",
    "statement": "select id, uin, title, text, url from statements where id = ?",
    "contribution": """select c.id, c.debate_id, d.title, d.location, c.text, coalesce(c.url, d.url) as url
      from contributions c join debates d on d.id = c.debate_id where c.id = ?""",
    "publication": """select a.id, f.publication_id, r.title, r.committee, r.kind, a.text,
        coalesce(f.url, r.url) as url
      from publication_passages a join publication_documents f on f.id = a.document_id
      join publications r on r.id = f.publication_id where a.id = ?""",
    "petition": "select id, title, response_text as text, url from petitions where id = ?",
}
AROUND = 2
"""Sentences shown before and after a quote."""


@dataclass(frozen=True, slots=True)
class Context:
    """A quote with what stands before and after it in its source, word for word."""

    before: str
    quote: str
    after: str
    is_start: bool
    is_end: bool


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """What a commitment's page shows."""

    commitment: Row
    themes: list[str]
    story: str
    source: Row
    context: Context
    occasions: list[Occasion]
    moves: list[Move]
    proposed: list[Proposed]
    history: list[Row]
    aliases: list[str]


async def current_id(read: Read, key: str) -> str | None:
    """Return the id that an earlier id of a commitment now stands for, or None."""
    row = await first(read, _ALIAS, [key])
    return row["commitment_id"] if row else None


async def commitment_page(read: Read, key: str) -> CommitmentPage | None:
    """Return what the page of commitment `key` shows, or None where there is none."""
    commitment = await first(read, _COMMITMENT, [key])
    if commitment is None:
        return None
    source = await first(read, _SOURCE[commitment["source_type"]], [commitment["source_id"]])
    assert source is not None  # `verify` proves it: a sentence never outlives its source
    said = await occasions(read, key)
    as_of = date.fromisoformat((await snapshot_facts(read))["as_of"])
    return CommitmentPage(
        commitment=commitment,
        themes=json.loads(commitment["themes"]),
        story=story(commitment),
        source=source,
        context=await _context(read, commitment, source["text"]),
        occasions=said,
        moves=moves(said, as_of),
        proposed=await proposed(read, key),
        history=await read(_HISTORY, [key]),
        aliases=[row["alias"] for row in await read(_ALIASES, [key])],
    )


async def _context(read: Read, commitment: Row, text: str) -> Context:
    spans = await read(_AROUND, {"kind": commitment["source_type"], "key": commitment["source_id"]})
    start, end = commitment["start_char"], commitment["end_char"]
    here = next(at for at, span in enumerate(spans) if span["start_char"] == start)
    opening = spans[max(here - AROUND, 0)]["start_char"]
    closing = spans[min(here + AROUND, len(spans) - 1)]["end_char"]
    return Context(
        before=text[opening:start],
        quote=text[start:end],
        after=text[end:closing],
        is_start=not text[:opening].strip(),
        is_end=not text[closing:].strip(),
    )
