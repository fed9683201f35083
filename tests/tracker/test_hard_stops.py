"""Runs that end hard: killed, out of disk, on a disk that can't be written, beside another run, in odd times.

Whatever happens, nothing that was stored is lost, what was published stays whole, and the next run completes
to the content of a run to which nothing happened.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock

from db import archive as archives
from db.archive import FILE as ARCHIVE
from db.archive import Archive
from db.fingerprint import content_fingerprint
from db.publish import FILE
from tracker.cli import cli
from tracker.clock import utc_now
from tracker.demo.run import sample_settings
from tracker.demo.server import SampleParliament
from tracker.settings import load_settings
from tracker.weekly import weekly_run
from tracker.workspace import LOCK

ONLY = ("questions", "hansard", "members")
SINCE, AS_OF = date(2025, 10, 1), date(2025, 12, 31)
LIMITED = """
import resource, runpy, sys
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.argv = ["tracker", *sys.argv[2:]]
runpy.run_module("tracker", run_name="__main__")
"""
CHILDREN = multiprocessing.get_context("forkserver")  # starts a run without loading the program anew
CHILDREN.set_forkserver_preload(["tracker.weekly", "spacy"])


def start(parliament: SampleParliament, directory: Path) -> BaseProcess:
    """Start a run in a process of its own."""
    given = load_settings({"data": str(directory)}, environment={}, folder=directory.parent)
    settings = sample_settings(given, parliament, directory, as_of=AS_OF)
    child = CHILDREN.Process(target=weekly_run, args=(settings,), kwargs={"since": SINCE, "only": ONLY})
    child.start()
    return child


def complete(parliament: SampleParliament, directory: Path) -> None:
    child = start(parliament, directory)
    child.join(60)
    assert child.exitcode == 0


def limited(parliament: SampleParliament, directory: Path, limit: int) -> tuple[int, str]:
    """Run where no file may grow beyond so many bytes; return the exit code and what was said."""
    environment = os.environ | parliament.addresses | {"CMS_TRACKER_PACE": "0"}
    only = [part for source in ONLY for part in ("--only", source)]
    arguments = ["--db", str(directory), "--as-of", str(AS_OF), "update", "--since", str(SINCE), *only]
    command = [sys.executable, "-c", LIMITED, str(limit), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def whole(faulty_server, tmp_path_factory) -> str:
    """The content of a run to which nothing happens."""
    directory = tmp_path_factory.mktemp("whole")
    faulty_server.mend()
    faulty_server.as_of = AS_OF.isoformat()
    complete(faulty_server, directory)
    return content_fingerprint(directory / FILE)


def stored(directory: Path) -> set[str]:
    """Return what the archive holds, after checking that it is whole."""
    if not (directory / ARCHIVE).exists():
        return set()
    with closing(sqlite3.connect(directory / ARCHIVE)) as db:
        assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
        if not db.execute("select 1 from sqlite_master where name = 'raw'").fetchone():
            return set()
        return {row[0] for row in db.execute("select hash from raw")}


def published(directory: Path) -> str | None:
    return content_fingerprint(directory / FILE) if (directory / FILE).exists() else None


def assert_next_run_completes(parliament, directory, whole, before: set[str]) -> None:
    complete(parliament, directory)
    assert published(directory) == whole
    assert before <= stored(directory), "nothing that was stored is lost"


def test_killed_at_any_moment(parliament, whole, tmp_path):
    """Six kills one after the other, in one directory: each run finds what the one before left behind."""
    chance, before, killed = random.Random(20251231), set(), 0
    for _ in range(6):
        victim = start(parliament, tmp_path)
        time.sleep(chance.uniform(0.05, 0.9))
        victim.kill()
        victim.join()
        killed += victim.exitcode == -9
        now = stored(tmp_path)
        assert before <= now
        assert published(tmp_path) in (None, whole), "published whole or not at all"
        before = now
    assert killed >= 3
    assert_next_run_completes(parliament, tmp_path, whole, before)
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        outcomes = [row[0] for row in db.execute("select outcome from runs")]
    assert "running" not in outcomes


@pytest.mark.parametrize("part", [0.0, 0.15, 0.4, 0.65, 0.9])
def test_a_power_cut_takes_only_the_newest_commits(collected, unbroken, tmp_path, part):
    """Whatever end of SQLite's log never reached the disk, the next run reads again what stood in it."""
    Archive(collected.directory, now=utc_now).close()
    after = tmp_path / "after"
    after.mkdir()
    with closing(sqlite3.connect(collected.directory / ARCHIVE)) as reader:
        reader.execute("begin")
        reader.execute("select * from raw").fetchall()  # while it reads, all that is written stays in the log
        assert not collected.run("questions", "statements").failed
        log = (collected.directory / f"{ARCHIVE}-wal").read_bytes()
        shutil.copyfile(collected.directory / ARCHIVE, after / ARCHIVE)
    (after / f"{ARCHIVE}-wal").write_bytes(log[: int(len(log) * part)])
    assert len(stored(after)) < len(stored(collected.directory))
    cut = collected.beside(after)
    assert not cut.run("questions", "statements").failed
    assert cut.content == unbroken("questions", "statements").content


@pytest.mark.parametrize("limit", [100_000, 300_000], ids=["while collecting", "while publishing"])
def test_a_full_disk(parliament, whole, tmp_path, limit):
    code, err = limited(parliament, tmp_path, limit)
    assert code == 1
    assert "Traceback" not in err
    assert "disk" in err
    assert published(tmp_path) is None
    assert_next_run_completes(parliament, tmp_path, whole, stored(tmp_path))


def test_a_full_disk_leaves_what_was_published(parliament, whole, tmp_path):
    complete(parliament, tmp_path)
    before = stored(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as db:  # so that it has to be made again
        db.execute("update snapshot set value = 'another program' where key = 'made_from'")
        db.commit()
    code, err = limited(parliament, tmp_path, 200_000)
    assert code == 1
    assert not list(tmp_path.glob(f"{FILE}.*")), "what was begun gives its room back"
    assert "What was published before is unchanged" in err
    assert published(tmp_path) == whole
    assert_next_run_completes(parliament, tmp_path, whole, before)


@pytest.mark.parametrize("more", [2, 6, 10])
def test_an_archive_that_can_grow_no_more(collected, unbroken, monkeypatch, more):
    """SQLite's own word for a full disk, in the middle of the questions."""
    original = archives.Archive.__init__

    def small(self, *arguments, **options) -> None:
        original(self, *arguments, **options)
        [(pages,)] = self.db.execute("pragma page_count").fetchall()
        self.db.execute(f"pragma max_page_count = {pages + more}").fetchall()

    monkeypatch.setattr(archives.Archive, "__init__", small)
    assert "questions" in collected.run("questions", "statements").failed
    outcome, failure, message = collected.newest_runs()["questions"]
    assert (outcome, failure, message) == ("failed", "storage", "database or disk is full")
    monkeypatch.undo()
    before = stored(collected.directory)
    assert before
    assert not collected.run("questions", "statements").failed
    assert before <= stored(collected.directory)
    assert collected.content == unbroken("questions", "statements").content


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_directory_that_can_not_be_written(tmp_path):
    tmp_path.chmod(0o500)
    result = CliRunner().invoke(cli, ["--db", str(tmp_path), "update", "--only", "questions"])
    assert result.exit_code == 1
    assert "can't use" in result.output


def test_a_disk_that_can_not_be_written(parliament, tmp_path, monkeypatch):
    """A disk mounted read-only refuses root too: what SQLite says of it."""

    def refuse(*arguments, **options):
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(archives.migrations.archive, "apply", refuse)
    result = CliRunner().invoke(
        cli, ["--db", str(tmp_path), "update", "--only", "questions"], env=parliament.addresses
    )
    assert result.exit_code == 1
    assert "readonly database. Check the disk and the permissions." in result.output
    assert parliament.requests == []
    assert not (tmp_path / FILE).exists()


def test_two_runs_at_once(parliament, whole, tmp_path):
    parliament.spoil("calendar", lambda reply: replace(reply, delay=1.0), times=1)
    first = start(parliament, tmp_path)
    while not any("calendar" in target for target in parliament.requests):
        time.sleep(0.01)
    before, asked = stored(tmp_path), len(parliament.requests)
    result = CliRunner().invoke(cli, ["--db", str(tmp_path), "update"], env=parliament.addresses)
    assert result.exit_code == 1
    assert "another run is at work" in result.output
    assert (stored(tmp_path), len(parliament.requests)) == (before, asked), "the second does nothing"
    first.join(60)
    assert published(tmp_path) == whole
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        assert db.execute("select source, outcome from runs").fetchall() == [(name, "done") for name in ONLY]


def test_a_run_beside_another_leaves_no_trace(parliament, tmp_path):
    with FileLock(tmp_path / LOCK):
        result = CliRunner().invoke(cli, ["--db", str(tmp_path), "update"], env=parliament.addresses)
    assert result.exit_code == 1
    assert "another run is at work" in result.output
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]


# Clocks


def test_a_clock_set_back_keeps_the_order_of_things(collected, parliament, unbroken):
    collected.run("questions", as_of=date(2025, 10, 31), at=datetime(2031, 1, 1, tzinfo=UTC))
    assert not collected.run("questions", since=None, at=datetime(2025, 12, 31, 6, tzinfo=UTC)).failed
    assert collected.archived("select count(*) from sightings where last_seen < first_seen") == [(0,)]
    assert collected.archived("select max(last_seen) from sightings") == [("2031-01-01T00:00:01+00:00",)]
    assert collected.table("questions") == unbroken("questions").table("questions"), "the newest answers"
    assert collected.watermark("questions") == "2025-12-31"


def test_a_day_that_ran_ahead_and_came_back(collected, parliament, unbroken):
    collected.run("questions", "hansard", as_of=date(2027, 6, 1))
    assert collected.watermark("questions") == "2027-06-01"
    assert not collected.run("questions", "hansard", since=None).failed
    assert collected.watermark("questions") == "2025-12-31"
    assert any("tabledWhenFrom=2025-12-01" in target for target in parliament.requests)
    assert any("month=12&house=Commons" in target for target in parliament.requests)
    assert collected.content == unbroken("questions", "hansard").content
    read_on = {row[0] for row in collected.archived("select read_on from windows where ends <= '2025-12-31'")}
    assert read_on == {"2025-12-31"}, "what was read in the future counts as not read"
