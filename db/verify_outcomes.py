"""Proves what is proposed as evidence, and the words that changed, against the texts they are taken from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

TEXTS = {
    "question": "select id, answer_text from questions",
    "statement": "select id, text from statements",
    "contribution": "select id, text from contributions",
    "petition": "select id, response_text from petitions",
    "publication": "select id, text from publication_passages",
}
"""The texts of which sentences are cut, by kind of source."""

_TITLES = {
    "document": "select id, title from documents",
    "legislation": "select id, title from legislation",
    "response": "select id, title from publications",
}
_NOTES = {
    "document": "select document_id, note from document_changes where date = ?",
    "legislation": "select legislation_id, note from commencements where date = ?",
}


def wrong_evidence(db: sqlite3.Connection) -> Iterator[str]:
    """Yield what is wrong with proposed evidence: words that are not there, or no later than the promise."""
    texts = {("text", kind): _by_id(db, sql) for kind, sql in TEXTS.items()}
    texts |= {("title", kind): _by_id(db, sql) for kind, sql in _TITLES.items()}
    rows = db.execute(
        """select e.id, e.part, e.source_type, cast(e.source_id as text), e.start_char, e.end_char, e.quote,
             e.date, c.first_date
           from evidence e join commitments c on c.id = e.commitment_id"""
    )
    for key, part, kind, source, start, end, quote, day, first in rows:
        if part == "note":
            notes = [note for owner, note in db.execute(_NOTES[kind], [day]) if str(owner) == source]
        else:
            notes = [texts[part, kind].get(source) or ""]
        if not any(text[start:end] == quote for text in notes):
            yield f"evidence {key}: its words do not stand at {start}-{end} of the {part} of {kind} {source}"
        if first is None or day <= first:
            yield f"evidence {key}: it is no later than the promise"


def wrong_changes(db: sqlite3.Connection) -> Iterator[str]:
    """Yield the changed words that do not stand in the sentence they are said to be of."""
    rows = db.execute(
        """select h.commitment_id, h.position, h.was, before.text, h.now, s.text
           from mention_changes h join sentences s on s.id = h.sentence_id
           left join sentences before on before.id = h.was_sentence_id"""
    )
    for key, position, was, before, now, text in rows:
        name = f"change {position} of a mention of commitment {key}"
        if was is not None and was not in (before or ""):
            yield f"{name}: {was!r} was not said before"
        if now is not None and now not in text:
            yield f"{name}: {now!r} is not said now"


def _by_id(db: sqlite3.Connection, sql: str) -> dict[str, str | None]:
    return {str(key): text for key, text in db.execute(sql)}
