"""One committee publication: whether the government answered in time, and what is said on the topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.pages.marking import Piece, mark_text
from db.pages.outcome import shown_by
from db.pages.reader import Read, Row, first

_PUBLICATION = """
select p.*, answered.title as answers_title, answered.kind as answers_kind
from publications p left join publications answered on answered.id = p.responds_to_id
where p.id = ?
"""
_OWED = "select * from committee_responses where id = ?"
_ANSWERS = "select id, title, kind, date from publications where responds_to_id = ? order by date, id"
_DOCUMENTS = """
select id, file_name, is_extracted, is_government, office, trouble, url, text is null as is_unreadable
from publication_documents where publication_id = ? order by id
"""
_PASSAGES = """
select a.* from publication_passages a join publication_documents d on d.id = a.document_id
where d.publication_id = ? order by a.document_id, a.position
"""
_MARKS = """
select s.id as sentence_id, s.source_id, s.start_char, s.end_char, s.text, m.relation, m.commitment_id
from publication_documents d join publication_passages a on a.document_id = d.id
join sentences s on s.source_type = 'publication' and s.source_id = a.id
join mentions m on m.sentence_id = s.id
where d.publication_id = ? order by s.start_char
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage on the topic, its paragraphs with the promises marked, and what it stands under."""

    row: Row
    paragraphs: list[list[Piece]]
    heading: str | None


@dataclass(frozen=True, slots=True)
class File:
    """A document of the publication with its passages on the topic."""

    row: Row
    passages: list[Passage]


@dataclass(frozen=True, slots=True)
class PublicationPage:
    """What a publication's page shows; `owed` is None where no answer was ever owed."""

    publication: Row
    owed: Row | None
    answers: list[Row]
    files: list[File]
    promises: list[Row]
    may_show: list[Row]


async def publication_page(read: Read, key: str) -> PublicationPage | None:
    """Return what the page of publication `key` shows, or None where there is none."""
    publication = await first(read, _PUBLICATION, [key])
    if publication is None:
        return None
    key = publication["id"]
    promises = await read(_MARKS, [key])
    rows = await read(_PASSAGES, [key])
    passages = [_passage(row, promises, rows) for row in rows]
    return PublicationPage(
        publication=publication,
        owed=await first(read, _OWED, [key]),
        answers=await read(_ANSWERS, [key]),
        files=[
            File(row, [passage for passage in passages if passage.row["document_id"] == row["id"]])
            for row in await read(_DOCUMENTS, [key])
        ],
        promises=promises,
        may_show=await shown_by(read, "response", key),
    )


def _passage(row: Row, promises: Sequence[Row], rows: Sequence[Row]) -> Passage:
    marks = [mark for mark in promises if mark["source_id"] == row["id"]]
    context = row["context"]
    is_printed = context and any(context in other["text"] for other in rows)  # as a passage of its own
    return Passage(row, mark_text(row["text"], marks), None if is_printed else context)


async def publication_of(read: Read, passage: str) -> int | None:
    """Return the publication in which a passage stands, or None."""
    row = await first(
        read,
        """select d.publication_id from publication_passages a
           join publication_documents d on d.id = a.document_id where a.id = ?""",
        [passage],
    )
    return row["publication_id"] if row else None
