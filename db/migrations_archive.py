"""The schema of `archive.db`, which keeps what can't be recomputed: steps, never edited after a release."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

archive = Migrations("archive")


def run_script(db: Database, script: str) -> None:
    """Run statements parted by semicolons."""
    # One by one: sqlite3's executescript would commit the migration's transaction.
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)


@archive()
def m001_archive(db: Database) -> None:
    """Raw answers by content, where and when each was seen, and what every run did."""
    run_script(
        db,
        """
        create table raw (
            hash text primary key, kind text not null, content_type text, size integer not null,
            body blob not null
        );
        create table sightings (
            id integer primary key, raw_hash text not null references raw(hash), url text not null,
            keeps_all integer not null default 0, first_seen text not null, last_seen text not null,
            unique (raw_hash, url)
        );
        create table items (
            key text not null, fingerprint text not null, state text not null, first_seen text not null,
            primary key (key, fingerprint)
        );
        create table runs (
            id integer primary key, command text not null, source text not null, started text not null,
            finished text, outcome text not null, requests integer not null default 0,
            new integer not null default 0, updated integer not null default 0,
            unchanged integer not null default 0, quarantined integer not null default 0,
            left_out integer not null default 0, message text
        );
        create table watermarks (source text primary key, done_to text not null, set_at text not null);
        create table quarantine (
            id integer primary key, source text not null, item text not null, reason text not null,
            url text, raw blob not null, raw_hash text not null, first_seen text not null,
            unique (source, item, reason, raw_hash)
        );
        create table unknown_fields (
            source text not null, field text not null, seen integer not null, first_seen text not null,
            primary key (source, field)
        );
        create table facts (key text primary key, value text not null)
        """,
    )


@archive()
def m002_windows(db: Database) -> None:
    """Which windows of each source were read when, what a service needs to say "unchanged", how runs fail."""
    run_script(
        db,
        """
        create table windows (
            source text not null, name text not null, ends text not null, read_on text not null,
            rows integer, primary key (source, name)
        );
        alter table sightings add column etag text;
        alter table sightings add column last_modified text;
        alter table runs add column failure text;
        create index sightings_url on sightings(url)
        """,
    )
