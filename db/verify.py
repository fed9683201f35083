"""Proves a published tracker: every quote stands in its source, and every reference finds its row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TEXTS = {
    "question": "select id, answer_text from questions",
    "statement": "select id, text from statements",
    "contribution": "select id, text from contributions",
    "petition": "select id, response_text from petitions",
    "publication": "select id, text from publication_passages",
}
REFERENCES = (
    ("mentions", "sentence_id", "sentences", "id"),
    ("mentions", "commitment_id", "commitments", "id"),
    ("commitments", "sentence_id", "sentences", "id"),
    ("commitments", "member_id", "members", "id"),
    ("commitment_aliases", "commitment_id", "commitments", "id"),
    ("commitment_themes", "commitment_id", "commitments", "id"),
    ("status_history", "commitment_id", "commitments", "id"),
    ("deadlines", "sentence_id", "sentences", "id"),
    ("contributions", "debate_id", "debates", "id"),
    ("answer_versions", "question_id", "questions", "id"),
    ("question_aliases", "question_id", "questions", "id"),
    ("questions", "asking_member_id", "members", "id"),
    ("questions", "answering_member_id", "members", "id"),
    ("questions", "correcting_member_id", "members", "id"),
    ("statements", "member_id", "members", "id"),
    ("statements", "joint_with", "statements", "id"),
    ("oral_questions", "asking_member_id", "members", "id"),
    ("oral_questions", "debate_id", "debates", "id"),
    ("oral_questions", "contribution_id", "contributions", "id"),
    ("motions", "member_id", "members", "id"),
    ("statement_links", "statement_id", "statements", "id"),
    ("contributions", "member_id", "members", "id"),
    ("memberships", "member_id", "members", "id"),
    ("posts", "member_id", "members", "id"),
    ("status_history", "sentence_id", "sentences", "id"),
    ("publication_documents", "publication_id", "publications", "id"),
    ("publication_passages", "document_id", "publication_documents", "id"),
    ("commencements", "legislation_id", "legislation", "id"),
    ("document_changes", "document_id", "documents", "id"),
    ("office_holders", "member_id", "members", "id"),
)
SOURCED = (
    "questions", "statements", "debates", "oral_questions", "motions", "petitions", "legislation",
    "documents", "publications", "publication_documents",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verified:
    """How much was checked and everything that was wrong."""

    quotes: int
    references: int
    faults: tuple[str, ...]


def verify(path: Path) -> Verified:
    """Check `tracker.db` at `path`. Raises FileNotFoundError where there is none."""
    if not path.exists():
        raise FileNotFoundError(f"there is no tracker at {path}; run `cms-tracker update` or `import` first")
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        faults = [
            *_wrong_quotes(db),
            *_wrong_passages(db),
            *_wrong_deadlines(db),
            *_cut_texts(db),
            *_unsourced(db),
        ]
        checked = 0
        for table, column, other, key in REFERENCES:
            checked += db.execute(f"select count({column}) from {table}").fetchone()[0]
            faults += _dangling(db, table, column, other, key)
        quotes = db.execute("select count(*) from sentences").fetchone()[0]
    finally:
        db.close()
    return Verified(quotes, checked, tuple(faults))


def _wrong_quotes(db: sqlite3.Connection) -> Iterator[str]:
    for kind, sql in TEXTS.items():
        texts = dict(db.execute(sql))
        rows = db.execute(
            "select id, source_id, start_char, end_char, text from sentences where source_type = ?", [kind]
        )
        for sentence, source, start, end, quote in rows:
            if source not in texts:
                yield f"sentence {sentence}: {kind} {source} is not in the tracker"
            elif (texts[source] or "")[start:end] != quote:
                yield f"sentence {sentence}: its words do not stand at {start}-{end} of {kind} {source}"
    for key, quote, words in db.execute(
        "select c.id, c.quote, s.text from commitments c join sentences s on s.id = c.sentence_id"
    ):
        if quote != words:
            yield f"commitment {key}: its quote is not its sentence"


def _wrong_passages(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute(
        """select a.id, a.start_char, a.end_char, a.text, d.text
           from publication_passages a join publication_documents d on d.id = a.document_id"""
    )
    for key, start, end, words, document in rows:
        if (document or "")[start:end] != words:
            yield f"passage {key}: its words do not stand at {start}-{end} of its document"


def _wrong_deadlines(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute(
        """select s.id, s.text, d.text, d.earliest, d.latest
           from deadlines d join sentences s on s.id = d.sentence_id"""
    )
    for sentence, words, deadline, earliest, latest in rows:
        if deadline not in words:
            yield f"deadline {deadline!r}: these words are not in sentence {sentence}"
        if earliest and latest and earliest > latest:
            yield f"deadline {deadline!r} of sentence {sentence} ends before it begins"


def _cut_texts(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute(
        """select distinct s.source_id from sentences s join questions q on q.id = s.source_id
           where s.source_type = 'question' and q.is_truncated"""
    )
    for (question,) in rows:
        yield f"question {question}: an answer cut by its source was analysed as if whole"


def _unsourced(db: sqlite3.Connection) -> Iterator[str]:
    for table in SOURCED:
        rows = db.execute(f"select id from {table} where raw_hash = '' or fetched_from = ''")
        for (key,) in rows:
            yield f"{table} {key}: does not lead back to a raw answer"


def _dangling(db: sqlite3.Connection, table: str, column: str, other: str, key: str) -> Iterator[str]:
    rows = db.execute(
        f"""select distinct {column} from {table}
            where {column} is not null and {column} not in (select {key} from {other})"""
    )
    for (value,) in rows:
        yield f"{table}.{column} {value}: not in {other}"
