"""Proves a published tracker: every quote stands in its source, and every reference finds its row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from db.verify_outcomes import TEXTS, wrong_changes, wrong_evidence

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
    ("question_parts", "question_id", "questions", "id"),
    ("office_holders", "member_id", "members", "id"),
    ("mention_changes", "commitment_id", "commitments", "id"),
    ("mention_changes", "sentence_id", "sentences", "id"),
    ("mention_changes", "was_sentence_id", "sentences", "id"),
    ("evidence", "commitment_id", "commitments", "id"),
    ("evidence", "sentence_id", "sentences", "id"),
    ("review_candidates", "sentence_id", "sentences", "id"),
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
            *_wrong_paragraphs(db),
            *_wrong_repeats(db),
            *_wrong_deadlines(db),
            *_wrong_parts(db),
            *wrong_evidence(db),
            *wrong_changes(db),
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


def _wrong_paragraphs(db: sqlite3.Connection) -> Iterator[str]:
    for kind in ("question", "statement", "contribution"):
        texts = dict(db.execute(TEXTS[kind]))
        rows = db.execute(
            """select source_id, position, start_char, end_char, text, family, is_repeat, first_date, date,
                 earlier_date
               from paragraphs where source_type = ?""",
            [kind],
        )
        for source, position, start, end, words, family, is_repeat, first, day, earlier in rows:
            name = f"paragraph {position} of {kind} {source}"
            if (texts.get(source) or "")[start:end] != words:
                yield f"{name}: its words do not stand at {start}-{end}"
            if is_repeat and (earlier is None or not first <= earlier < day):
                yield f"{name}: what it repeats, of family {family}, was not said on an earlier day"


def _wrong_repeats(db: sqlite3.Connection) -> Iterator[str]:
    for other in ("first", "earlier"):
        rows = db.execute(
            f"""select source_type, source_id, position from paragraphs p
                where {other}_source_id is not null and not exists (
                  select 1 from paragraphs o where o.source_type = p.{other}_source_type
                  and o.source_id = p.{other}_source_id and o.family = p.family
                )"""
        )
        for kind, source, position in rows:
            yield f"paragraph {position} of {kind} {source}: its {other} saying is not of its family"
    rows = db.execute(
        """select b.source_type, b.source_id from said_before b
           left join paragraphs p on p.source_type = b.source_type and p.source_id = b.source_id
           group by b.source_type, b.source_id
           having b.words_before != coalesce(sum(p.words_before), 0) or b.words_before > b.words"""
    )
    for kind, source in rows:
        yield f"{kind} {source}: the share said before is not that of its paragraphs"


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


def _wrong_parts(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute(
        """select question_id, label, start_char, end_char, p.text, quote, quote_start, quote_end,
             question_text, coalesce(answer_text, ''), is_truncated
           from question_parts p join questions q on q.id = question_id"""
    )
    for key, label, start, end, text, quote, first, last, question, answer, is_truncated in rows:
        name = f"part {label or 1!r} of question {key}"
        if is_truncated:
            yield f"{name}: a text cut by its source was read as if whole"
        if not text.endswith(question[start:end].split(")")[-1].split(" ")[-1]):
            yield f"{name}: its words do not stand at {start}-{end} of the question"
        if quote is not None and answer[first:last] != quote:
            yield f"{name}: its quote does not stand at {first}-{last} of the answer"


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
