"""Runs the analysis over everything loaded that may hold a promise, and writes what it found.

Analysed are whole answers, whole statements, the contributions about the topic, the responses to petitions
and the passages of committees' publications. A truncated text is never analysed: a promise cut in half is
not a promise. A text that has not changed since the last publication is not analysed again: what was found
in it is copied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from sqlite_utils import Database

from db.identity import SentenceIds
from db.memory import Memory
from nlp.annotations import Annotation, Deadline, Document, Sentence

Analyse = Callable[[Iterable[Document]], Iterator[Annotation]]

_ANSWERS = """
select id, answer_text, coalesce(date_corrected, date_answered), question_text, answering_member, 1, house
from questions where answer_text is not null and not is_truncated order by id
"""
_STATEMENTS = """
select id, text, date_made, title, member_name, 1, house
from statements where text is not null and not is_truncated order by id
"""
_CONTRIBUTIONS = """
select contributions.id, contributions.text, debates.date, debates.title, speaker_name, is_government,
  debates.house
from contributions join debates on debates.id = debate_id
where is_on_topic and contributions.kind = 'speech' and not is_chair order by debate_id, position
"""
_PETITIONS = """
select id, response_text, date_responded, title || coalesce(char(10) || background, ''), null, 1, null
from petitions where response_text is not null order by id
"""
_PASSAGES = """
select a.id, a.text, p.date, coalesce(a.context, p.title), d.office, a.is_government, p.house
from publication_passages a join publication_documents d on d.id = a.document_id
join publications p on p.id = d.publication_id order by p.id, d.id, a.position
"""
_SOURCES = {
    "question": _ANSWERS,
    "statement": _STATEMENTS,
    "contribution": _CONTRIBUTIONS,
    "petition": _PETITIONS,
    "publication": _PASSAGES,
}


def annotate(db: Database, analyse: Analyse, memory: Memory) -> int:
    """Analyse everything loaded, write what was found; return how many sentences.

    What `memory` holds of a text that has not changed is taken from there.
    """
    return sum(_annotate_source(db, analyse, kind, sql, memory) for kind, sql in _SOURCES.items())


def _annotate_source(db: Database, analyse: Analyse, source_type: str, sql: str, memory: Memory) -> int:
    rows = db.execute(sql).fetchall()
    documents = [_document(row) for row in rows]
    hashes = [memory.input_hash(document) for document in documents]
    changed = [
        not memory.holds(source_type, row[0], digest) for row, digest in zip(rows, hashes, strict=True)
    ]
    annotations = analyse(document for document, is_new in zip(documents, changed, strict=True) if is_new)
    written = 0
    for row, is_new in zip(rows, changed, strict=True):
        if is_new:
            written += _write(db, source_type, row[0], row[1], next(annotations))
        else:
            written += memory.copy(db, source_type, row[0])
    db.table("analyses").insert_all(
        {"source_type": source_type, "source_id": row[0], "input_hash": digest}
        for row, digest in zip(rows, hashes, strict=True)
    )
    return written


def _document(row: tuple) -> Document:
    return Document(
        id=str(row[0]),
        text=row[1],
        date=row[2],
        question=row[3],
        speaker=row[4],
        is_government=bool(row[5]),
        house=row[6],
    )


def _write(db: Database, source_type: str, source_id: int | str, text: str, annotation: Annotation) -> int:
    source = {"source_type": source_type, "source_id": source_id}
    ids = SentenceIds(source_type, source_id)
    named = [(ids.next(text[item.start : item.end]), item) for item in annotation.sentences]
    db.table("sentences").insert_all(_sentence_row(source, text, *one) for one in named)
    db.table("deadlines").insert_all(
        {"sentence_id": sentence_id, **_deadline_row(item.deadline)}
        for sentence_id, item in named
        if item.deadline
    )
    spoken = _words_by_sentence(annotation)
    db.table("sentence_themes").insert_all(
        {"sentence_id": sentence_id, "theme": theme, "why": _listed(words)}
        for number, (sentence_id, _) in enumerate(named)
        for theme, words in spoken[number].items()
    )
    db.table("themes").insert_all(
        {**source, "theme": theme.name, "why": _listed(theme.why)} for theme in annotation.themes
    )
    return len(named)


def _sentence_row(source: Mapping[str, int | str], text: str, sentence_id: str, item: Sentence) -> dict:
    return {
        "id": sentence_id,
        **source,
        "start_char": item.start,
        "end_char": item.end,
        "text": text[item.start : item.end],
        "class": item.class_,
        "score": item.score,
        "why": item.why,
        "action": item.action,
        "actor": item.actor,
        "act_kind": item.act_kind,
    }


def _deadline_row(deadline: Deadline) -> dict:
    return {
        "text": deadline.text,
        "earliest": deadline.earliest,
        "latest": deadline.latest,
        "precision": deadline.precision,
    }


def _listed(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))


def _words_by_sentence(annotation: Annotation) -> dict[int, dict[str, list[str]]]:
    """Return the words that speak for each theme of a text, by the number of their sentence."""
    spoken: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for theme in annotation.themes:
        for number, word in theme.spoken_in:
            spoken[number][theme.name].append(word)
    return spoken
