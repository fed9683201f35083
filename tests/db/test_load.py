"""What is written for a record: people as of the day, every contribution once, one schema always."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from sqlite_utils import Database

from db import migrations
from db.archive import Sighting
from db.load import load_debate, load_members, load_questions, load_statements
from db.merge import Observation, merge_question
from db.people import People
from scrapers.records import (
    Contribution,
    Debate,
    Member,
    Membership,
    Post,
    StatementLink,
    WrittenQuestion,
    WrittenStatement,
)

SEEN = Sighting("h", "debate", "https://x.example", False, "2025-01-01", "2025-01-01")
MINISTER = Member(
    7,
    "Ada Sample",
    memberships=(
        Membership("Commons", "2019-12-12", "2025-03-01", "Labour", "Wold"),
        Membership("Commons", "2025-03-01", None, "Independent", "Wold"),
    ),
    posts=(
        Post("Minister of State", "2024-07-09", "2025-01-10", "Department for Work and Pensions"),
        Post("Minister of State", "2025-01-10", "2025-03-01", "Home Office"),
    ),
)


@pytest.fixture
def db():
    db = Database(sqlite3.connect(":memory:", isolation_level=None))
    migrations.tracker.apply(db)
    load_members(db, [MINISTER, Member(8, "Member 8")])
    return db


def question(**more) -> WrittenQuestion:
    return WrittenQuestion(
        id=1,
        source="detail",
        house="Commons",
        question_text="Why?",
        is_full=True,
        answer_text="Because.",
        answering_member_id=7,
        answering_body="Department for Work and Pensions",
        **more,
    )


@pytest.mark.parametrize(
    ("answered", "office"),
    [
        ("2024-07-08", None),
        ("2024-07-09", "Minister of State (Department for Work and Pensions)"),
        ("2025-01-09", "Minister of State (Department for Work and Pensions)"),
        ("2025-01-10", "Minister of State (Home Office)"),
        ("2025-03-01", None),
    ],
)
def test_the_office_of_an_answer_is_that_of_its_day_also_when_it_is_corrected_later(db, answered, office):
    record = question(date_answered=answered, date_corrected="2025-02-02", is_correction=True)
    load_questions(db, [merge_question([Observation(record, SEEN)])], People([MINISTER]))
    assert [row["answering_office"] for row in db["questions"].rows] == [office]


@pytest.mark.parametrize(("day", "party"), [("2025-02-28", "Labour"), ("2025-03-01", "Independent")])
def test_the_party_of_a_speaker_is_that_of_the_day(db, day, party):
    spoken = Contribution("C-1", 0, "We will.", member_id=7)
    load_debate(db, debate("D-1", day, spoken), People([MINISTER]), on_topic=frozenset())
    assert [row["party"] for row in db["contributions"].rows] == [party]


def test_a_member_nobody_looked_up_stays_an_id(db):
    spoken = Contribution("C-1", 0, "We will.", member_id=8, speaker_name="Ben Specimen")
    load_debate(db, debate("D-1", "2025-01-01", spoken), People([]), on_topic=frozenset())
    [row] = db["contributions"].rows
    assert (row["member_id"], row["speaker_name"], row["party"]) == (8, "Ben Specimen", None)


def test_a_contribution_that_two_debates_hold_is_never_dropped_in_silence(db):
    spoken = Contribution("C-1", 0, "We will.", member_id=7)
    load_debate(db, debate("D-1", "2025-01-01", spoken), People([]), on_topic=frozenset())
    with pytest.raises(sqlite3.IntegrityError):
        load_debate(db, debate("D-2", "2025-01-01", spoken), People([]), on_topic=frozenset())


def test_links_between_statements_are_followed_both_ways(db):
    corrected = WrittenStatement(
        1, "Commons", "Arrears", is_full=True, text="Of 1,900.", date_made="2025-01-01"
    )
    links = (StatementLink(1, "CorrectedStatement", "2025-02-02"),)
    correction = WrittenStatement(
        2, "Commons", "Correction", is_full=True, text="Of 1,700.", date_made="2025-02-02", links=links
    )
    load_statements(db, [Observation(corrected, SEEN), Observation(correction, SEEN)], People([]))
    assert list(db["statement_links"].rows) == [
        {"statement_id": 2, "linked_id": 1, "link_type": "CorrectedStatement", "link_date": "2025-02-02"}
    ]
    other = """select iif(statement_id = :id, linked_id, statement_id) from statement_links
               where :id in (statement_id, linked_id)"""
    assert db.execute(other, {"id": 1}).fetchall() == [(2,)]
    assert db.execute(other, {"id": 2}).fetchall() == [(1,)]


def test_the_copy_in_the_other_house_points_at_the_first(db):
    text = "Today I am publishing the response to the consultation on collecting maintenance from employers."
    commons = WrittenStatement(1, "Commons", "Arrears", is_full=True, text=text, date_made="2025-01-01")
    lords = replace(
        commons, id=2, house="Lords", text=f"My hon Friend has today made the following statement.{text}"
    )
    other = replace(
        commons, id=3, house="Lords", text="Something else altogether is announced under this title."
    )
    load_statements(db, [Observation(item, SEEN) for item in (commons, lords, other)], People([]))
    assert [(row["id"], row["joint_with"]) for row in db["statements"].rows] == [(1, None), (2, 1), (3, None)]


def debate(key: str, day: str, *spoken: Contribution) -> Observation[Debate]:
    return Observation(Debate(key, "Commons", "Child Maintenance", day, spoken), SEEN)


FIXED = {
    "questions": "id uin house heading question_text answer_html answer_text is_truncated",
    "answer_versions": "question_id answer_text first_seen last_seen",
    "debates": "id house date title url",
    "contributions": "id debate_id member_id office text",
    "sentences": "id source_type source_id start_char end_char text class score why",
    "commitments": "id first_date member_id office action act_kind "
    "official_status schedule_status evidence_status",
    "mentions": "commitment_id sentence_id relation date old_deadline new_deadline",
    "runs": "source started finished outcome requests new updated unchanged quarantined",
}


@pytest.mark.parametrize("table", FIXED)
def test_the_names_of_the_contract_stand(db, table):
    assert set(FIXED[table].split()) <= {column.name for column in db[table].columns}
