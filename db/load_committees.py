"""Committee publications about the topic, their documents, and the passages of them that are analysed.

A publication is kept for its title, for a passage in one of its documents, or because it answers or is
answered by one that is kept for these reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from db.gather import Gathered
from db.letters import answer_begins, is_government_document, names_body, office_of_author
from db.merge import Observation
from db.people import People
from scrapers.committees_parse import document_url
from scrapers.documents import CommitteeDocument, CommitteePublication
from scrapers.passages import Passage, find_passages
from scrapers.relevance import term_in
from scrapers.topic import Topic, first_match, plain

Publication = Observation[CommitteePublication]
Document = Observation[CommitteeDocument]


@dataclass(slots=True)
class _Read:
    """One publication with the documents that were fetched of it and what they say on the topic."""

    item: Publication
    responds_to_id: int | None = None
    documents: list[tuple[Document, tuple[Passage, ...]]] = field(default_factory=list)
    why: str = ""


def load_publications(db: Database, gathered: Gathered, people: People, topic: Topic) -> None:
    """Write the publications that are about the topic, with documents and passages."""
    found = _read(gathered, topic)
    _keep_linked(found)
    for read in found.values():
        if read.why:
            db.table("publications").insert(_publication_row(read))
            db.table("publication_documents").insert_all(_unread_rows(read))
            for item, passages in read.documents:
                document = _document_row(read, item)
                db.table("publication_documents").insert(document)
                db.table("publication_passages").insert_all(
                    _passage_rows(read, item.record, passages, is_government=document["is_government"])
                )


def _read(gathered: Gathered, topic: Topic) -> dict[int, _Read]:
    found = {item.record.id: _Read(item) for item in gathered.of(CommitteePublication)}
    answers = _answered(read.item.record for read in found.values())
    documents: dict[int, list[Document]] = defaultdict(list)
    for item in gathered.of(CommitteeDocument):
        documents[item.record.publication_id].append(item)
    for key, read in found.items():
        record = read.item.record
        read.responds_to_id = record.responds_to_id or answers.get(key)
        is_own = names_body(topic.departments, record.committee, record.responding_department)
        read.documents = [(item, _passages(item.record, topic, is_own)) for item in documents[key]]
        read.why = _why(read, topic, is_own)
    return found


def _answered(records: Iterable[CommitteePublication]) -> dict[int, int]:
    """By the id of an answer, what it answers: the report may say so where the answer does not."""
    return {answer: record.id for record in records for answer in record.response_ids}


def _passages(document: CommitteeDocument, topic: Topic, is_own: bool) -> tuple[Passage, ...]:
    text = document.text or ""
    counts_weak = is_own or first_match(topic.context, plain(text)) is not None
    return find_passages(text, topic, is_own=counts_weak)


def _why(read: _Read, topic: Topic, is_own: bool) -> str:
    """Why a publication is about the topic; empty where it is not."""
    if term := term_in(read.item.record.title, topic, is_own=is_own):
        return f"'{term}' in the title"
    for item, passages in read.documents:
        if passages:
            return f"a passage in {item.record.file_name or 'a document'}"
    return ""


def _keep_linked(found: Mapping[int, _Read]) -> None:
    """Keep what answers, or is answered by, a publication that is kept by its own words."""
    by_own_words = {key for key, read in found.items() if read.why}
    for key, read in found.items():
        other = read.responds_to_id
        if other is None or other not in found:
            continue
        if other in by_own_words and not read.why:
            read.why = f"answers publication {other}"
        if key in by_own_words and not found[other].why:
            found[other].why = f"is answered by publication {key}"


def _publication_row(read: _Read) -> dict:
    record = read.item.record
    return {
        "id": record.id,
        "committee_id": record.committee_id,
        "committee": record.committee,
        "house": record.house,
        "kind": record.kind,
        "title": record.title,
        "date": record.date,
        "paper_number": record.paper_number,
        "responds_to_id": read.responds_to_id,
        "responding_department": record.responding_department,
        "response_deadline": record.response_deadline,
        "is_response_excepted": record.is_response_excepted,
        "relevance": read.why,
        "url": record.url,
        "fetched_from": read.item.sighting.url,
        "raw_hash": read.item.sighting.raw_hash,
    }


def _unread_rows(read: _Read) -> Iterator[dict]:
    """The documents of a publication that were not fetched, which can still be opened at their address."""
    record, fetched = read.item.record, {item.record.document_id for item, _ in read.documents}
    for file in record.files:
        if file.document_id not in fetched:
            document = CommitteeDocument(
                id=f"{record.id}/{file.document_id}",
                publication_id=record.id,
                document_id=file.document_id,
                file_name=file.name,
                text=None,
                is_extracted=False,
                trouble="not fetched",
                url=document_url(record.id, file.document_id),
            )
            yield _document_row(read, Observation(document, read.item.sighting))


def _document_row(read: _Read, item: Document) -> dict:
    record, publication = item.record, read.item.record
    is_government = is_government_document(publication, name=record.file_name, text=record.text)
    is_letter = publication.kind == "correspondence"
    return {
        "id": record.id,
        "publication_id": record.publication_id,
        "file_name": record.file_name,
        "text": record.text,
        "trouble": record.trouble,
        "is_extracted": record.is_extracted,
        "is_government": is_government,
        "office": office_of_author(publication.title) if is_government and is_letter else None,
        "url": record.url,
        "fetched_from": item.sighting.url,
        "raw_hash": item.sighting.raw_hash,
    }


def _passage_rows(
    read: _Read, document: CommitteeDocument, passages: Iterable[Passage], *, is_government: bool
) -> Iterator[dict]:
    text = document.text or ""
    begins = answer_begins(read.item.record, text) if is_government else 0
    for position, passage in enumerate(passages):
        yield {
            "id": f"{document.id}/{passage.start}",  # of the place: others may come and go
            "document_id": document.id,
            "position": position,
            "start_char": passage.start,
            "end_char": passage.end,
            "text": text[passage.start : passage.end],
            "context": passage.context,
            "is_government": is_government and not passage.is_quoted and passage.start >= begins,
        }
