"""GOV.UK's documents to the tables of `tracker.db`: evidence of what was done, not analysed for promises."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlite_utils import Database

from db.gather import Gathered
from db.merge import Observation
from db.people import People
from scrapers.documents import GovDocument
from scrapers.relevance import Topic


def load_documents(db: Database, gathered: Gathered, people: People, topic: Topic) -> None:
    """Write documents with their changes and files; a row of the search where nothing better was had.

    A row may name the path at which a document once stood.
    """
    found = gathered.of(GovDocument)
    whole = {item.record.path for item in found if item.record.is_full}
    for item in found:
        if item.record.is_full or whole.isdisjoint(_paths(item.record.path, gathered.moved)):
            _load_document(db, item)


def _paths(path: str, moved: Mapping[str, str]) -> list[str]:
    """Return a path and all that it leads to; a document may move more than once, and back."""
    paths = [path]
    while (path := moved.get(path, path)) not in paths:
        paths.append(path)
    return paths


def _load_document(db: Database, item: Observation[GovDocument]) -> None:
    record = item.record
    db.table("documents").insert(
        {
            "id": record.id,
            "path": record.path,
            "kind": record.kind,
            "title": record.title,
            "description": record.description,
            "text": record.text,
            "date_published": record.date_published,
            "date_updated": record.date_updated,
            "organisations": json.dumps(record.organisations, ensure_ascii=False),
            "opening_date": record.opening_date,
            "closing_date": record.closing_date,
            "outcome_text": record.outcome_text,
            "is_withdrawn": record.is_withdrawn,
            "is_full": record.is_full,
            "relevance": item.why,
            "url": record.url,
            "fetched_from": item.sighting.url,
            "raw_hash": item.sighting.raw_hash,
        }
    )
    db.table("document_changes").insert_all(
        {"document_id": record.id, "date": day, "note": note} for day, note in record.changes
    )
    db.table("attachments").insert_all(
        {
            "source_type": "document",
            "source_id": record.id,
            "url": file.url,
            "title": file.title,
            "file_type": file.file_type,
            "size_bytes": file.size_bytes,
        }
        for file in record.attachments
    )
