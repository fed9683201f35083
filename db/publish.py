"""Makes `tracker.db` afresh from the archive and swaps it in at one stroke.

The published file is a pure function of the archive, the topic and the as-of date: built beside the old
one, and renamed over it only when it is whole. A crash at any moment leaves the old file as it was.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from db import migrations
from db.annotate import Analyse, annotate
from db.archive import Archive
from db.boilerplate import write_boilerplate
from db.gather import MOVED, Gathered, gather, members_named
from db.ledger import build_ledger
from db.load import load_debate, load_members, load_questions, load_statements, members_pointed_at
from db.loaders import LOADERS
from db.memory import Memory
from db.people import People
from db.question_parts import write_question_parts
from db.review_queue import write_review_queue
from db.search import enable_search
from scrapers.records import Member
from scrapers.relevance import Topic, on_topic_positions

log = logging.getLogger(__name__)

FILE = "tracker.db"
VIEWS = Path(__file__).parent / "views"


class PublishError(RuntimeError):
    """The tracker could not be written; what was published before is still there."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a build is made for: the as-of date and what is printed beside it on every page."""

    as_of: date
    topic: Topic
    analyser: str
    is_sample: bool = False


def publish(
    archive: Archive, directory: Path, snapshot: Snapshot, analyse: Analyse, *, afresh: bool = False
) -> Path:
    """Build `tracker.db` in `directory` and return its path.

    When nothing that decides its content has changed, only the table of runs is written anew, and texts
    that have not changed are not analysed again; `afresh` takes nothing from the last publication.
    Raises PublishError when the disk is full or can't be written.
    """
    path, building = directory / FILE, directory / f"{FILE}.new"
    made_from = _made_from(archive, snapshot)
    try:
        _clear(directory)
        if not afresh and _published_from(path) == made_from:
            shutil.copyfile(path, building)
        else:
            program = f"{snapshot.analyser} {_code('db')}"  # other code, other tables
            memory = Memory(program, None if afresh else path)
            _build(archive, building, snapshot, analyse, made_from, memory)
        _write_runs(archive, building)
        with building.open("rb") as file:
            os.fsync(file.fileno())  # whole on the disk before it takes the name
        building.replace(path)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            _clear(directory)  # the disk may be full for it
        raise PublishError(
            f"cannot write {path}: {error}. What was published before is unchanged."
        ) from error
    return path


def _clear(directory: Path) -> None:
    """Remove what a publication left that did not come to its end."""
    for leftover in directory.glob(f"{FILE}.new*"):
        leftover.unlink()


def _build(
    archive: Archive, path: Path, snapshot: Snapshot, analyse: Analyse, made_from: str, memory: Memory
) -> None:
    db = Database(sqlite3.connect(f"file:{path}", isolation_level=None, uri=True))
    db.execute("pragma journal_mode = memory")  # nobody reads this file before it is whole
    db.execute("pragma synchronous = off")
    try:
        migrations.tracker.apply(db)
        # The library notes when each step ran; the content must not depend on the clock.
        db.execute("update _sqlite_migrations set applied_at = ?", [snapshot.as_of.isoformat()])
        memory.attach(db)
        with db.atomic():
            _load(db, gather(archive, snapshot.topic), snapshot.topic)
            create_views(db)
            sentences = annotate(db, analyse, memory)
            write_question_parts(db)
            repeats = write_boilerplate(db)
            commitments = build_ledger(db, snapshot.as_of)
            write_review_queue(db)
            _write_snapshot(db, snapshot, made_from)
        memory.detach(db)
        enable_search(db)
        db.execute("analyze")
        log.info(
            "published %s sentences, %s commitments, %s repeated paragraphs", sentences, commitments, repeats
        )
    finally:
        db.close()


def _load(db: Database, gathered: Gathered, topic: Topic) -> None:
    people = People(gathered.members.values(), gathered.twfy)
    load_questions(db, gathered.questions, people)
    load_statements(db, gathered.statements, people)
    for item in gathered.debates:
        load_debate(db, item, people, on_topic=on_topic_positions(item.record, topic))
    for load in LOADERS:
        load(db, gathered, people, topic)
    named = members_named(gathered)  # last, when every row is there that may point at a member
    keys = gathered.members.keys() | named.keys() | members_pointed_at(db)
    load_members(
        db,
        (people.member(key) or Member(key, named.get(key) or f"Member {key}") for key in sorted(keys)),
    )


def create_views(db: Database) -> None:
    """Create the published views from `db/views/*.sql`; later ones may read earlier ones."""
    first = ("sources", "commitment_tracker")
    paths = sorted(VIEWS.glob("*.sql"), key=lambda path: (path.stem not in first, path.stem))
    for path in paths:
        db.execute(path.read_text(encoding="utf-8"))


def _write_snapshot(db: Database, snapshot: Snapshot, made_from: str) -> None:
    facts = {
        "as_of": snapshot.as_of.isoformat(),
        "topic": snapshot.topic.id,
        "title": snapshot.topic.title,
        "analyser": snapshot.analyser,
        "is_sample": str(int(snapshot.is_sample)),
        "made_from": made_from,
    }
    db.table("snapshot").insert_all({"key": key, "value": value} for key, value in facts.items())


def _write_runs(archive: Archive, path: Path) -> None:
    # Runs and reasons of quarantine are published, raw text never is.
    db = Database(sqlite3.connect(path, isolation_level=None))
    try:
        with db.atomic():
            for table in ("runs", "quarantine"):
                columns = [column.name for column in db.table(table).columns]
                rows = archive.db.execute(f"select {', '.join(columns)} from {table}").fetchall()
                db.execute(f"delete from {table}")
                marks = ", ".join("?" * len(columns))
                db.conn.executemany(f"insert into {table} values ({marks})", rows)
    finally:
        db.close()


def _made_from(archive: Archive, snapshot: Snapshot) -> str:
    described = json.dumps(asdict(snapshot), default=lambda value: getattr(value, "pattern", str(value)))
    digest = hashlib.sha256(described.encode())
    for sighting in archive.sightings():
        digest.update(repr(sighting).encode())
    digest.update(repr(archive.facts(MOVED)).encode())
    for folder in ("db", "scrapers", "nlp"):  # other code, other content
        digest.update(_code(folder).encode())
    for path in sorted(VIEWS.glob("*.sql")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _code(folder: str) -> str:
    """Return a hash of one package's code."""
    digest = hashlib.sha256()
    for path in sorted((Path(__file__).parent.parent / folder).glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _published_from(path: Path) -> str | None:
    if not path.exists():
        return None
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            is_whole = connection.execute("pragma quick_check(1)").fetchone() == ("ok",)
            row = connection.execute("select value from snapshot where key = 'made_from'").fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return None  # a broken or older file is simply built again
    return row[0] if row and is_whole else None
