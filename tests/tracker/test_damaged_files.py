"""Databases damaged, lost, or made by another release: told plainly, and nothing is made worse."""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from contextlib import closing

import pytest
from click.testing import CliRunner

from db import migrations
from db.archive import FILE as ARCHIVE
from db.archive import Archive, ArchiveError, open_to_look
from db.fingerprint import content_fingerprint
from db.publish import FILE
from tracker.cli import cli
from tracker.clock import utc_now

ONLY = ("petitions", "statements")


@pytest.fixture
def directory(unbroken, tmp_path):
    """A copy of what a run has filled, to be damaged."""
    shutil.copytree(unbroken(*ONLY).directory, tmp_path / "data")
    return tmp_path / "data"


def change(path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(sql, values)
        db.commit()


def say(directory, *arguments: str, **environment: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["--db", str(directory), *arguments], env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def half(path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


@pytest.mark.parametrize("command", ["update", "rebuild", "status"])
def test_a_truncated_archive_is_told_and_what_was_published_stays(directory, command):
    before = content_fingerprint(directory / FILE)
    half(directory / ARCHIVE)
    cut = (directory / ARCHIVE).read_bytes()
    code, told = say(directory, command)
    assert code == 1
    assert "damaged" in told
    assert "put back a copy" in told
    assert content_fingerprint(directory / FILE) == before
    assert (directory / ARCHIVE).read_bytes() == cut


def test_an_answer_that_rots_stops_the_publication(directory):
    before = content_fingerprint(directory / FILE)
    change(directory / ARCHIVE, "update raw set body = ? where kind = 'statement'", b"rot")
    change(directory / ARCHIVE, "delete from facts where value = 'demo'")
    code, told = say(directory, "rebuild")
    assert code == 1
    assert "archive.db is damaged at the answer" in told
    assert content_fingerprint(directory / FILE) == before


def test_the_body_of_a_damaged_answer_says_so(tmp_path):
    with closing(Archive(tmp_path, now=utc_now)) as archive:
        digest = archive.store("statement", "https://x/1", b"{}")
        archive.db.execute("update raw set body = ?", [zlib.compress(b"{}")[:-2]])
        with pytest.raises(ArchiveError, match=digest):
            archive.body(digest)


@pytest.mark.parametrize("lose", [lambda path: path.unlink(), lambda path: path.write_bytes(b"")])
def test_a_lost_archive_is_not_begun_anew_beside_its_tracker(directory, parliament, lose):
    before = content_fingerprint(directory / FILE)
    lose(directory / ARCHIVE)
    code, told = say(directory, "update", **parliament.addresses)
    assert code == 1
    assert "put back a copy of the archive" in told
    assert parliament.requests == []
    assert content_fingerprint(directory / FILE) == before


@pytest.mark.parametrize("spoil", [half, lambda path: path.write_text("words"), lambda path: path.unlink()])
def test_a_damaged_tracker_is_made_again(collected, unbroken, spoil):
    collected.run(*ONLY)
    spoil(collected.directory / FILE)
    code, told = say(collected.directory, "verify")
    assert code == 1
    assert "damaged" in told or "there is no tracker" in told
    assert not collected.run(*ONLY, since=None).failed
    assert collected.content == unbroken(*ONLY).content


def test_a_tracker_of_another_release_is_to_be_made_again(directory):
    change(directory / FILE, "drop view committee_responses")
    code, told = say(directory, "digest")
    assert code == 1
    assert "made by another release" in told
    assert "cms-tracker rebuild" in told


def test_a_first_run_that_ended_as_it_began_is_no_archive_yet(tmp_path):
    with closing(sqlite3.connect(tmp_path / ARCHIVE)) as db:
        db.execute("pragma journal_mode = wal")
    code, told = say(tmp_path, "status")
    assert code == 1
    assert "run `cms-tracker update` first" in told


def test_status_is_told_where_nothing_can_be_written(directory):
    (directory / f"{ARCHIVE}-shm").mkdir()  # as on a read-only disk: no file of SQLite's beside the archive
    with closing(open_to_look(directory / ARCHIVE)) as db:
        assert db.execute("select count(*) from runs").fetchone() == (len(ONLY),)
    code, told = say(directory, "status")
    assert code == 0, told


def test_an_archive_of_the_first_release_goes_on_where_it_was(collected, unbroken, tmp_path):
    """Its steps, its rows; no windows, no validators. Nothing of it is lost, and the content is the same."""
    collected.run(*ONLY)
    old = collected.beside(tmp_path / "old")
    old.directory.mkdir()
    with closing(sqlite3.connect(old.directory / ARCHIVE, isolation_level=None)) as connection:
        db = migrations.Database(connection)
        migrations.archive.apply(db, stop_before="m002_windows")
        db.execute("attach ? as new", [str(collected.directory / ARCHIVE)])
        for table in ("raw", "sightings", "items", "runs", "watermarks", "quarantine", "facts"):
            names = ", ".join(column.name for column in db.table(table).columns)
            db.execute(f"insert into {table} ({names}) select {names} from new.{table}")
        db.execute("update sightings set first_seen = '2025-06-01T06:00:00+00:00'")
    before = set(old.archived("select hash, body from raw"))
    first_seen = set(old.archived("select raw_hash, url, first_seen from sightings"))
    assert not old.run(*ONLY, since=None).failed
    assert before <= set(old.archived("select hash, body from raw"))
    assert first_seen <= set(old.archived("select raw_hash, url, first_seen from sightings"))
    assert old.table("statements") == unbroken(*ONLY).table("statements")
    assert old.table("petitions") == unbroken(*ONLY).table("petitions")
