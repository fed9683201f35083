"""Oral questions and early day motions, read from the sample parliament as two weekly runs would."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from db.publish import FILE
from db.verify import verify
from tracker.demo import SAMPLE_AS_OF, SAMPLE_SINCE, tabled_routes
from tracker.demo.run import EARLIER, sample_of, sample_settings
from tracker.demo.server import SampleParliament
from tracker.settings import Settings, load_settings
from tracker.weekly import Report, weekly_run

TABLED = ("oral", "motions")


@pytest.fixture(scope="module")
def parliament():
    with SampleParliament() as running:
        yield running


def settings_in(directory: Path) -> Settings:
    return load_settings({"data": str(directory)}, environment={}, folder=directory)


def run(parliament, directory, day, *, only=TABLED, since=None, **settings) -> Report:
    parliament.as_of = min(day, SAMPLE_AS_OF)
    parliament.requests.clear()
    asked = sample_settings(settings_in(directory), parliament, directory, as_of=date.fromisoformat(day))
    return weekly_run(
        replace(asked, **settings),
        since=date.fromisoformat(since) if since else None,
        only=only,
        sample=sample_of(parliament, day),
    )


def rows(directory: Path, sql: str) -> list[tuple]:
    db = sqlite3.connect(directory / FILE)
    found = db.execute(sql).fetchall()
    db.close()
    return found


@pytest.fixture(scope="module")
def collected(parliament, tmp_path_factory) -> Path:
    """A directory that two runs have filled, with Hansard and the members beside what was tabled."""
    directory = tmp_path_factory.mktemp("tabled")
    sources = ("hansard", *TABLED, "members")
    for day, since in ((EARLIER, "2025-05-01"), (SAMPLE_AS_OF, None)):
        report = run(parliament, directory, day, only=sources, since=since)
        assert report.failed == []
    return directory


def test_oral_questions_about_the_topic_are_kept(collected):
    assert rows(collected, "select uin, answering_on, status, relevance from oral_questions order by id") == [
        ("906114", "2025-10-20", "to be asked", "'Child Maintenance' in the question"),
        ("906121", "2025-10-20", "to be asked", "'child maintenance' in the question"),
        ("906126", "2025-10-20", "unasked", "'Child Maintenance' in the question"),
        ("906133", "2025-10-20", "withdrawn", "'paying parents' and the department that answers"),
        ("906140", "2025-10-20", "to be asked", "what was said in reply, 'Topical Questions'"),
        ("907015", "2026-01-12", "to be asked", "'direct pay' and the department that answers"),
    ]


def test_a_question_to_another_department_is_not_published(faulty_server, tmp_path):
    def to_another(reply):
        moved = [row | {"AnsweringBodyId": 54} for row in reply.body["Response"]]
        return replace(reply, body=reply.body | {"Response": moved})

    faulty_server.mend()
    faulty_server.spoil("/oralquestions/list.*answeringDateStart=2025-10", to_another)
    report = run(faulty_server, tmp_path, SAMPLE_AS_OF, only=("oral",), since="2025-10-01")
    faulty_server.mend()
    assert report.failed == []
    assert rows(tmp_path, "select uin from oral_questions") == [("907015",)]


def test_each_stands_beside_its_place_in_hansard(collected):
    joined = rows(
        collected,
        """select q.uin, trim(d.title), c.kind, c.member_id = q.asking_member_id, q.url = c.url
           from oral_questions q join debates d on d.id = q.debate_id
           join contributions c on c.id = q.contribution_id order by q.uin""",
    )
    assert joined == [
        ("906114", "Child Maintenance Service: Reform", "question", 1, 1),
        ("906121", "Child Maintenance Service: Reform", "question", 1, 1),
        ("906140", "Topical Questions", "question", 1, 1),
    ]


def test_motions_about_the_topic_are_kept_with_their_amendments(collected):
    assert rows(
        collected,
        """select uin, status, sponsors, sponsors_withdrawn, amends_id, instrument, relevance
           from motions order by id""",
    ) == [
        ("1733", "withdrawn", 2, 0, None, None, "'child maintenance' in the title"),
        ("2051", "published", 2, 0, None, None, "'child maintenance' in the motion"),
        ("2051A1", "published", 1, 0, 69044, None, "amends motion 2051"),
        ("2102", "published", 1, 0, None, "2025/90412", "'Child Support (' in the instrument"),
    ]


def test_party_and_seat_are_those_of_the_day(collected):
    assert rows(
        collected,
        "select asking_member, asking_party, asking_constituency from oral_questions where uin = '907015'",
    ) == [("Sarah Whitlock-Dean", "Conservative", "Fenside and the Levels")]
    assert rows(collected, "select count(*) from motions where party is null or constituency is null") == [
        (0,)
    ]


def test_everything_leads_back_to_its_source(collected):
    assert verify(collected / FILE).faults == ()


def test_a_run_with_nothing_new_asks_only_for_what_may_change(parliament, collected):
    report = run(parliament, collected, SAMPLE_AS_OF)
    assert {(counts.new, counts.updated) for counts in report.counts.values()} == {(0, 0)}
    queries = [parse_qs(urlsplit(target).query) for target in parliament.requests]
    days = [query.get("parameters.answeringDateStart", [None])[0] for query in queries]
    assert [day for day in days if day] == ["2025-12-01", "2026-01-01", "2026-02-01"]
    terms = [query.get("parameters.searchTerm", [None])[0] for query in queries]
    assert [term for term in terms if term] == ["child maintenance", "child support agency"]
    assert len(parliament.requests) == 3 + 2 + 2, "the months ahead, this month's motions, the two terms"


def test_a_motion_is_fetched_again_once_a_month_while_it_may_be_signed(parliament, tmp_path):
    run(parliament, tmp_path, "2024-10-31", only=["motions"], since="2024-10-01")
    assert signed(tmp_path) == [(3, 0)]
    fetched = "/oralquestionsandmotions/EarlyDayMotion/64101"
    run(parliament, tmp_path, "2024-11-06", only=["motions"])
    assert fetched not in parliament.requests
    assert signed(tmp_path) == [(4, 0)], "the search for titles shows the count"
    run(parliament, tmp_path, "2025-11-20", only=["motions"])
    assert fetched in parliament.requests
    assert signed(tmp_path) == [(5, 1)], "only the motion itself shows who took a name off"
    run(parliament, tmp_path, "2027-01-01", only=["motions"])
    run(parliament, tmp_path, "2027-06-01", only=["motions"])
    assert fetched not in parliament.requests, "its session is over"


def signed(directory: Path) -> list[tuple]:
    return rows(directory, "select sponsors, sponsors_withdrawn from motions where id = 64101")


def test_a_motion_withdrawn_long_after_its_tabling_is_noticed(parliament, tmp_path, monkeypatch):
    entries = tabled_routes._entries("motions.toml", "motion")
    later = tuple(
        entry | {"withdrawn": date(2025, 12, 9)} if entry["id"] == 69150 else entry for entry in entries
    )
    monkeypatch.setattr(tabled_routes, "_entries", lambda file, key: later)
    states = []
    for day, since in (("2025-11-30", "2025-11-01"), ("2025-12-05", None), ("2025-12-31", None)):
        run(parliament, tmp_path, day, only=["motions"], since=since)
        states += rows(tmp_path, "select status, status_since from motions where id = 69150")
    assert states == [("published", "2025-11-12"), ("published", "2025-11-12"), ("withdrawn", "2025-12-09")]


def test_a_failure_told_inside_an_answer_leaves_the_month_for_the_next_run(parliament, tmp_path, monkeypatch):
    def fail(ask):
        return {"PagingInfo": None, "StatusCode": 500, "Success": False, "Errors": ["out"], "Response": None}

    monkeypatch.setattr("tracker.demo.tabled_routes._list", lambda ask, found: fail(ask))
    report = run(parliament, tmp_path, "2025-10-31", only=["oral"], since="2025-10-01")
    assert report.failed == ["oral"]
    assert report.counts["oral"].failure == "server error"
    monkeypatch.undo()
    assert run(parliament, tmp_path, "2025-10-31", only=["oral"], since="2025-10-01").failed == []
    assert len(rows(tmp_path, "select uin from oral_questions")) == 4, "all but the topical one"


def test_a_run_kept_short_goes_on_where_it_was(parliament, tmp_path):
    report = run(parliament, tmp_path, SAMPLE_AS_OF, since=SAMPLE_SINCE, max_requests=20)
    assert {counts.outcome for counts in report.counts.values()} == {"capped"}
    whole = run(parliament, tmp_path, SAMPLE_AS_OF, since=SAMPLE_SINCE)
    assert whole.failed == []
    assert not any("answeringDateStart=2023-09-01" in target for target in parliament.requests), "read before"
    assert rows(tmp_path, "select count(*) from oral_questions where answering_on < '2024-01-01'") == [(1,)]


def test_the_answers_are_stored_as_they_came(collected):
    db = sqlite3.connect(collected / "archive.db")
    kinds = {row[0] for row in db.execute("select distinct kind from raw")}
    assert {"oral-questions-list", "motions-list", "motion"} <= kinds
    db.close()


def test_the_sample_hears_no_parameter_without_the_prefix(parliament):
    parliament.as_of = SAMPLE_AS_OF
    route = "/oralquestionsandmotions/oralquestions/list"
    _, _, unheard = parliament.respond(f"{route}?answeringBodyIds=54")
    _, _, heard = parliament.respond(f"{route}?parameters.answeringBodyIds=54")
    assert json.loads(json.dumps(unheard))["PagingInfo"]["Total"] == 10
    assert heard["PagingInfo"]["Total"] == 1
