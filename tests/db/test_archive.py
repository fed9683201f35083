from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from contextlib import closing

import pytest

from db.archive import Archive, ArchiveError
from db.runs import RunCounts
from scrapers.records import Parsed, Rejected, WrittenQuestion


@pytest.fixture
def archive(tmp_path):
    times = (f"2025-01-{day:02d}T06:00:00+00:00" for day in range(1, 29))
    archive = Archive(tmp_path, now=lambda: next(times))
    yield archive
    archive.close()


def question(text="Whether fees will change.", *, answer=None, is_full=True, **more):
    return WrittenQuestion(
        id=1,
        source="detail",
        house="Commons",
        question_text=text,
        is_full=is_full,
        answer_text=answer,
        **more,
    )


def test_the_same_answer_is_kept_once_and_seen_again(archive):
    first = archive.store("question", "https://x/1", b"{}")
    assert archive.store("question", "https://x/1", b"{}") == first
    [sighting] = archive.sightings()
    assert (sighting.first_seen[:10], sighting.last_seen[:10]) == ("2025-01-01", "2025-01-02")
    assert archive.body(first) == b"{}"


def test_an_imported_file_seen_again_changes_nothing(archive):
    archive.store("questions", "file:a.json", b"[]", is_import=True)
    before = list(archive.sightings())
    archive.store("questions", "file:a.json", b"[]", is_import=True)
    assert list(archive.sightings()) == before


def test_a_changed_answer_stands_beside_the_first(archive):
    archive.store("question", "https://x/1", b"old")
    archive.store("question", "https://x/1", b"new")
    assert [archive.body(item.raw_hash) for item in archive.sightings()] == [b"old", b"new"]


def test_counts_tell_new_from_updated_from_unchanged(archive):
    counts = RunCounts()
    for record in (question(), question(), question(answer="Yes."), question()):
        archive.items.count("questions", Parsed((record,)), counts, url="u")
    assert (counts.new, counts.updated, counts.unchanged) == (1, 1, 2)


def test_a_list_row_is_counted_apart_from_the_full_text(archive):
    counts = RunCounts()
    archive.items.count("questions", Parsed((question(), question(is_full=False))), counts, url="u")
    assert counts.new == 2


def test_a_rejected_item_is_quarantined_once_with_its_reason(archive):
    counts = RunCounts()
    rejected = Parsed(rejected=(Rejected("questions[0]", "id is missing", "{}"),))
    archive.items.count("questions", rejected, counts, url="u")
    archive.items.count("questions", rejected, counts, url="u")
    rows = archive.db.execute("select source, item, reason from quarantine").fetchall()
    assert rows == [("questions", "questions[0]", "id is missing")]


def test_the_newest_state_of_a_question_is_known_whatever_the_order(archive):
    answered = question(answer="Yes.", date_answered="2025-02-01")
    for record in (answered, question()):
        archive.items.count("questions", Parsed((record,)), RunCounts(), url="u")
    assert archive.items.question_states()[1].is_closed


def test_a_holding_answer_leaves_a_question_open(archive):
    holding = question(answer="Not possible.", date_answered="2025-02-01", is_holding=True)
    archive.items.count("questions", Parsed((holding,)), RunCounts(), url="u")
    assert not archive.items.question_states()[1].is_closed


def test_a_run_that_fails_says_so_and_a_killed_one_is_closed_later(archive):
    with pytest.raises(ValueError, match="no"), archive.runs.record("update", "questions"):
        raise ValueError("no")
    archive.db.execute(
        "insert into runs (command, source, started, outcome) values ('u', 's', 't', 'running')"
    )
    assert archive.runs.close_broken() == 1
    outcomes = archive.db.execute("select outcome, message from runs order by id").fetchall()
    assert outcomes[0] == ("failed", "no")
    assert outcomes[1][0] == "interrupted"


def test_what_a_run_stored_is_safe_when_it_ends(archive, tmp_path):
    """The file alone holds it, without the log of SQLite: all was synced."""
    with archive.runs.record("update", "questions"):
        archive.store("question", "https://x/1", b"{}")
    (tmp_path / "copy").mkdir()
    shutil.copyfile(tmp_path / "archive.db", tmp_path / "copy" / "archive.db")
    with closing(sqlite3.connect(tmp_path / "copy" / "archive.db")) as db:
        assert db.execute("select url from sightings").fetchall() == [("https://x/1",)]
        assert db.execute("select outcome from runs").fetchall() == [("done",)]


def test_the_watermark_never_moves_back(archive):
    archive.windows.set_watermark("questions", "2025-03-31")
    archive.windows.set_watermark("questions", "2025-02-28")
    assert archive.windows.watermark("questions") == "2025-03-31"


def test_a_watermark_comes_back_from_after_today(archive):
    archive.windows.set_watermark("questions", "2031-01-01")
    archive.windows.set_watermark("questions", "2025-03-31", today="2025-04-01")
    assert archive.windows.watermark("questions") == "2025-03-31"


def test_a_clock_set_back_does_not_make_newer_answers_older(tmp_path):
    for now, body in (("2031-01-01T00:00:00+00:00", b"1"), ("2025-01-01T00:00:00+00:00", b"2")):
        archive = Archive(tmp_path, now=lambda now=now: now)
        archive.store("question", "https://x/1", body)
        newest = archive.newest_body("https://x/1")
        times = [sighting.first_seen for sighting in archive.sightings()]
        archive.close()
    assert newest == b"2"
    assert times == ["2031-01-01T00:00:00+00:00", "2031-01-01T00:00:01+00:00"]


def test_an_item_refused_before_is_known_by_its_name_or_its_text(archive):
    first = Rejected("questions[0]", "id is missing", "{}")
    archive.items.count("questions", Parsed(rejected=(first,)), RunCounts(), url="u")
    [(seen,)] = archive.db.execute("select first_seen from quarantine").fetchall()
    assert (
        archive.items.first_quarantined("questions", Rejected("questions[7]", "id is missing", "{}")) == seen
    )
    assert archive.items.first_quarantined("questions", Rejected("questions[0]", "gone", "")) == seen
    assert archive.items.first_quarantined("questions", Rejected("questions[1]", "gone", "")) > seen


def test_bytes_that_are_no_text_are_quarantined_as_they_are(archive):
    body = b"\xff\xfe{"
    refused = Rejected("x", "not JSON", body.decode(errors="surrogateescape"))
    archive.items.count("questions", Parsed(rejected=(refused,)), RunCounts(), url="u")
    [(raw,)] = archive.db.execute("select raw from quarantine").fetchall()
    assert zlib.decompress(raw) == body


def test_an_archive_that_cannot_be_opened_says_where(tmp_path):
    (tmp_path / "archive.db").write_bytes(b"this is no database, and long enough to be read as one" * 20)
    with pytest.raises(ArchiveError, match=r"archive\.db"):
        Archive(tmp_path, now=lambda: "t")


def test_unknown_fields_are_counted(archive):
    for _ in range(2):
        archive.items.count("questions", Parsed(unknown_fields=("brandNew",)), RunCounts(), url="u")
    assert archive.db.execute("select field, seen from unknown_fields").fetchall() == [("brandNew", 2)]


def test_states_are_stored_as_json(archive):
    archive.items.count("questions", Parsed((question(),)), RunCounts(), url="u")
    [(state,)] = archive.db.execute("select state from items").fetchall()
    assert json.loads(state)[0] == 1
