"""Legislation of the sample parliament, collected as two weekly runs would; and texts that cannot be had."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.publish import FILE
from db.verify import verify
from tracker.demo.run import sample_of, sample_settings
from tracker.demo.server import SampleParliament
from tracker.settings import load_settings
from tracker.weekly import Report, weekly_run

ABUSE = "ukpga/2023/9024"
FEEDS = [
    "/legislation/all/data.feed?title=child+support&page=1",
    "/legislation/all/data.feed?title=child+support&page=2",
    "/legislation/all/data.feed?title=child+support&page=3",
    "/legislation/all/data.feed?title=child+maintenance&page=1",
]
FOLLOWED = [f"/legislation/{path}/data.xml" for path in ("ukpga/1991/48", "ukpga/2008/6", "uksi/2012/2677")]


class Partial(SampleParliament):
    """The sample parliament, some of whose texts are answered otherwise: (status, body) by path."""

    instead: dict[str, tuple[int, bytes]]

    def respond(self, target: str) -> tuple[int, str, Any]:
        for path, (status, body) in self.instead.items():
            if target == f"/legislation/{path}/data.xml":
                self.requests.append(target)
                return status, "application/xml", body
        return super().respond(target)


@pytest.fixture(scope="module")
def service():
    with Partial() as parliament:
        yield parliament


@pytest.fixture
def served(service):
    service.instead = {}
    return service


@pytest.fixture
def run(served, tmp_path) -> Callable[[str], Report]:
    settings = load_settings({}, environment={}, folder=tmp_path)

    def run(day: str) -> Report:
        served.as_of = day
        served.requests.clear()
        settings_then = sample_settings(settings, served, tmp_path, as_of=date.fromisoformat(day))
        return weekly_run(settings_then, only=["legislation"], sample=sample_of(served, day))

    return run


def rows(directory: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(directory / FILE)) as db:
        return db.execute(sql).fetchall()


def test_what_is_in_force_and_what_is_not(run, tmp_path):
    assert run("2025-10-31").failed == []
    assert rows(
        tmp_path, "select id, date_made, provisions, prospective, in_force from legislation order by id"
    ) == [
        ("ukpga/1991/48", "1991-07-25", 3, 0, "in force"),
        ("ukpga/2008/6", "2008-06-05", 3, 2, "partly in force"),
        ("ukpga/2023/9022", "2023-07-20", 3, 2, "partly in force"),
        ("ukpga/2023/9024", "2023-07-20", 2, 2, "not in force"),
        ("uksi/2012/2677", "2012-10-25", 2, 0, "in force"),
    ]
    assert verify(tmp_path / FILE).faults == ()


def test_a_commencement_appears_with_its_words_day_and_instrument(run, tmp_path):
    noted = """select provision, note, date, instrument, url from commencements
               where legislation_id = 'ukpga/2008/6' and provision = 'section 1'"""
    address = "https://www.legislation.gov.uk/ukpga/2008/6/section/1"
    waits = "S. 1 not in force at Royal Assent, see s. 3(2)"
    run("2025-10-31")
    assert rows(tmp_path, noted) == [("section 1", waits, None, None, address)]
    run("2025-12-31")
    assert rows(tmp_path, noted) == [
        (
            "section 1",
            f"{waits}; S. 1 in force at 24.11.2025 by S.I. 2025/9310, art. 2",
            "2025-11-24",
            "S.I. 2025/9310",
            address,
        )
    ]
    assert rows(
        tmp_path, "select prospective, in_force, in_force_why from legislation where id = 'ukpga/2008/6'"
    ) == [(1, "partly in force", "marked as prospective: 1 of 3 provisions")]
    assert rows(tmp_path, "select in_force, date_made from legislation where id = 'uksi/2025/9310'") == [
        (None, "2025-11-17")
    ]


def test_texts_are_fetched_once_and_when_they_may_have_changed(run, served):
    run("2025-10-31")
    found = [f"/legislation/{path}/data.xml" for path in ("ukpga/2023/9022", ABUSE)]
    assert served.requests == [*FEEDS, *FOLLOWED, *found]
    report = run("2025-11-07")
    assert served.requests == [*FEEDS, *FOLLOWED], "those named in the topic may come into force any day"
    assert (report.counts["legislation"].new, report.counts["legislation"].updated) == (0, 0)
    run("2025-11-24")
    new = ["/legislation/all/data.feed?title=child+maintenance&page=2", *FOLLOWED]
    assert served.requests == [*FEEDS, *new, "/legislation/uksi/2025/9310/data.xml"]


def test_a_title_with_the_words_apart_is_not_fetched(run, served, tmp_path):
    run("2025-12-31")
    assert "/legislation/uksi/2014/9614/data.xml" not in served.requests
    assert rows(tmp_path, "select count(*) from legislation where title like '%Kinship%'") == [(0,)]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((404, b"<error/>"), "perhaps a PDF alone"),
        ((300, b"<choices/>"), "perhaps several"),
        ((200, b"<other/>"), "expected the root element Legislation"),
    ],
)
def test_a_text_that_cannot_be_had_is_quarantined_and_named(run, served, tmp_path, answer, reason):
    served.instead = {ABUSE: answer}
    report = run("2025-10-31")
    assert report.failed == []
    assert [why for (why,) in rows(tmp_path, "select reason from quarantine") if reason in why]
    assert rows(tmp_path, f"select title, in_force, in_force_why from legislation where id = '{ABUSE}'") == [
        ("Child Support Collection (Domestic Abuse) Act 2023", None, "no text in XML was to be had")
    ]
    assert rows(tmp_path, "select count(*) from legislation") == [(5,)]


@pytest.mark.parametrize(
    "answer",
    [
        (503, b"<busy/>"),
        (200, b"<html><body>Sorry</body></html>"),
        (200, b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
    ],
)
def test_a_bad_answer_costs_one_text_and_not_the_others(run, served, tmp_path, answer):
    state = f"select in_force from legislation where id = '{ABUSE}'"
    served.instead = {ABUSE: answer}
    assert run("2025-10-31").failed == ["legislation"]
    assert rows(tmp_path, "select count(*) from legislation") == [(5,)]
    assert rows(tmp_path, state) == [(None,)]
    served.instead = {}
    assert run("2025-11-07").failed == []
    assert rows(tmp_path, state) == [("not in force",)]
