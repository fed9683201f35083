"""Petitions to the table of `tracker.db`: the words of the petition itself, the numbers of the newest row."""

from __future__ import annotations

import json

from sqlite_utils import Database

from db.gather import Gathered
from db.merge import Observation
from db.people import People
from scrapers.documents import Petition, PetitionRow
from scrapers.relevance import Topic

Seen = Observation[Petition] | Observation[PetitionRow]


def load_petitions(db: Database, gathered: Gathered, people: People, topic: Topic) -> None:
    """Write every petition about the topic, also one known by its row in a list alone."""
    rows = {item.record.id: item for item in gathered.of(PetitionRow)}
    full = {item.record.id: item for item in gathered.of(Petition)}
    for key in sorted(rows.keys() | full.keys()):
        best = full.get(key) or rows[key]
        db.table("petitions").insert(_petition_row(best, newest=rows.get(key, best)))


def _petition_row(item: Seen, *, newest: Seen) -> dict:
    record = item.record
    is_newer = newest.sighting.last_seen >= item.sighting.last_seen
    return {
        "id": record.id,
        "title": record.title,
        "background": record.background,
        "details": record.details,
        "state": record.state,
        "is_archived": record.is_archived,
        "signatures": newest.record.signatures if is_newer else record.signatures,
        "rejection": record.rejection,
        "date_opened": record.date_opened,
        "date_closed": record.date_closed,
        "departments": json.dumps(record.departments),
        "response_summary": record.response_summary,
        "response_text": record.response_text,
        "date_responded": record.date_responded,
        "date_debated": record.date_debated,
        "debate_url": record.debate_url,
        "relevance": item.why,
        "url": record.url,
        "fetched_from": item.sighting.url,
        "raw_hash": item.sighting.raw_hash,
    }
