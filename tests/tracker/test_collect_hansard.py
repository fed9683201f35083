"""Hansard, read from the sample parliament as weekly runs would: every place, and what is revised."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from urllib.parse import parse_qs, urlsplit

EARLIER, LATER = date(2025, 10, 31), date(2025, 12, 31)
REFORM = "C3A9F1D4-0B27-4C19-B6E5-7D4410BB9303"
DISPATCH_BOX = "I can promise her that I will come to the Dispatch Box if it is not."


def debates_asked(collected) -> list[str]:
    marker = "/debates/debate/"
    requests = (target for target in collected.parliament.requests if marker in target)
    return [target.split(marker)[1].removesuffix(".json") for target in requests]


def said(collected, words: str) -> tuple:
    [row] = collected.rows(f"select id, text, url from contributions where text like '{words}%'")
    return row


def test_every_place_of_both_houses_is_read(collected):
    collected.run("hansard", since=date(2025, 5, 1))
    assert collected.rows("select date, house, location, kind, title from debates order by date, id") == [
        ("2025-05-07", "Commons", "General Committees", "general committee",
         "Draft Child Support (Historic Arrears) Regulations 2025"),
        ("2025-06-10", "Commons", "Westminster Hall", "westminster hall", "Child Maintenance Service"),
        ("2025-06-26", "Commons", "Public Bill Committees", "bill",
         "Clause 2: Nights spent with each parent"),
        ("2025-07-02", "Lords", "Grand Committee", "grand committee",
         "Child Support (Historic Arrears) Regulations 2025"),
        ("2025-10-20", "Commons", "Commons Chamber", "oral questions", "Child Maintenance Service: Reform"),
        ("2025-10-20", "Commons", "Commons Chamber", "oral questions", "Topical Questions"),
        ("2025-11-06", "Lords", "Lords Chamber", "debate",
         "Child Maintenance: Enforcement and Child Poverty"),
        ("2025-11-06", "Lords", "Lords Chamber", "motion",
         "Child Support (Miscellaneous Amendments) Regulations 2025"),
        ("2025-11-24", "Commons", "Written Corrections", "correction", "Child Maintenance Service: Reform"),
    ]  # fmt: skip


def test_a_committee_is_read_with_its_speakers(collected):
    collected.run("hansard", since=date(2025, 5, 1), as_of=date(2025, 5, 31))
    rows = collected.rows(
        "select kind, member_id, office, is_continuation from contributions order by position"
    )
    minister = "The Parliamentary Under-Secretary of State for Work and Pensions"
    assert rows == [
        *[("procedural", None, None, 0)] * 4,
        ("speech", 9006, minister, 0),
        ("speech", 9006, minister, 1),
        ("speech", 9015, None, 0),
        ("speech", 9006, minister, 0),
        ("procedural", None, None, 0),
    ]


def test_only_sitting_days_are_walked(collected):
    collected.run("hansard", since=date(2025, 10, 1), as_of=EARLIER)
    days = [
        parse_qs(urlsplit(target).query)["date"][0]
        for target in collected.parliament.requests
        if "sectionsforday" in target
    ]
    assert days == ["2025-10-20"]


def test_corrections_are_found_by_their_words_where_no_heading_names_the_topic(collected, parliament):
    parliament.spoil("sectionsforday", ask=lambda target: target.replace("2025-11-24", "2025-11-23"))
    collected.run("hansard", since=date(2025, 11, 1), as_of=date(2025, 11, 30))
    assert collected.rows("select id from debates where kind = 'correction'") == [
        ("D27F90A6-41C3-4E58-A7B9-0C5D16E8F302",)
    ]


def test_what_was_said_keeps_its_id_when_the_transcript_is_revised(collected):
    collected.run("hansard", "members", since=date(2025, 10, 1), as_of=EARLIER)
    first, question = said(collected, DISPATCH_BOX), said(collected, "Will my right hon. Friend make sure")
    ids = collected.rows(f"select id from contributions where debate_id = '{REFORM}' order by position")
    sentences = collected.rows(f"select id from sentences where text = '{DISPATCH_BOX}'")
    promise = collected.rows(f"select id from commitments where quote = '{DISPATCH_BOX}'")
    collected.run("hansard", "members", since=None, as_of=date(2025, 11, 20))
    assert REFORM in debates_asked(collected), "thirty days after it was held"
    again, asked_again = said(collected, DISPATCH_BOX), said(collected, "Will my right hon. Friend make sure")
    assert (again[0], asked_again[0]) == (first[0], question[0])
    assert "on my own side, too" in again[1]
    assert "do not have to pay" in asked_again[1]
    assert again[2] != first[2], "the service calls it something else"
    assert (
        collected.rows(f"select id from contributions where debate_id = '{REFORM}' order by position") == ids
    )
    assert collected.rows(f"select id from sentences where text = '{DISPATCH_BOX}'") == sentences
    assert collected.rows(f"select id from commitments where quote = '{DISPATCH_BOX}'") == promise
    assert len(sentences) == len(promise) == 1
    assert collected.rows(f"select last_updated from debates where id = '{REFORM}'") == [
        ("2025-11-03T09:12:44.17",)
    ]


def test_runs_cut_otherwise_end_with_the_same_ids(collected, parliament, tmp_path):
    for day in (EARLIER, date(2025, 11, 20), LATER):
        collected.run("hansard", since=date(2025, 10, 1), as_of=day)
    ids = collected.rows("select id, text from contributions order by id")
    other = type(collected)(parliament, tmp_path / "other")
    for day in (date(2025, 10, 21), date(2025, 10, 27), LATER):
        other.run("hansard", since=date(2025, 10, 1), as_of=day)
    assert other.rows("select id, text from contributions order by id") == ids


def test_transcripts_are_read_again_after_a_day_a_week_and_a_month(collected):
    days = [date(2025, 10, 20), date(2025, 10, 21), date(2025, 10, 22), date(2025, 10, 27)]
    days += [date(2025, 10, 29), date(2025, 11, 19), date(2025, 12, 1)]
    read = []
    for day in days:
        collected.run("hansard", since=None if read else date(2025, 10, 1), as_of=day)
        read.append(REFORM in debates_asked(collected))
    assert read == [True, True, False, True, False, True, False]


def test_a_debate_that_the_tree_says_is_newer_is_read_again(collected):
    collected.run("hansard", since=date(2025, 10, 1), as_of=date(2025, 10, 29))
    archive = collected.directory / "archive.db"
    collected.run("hansard", since=None, as_of=date(2025, 10, 30))
    assert debates_asked(collected) == []
    _forget_day(archive, "Commons 2025-10-20")
    collected.run("hansard", since=None, as_of=EARLIER)
    assert debates_asked(collected) == [], "nothing is newer than what is held"
    _forget_day(archive, "Commons 2025-10-20")
    collected.run("hansard", since=None, as_of=date(2025, 11, 4))
    assert REFORM in debates_asked(collected), "revised on 3 November, before the month is over"


def _forget_day(archive, name: str) -> None:
    with closing(sqlite3.connect(archive)) as db, db:
        db.execute("delete from windows where name in (?, substr(?, 1, 15))", [name, name])
