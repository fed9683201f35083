"""Acts and instruments to the tables of `tracker.db`, with every note on when a provision came into force."""

from __future__ import annotations

from sqlite_utils import Database

from db.gather import Gathered
from db.merge import Observation
from db.people import People
from scrapers.documents import Commencement, Legislation, LegislationEntry
from scrapers.legislation import is_called
from scrapers.relevance import Topic


def load_legislation(db: Database, gathered: Gathered, people: People, topic: Topic) -> None:
    """Write every text that was read; one that has no text, by what the feed says of it."""
    texts = {item.record.id: item for item in gathered.of(Legislation)}
    entries = {
        item.record.id: item
        for item in gathered.of(LegislationEntry)
        if is_called(item.record.title, topic.legislation_titles)
    }
    for key in sorted(texts.keys() | entries.keys()):
        item = texts.get(key) or entries[key]
        db.table("legislation").insert(_legislation_row(item))
        if isinstance(item.record, Legislation):
            notes = item.record.commencements
            db.table("commencements").insert_all(_commencement_row(key, note) for note in notes)


def _legislation_row(item: Observation[Legislation] | Observation[LegislationEntry]) -> dict:
    record = item.record
    text = record if isinstance(record, Legislation) else None
    return {
        "id": record.id,
        "title": record.title,
        "kind": record.kind,
        "year": record.year,
        "number": record.number,
        "date_made": record.date_made,
        "date_modified": record.date_modified,
        "provisions": text.provisions if text else None,
        "prospective": text.prospective if text else None,
        "in_force": text.in_force if text else None,
        "in_force_why": text.in_force_why if text else "no text in XML was to be had",
        "url": record.url,
        "fetched_from": item.sighting.url,
        "raw_hash": item.sighting.raw_hash,
    }


def _commencement_row(legislation_id: str, note: Commencement) -> dict:
    return {
        "legislation_id": legislation_id,
        "provision": note.provision,
        "note": note.note,
        "date": note.date,
        "instrument": note.instrument,
        "url": note.url,
    }
