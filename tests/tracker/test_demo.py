"""The stories of the sample parliament (tracker/demo/README.md) come out as the product tells them."""

from __future__ import annotations

import sqlite3

import pytest

from db.fingerprint import content_fingerprint
from db.publish import FILE
from db.verify import verify
from tracker.demo.run import run_demo
from tracker.settings import load_settings

pytestmark = pytest.mark.usefixtures("demo_directory")


@pytest.fixture(scope="module")
def db(demo_directory):
    db = sqlite3.connect(demo_directory / FILE)
    db.row_factory = sqlite3.Row
    yield db
    db.close()


def commitment_made_in(db, question: int, words: str) -> sqlite3.Row:
    return db.execute(
        """select c.* from commitments c join mentions m on m.commitment_id = c.id
           join sentences s on s.id = m.sentence_id
           where s.source_id = ? and s.text like ?""",
        [question, f"%{words}%"],
    ).fetchone()


def relations(db, commitment: str) -> list[str]:
    rows = db.execute("select relation from mentions where commitment_id = ? order by position", [commitment])
    return [row[0] for row in rows]


def test_the_demo_yields_commitments_enough_to_look_at(db):
    assert db.execute("select count(*) from commitments").fetchone()[0] >= 15


def test_every_quote_of_the_demo_is_in_its_source(demo_directory):
    result = verify(demo_directory / FILE)
    assert result.faults == ()
    assert result.quotes > 300


def test_a_promise_repeated_is_one_commitment(db):
    found = commitment_made_in(db, 1900020, "response to the consultation")
    assert found["times_said"] >= 4
    assert found["first_date"] == "2025-03-04"


def test_a_date_that_slips_twice_keeps_both_wordings(db):
    found = commitment_made_in(db, 1900010, "administrative liability orders into force")
    slips = db.execute(
        """select old_deadline, new_deadline, days_slipped from mentions
           where commitment_id = ? and relation = 'slipped' order by position""",
        [found["id"]],
    ).fetchall()
    assert [(row["old_deadline"], row["new_deadline"]) for row in slips[:2]] == [
        ("by the end of 2024", "by summer 2025"),
        ("by summer 2025", "by early 2026"),
    ]
    assert found["times_slipped"] == 2
    assert found["days_slipped"] == sum(row["days_slipped"] for row in slips)
    assert found["schedule_status"] == "not due"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (1900001, "abolish"),
        (1900060, "trained to recognise economic abuse"),
        (1900080, "online service for reporting"),
        (1900090, "region and nation"),
    ],
)
def test_a_promise_said_to_be_kept_is_closed_but_not_rated(db, question, words):
    found = commitment_made_in(db, question, words)
    assert (found["official_status"], found["schedule_status"]) == ("says done", "closed")
    assert found["evidence_status"] == "not assessed"


@pytest.mark.parametrize(
    ("question", "words", "kind", "quote", "late"),
    [
        (1900083, "complaints by 31 July", "published", "Child Maintenance Service complaints: our plan", 35),
        (1900087, "letters that parents", "outcome published", "Published the government response.", -44),
    ],
)
def test_what_was_published_is_proposed_as_evidence(db, question, words, kind, quote, late):
    found = commitment_made_in(db, question, words)
    proposed = db.execute(
        """select kind, quote, days_after_deadline from evidence
           where commitment_id = ? and sentence_id is null""",
        [found["id"]],
    ).fetchall()
    assert [tuple(row) for row in proposed] == [(kind, quote, late)]


def test_of_each_wording_in_doubt_one_is_to_be_looked_at(db):
    quotes = [row[0] for row in db.execute("select quote from review_queue order by usefulness desc")]
    assert len(quotes) == len(set(quotes)) > 5
    assert not [quote for quote in quotes if "constituent" in quote]


def test_a_theme_leads_to_the_sentences_that_speak_of_it(db):
    rows = db.execute(
        """select s.text, t.why, s.source_type, s.source_id, t.theme from sentence_themes t
           join sentences s on s.id = t.sentence_id"""
    ).fetchall()
    of_texts = set(db.execute("select source_type, source_id, theme from themes").fetchall())
    assert len(rows) > 100
    for text, why, *theme in map(tuple, rows):
        assert all(word in text.lower() for word in why.split(", "))
        assert tuple(theme) in {tuple(one) for one in of_texts}


def test_a_promise_refused_later_is_withdrawn(db):
    found = commitment_made_in(db, 1900050, "raise the flat rate")
    assert found["official_status"] == "withdrawn"
    assert relations(db, found["id"])[-1] == "refused"


def test_twenty_months_in_due_course_are_counted(db):
    found = commitment_made_in(db, 1900030, "findings of the review")
    assert found["schedule_status"] == "vague"
    assert found["times_said"] == 4
    assert found["days_waiting"] > 600


def test_a_softened_promise_says_so_twice(db):
    found = commitment_made_in(db, 1900040, "home curfew power")
    assert relations(db, found["id"]) == ["made", "softened", "softened"]


def test_a_letter_that_puts_off_a_date_says_so_once(db):
    [key] = db.execute("select id from commitments where quote like '%that wait for enforcement%'").fetchone()
    assert relations(db, key) == ["made", "slipped", "restated"]


def test_an_answer_with_nothing_promised_holds_no_commitment(db):
    for question in (1900007, 1900008, 1900045, 1900086):
        made = db.execute(
            "select count(*) from commitments where source_type = 'question' and source_id = ?", [question]
        ).fetchone()[0]
        assert made == 0, question


def test_a_changed_answer_keeps_every_version(db):
    states = db.execute(
        "select state from answer_versions where question_id = 1900042 order by version"
    ).fetchall()
    assert [row[0] for row in states] == ["holding", "final"]
    corrected = db.execute(
        "select state from answer_versions where question_id = 1900072 order by version"
    ).fetchall()
    assert [row[0] for row in corrected] == ["final", "corrected"]


@pytest.mark.parametrize("question", range(1900200, 1900208))
def test_what_only_looks_relevant_is_left_out(db, question):
    assert db.execute("select 1 from questions where id = ?", [question]).fetchone() is None


def test_what_is_relevant_only_beyond_the_cut_is_found(db):
    assert db.execute("select 1 from questions where id = 1900037").fetchone()


def test_a_withdrawn_question_is_kept_and_marked(db):
    assert db.execute("select is_withdrawn from questions where id = 1900076").fetchone()[0] == 1


def test_office_party_and_seat_are_those_of_the_day(db):
    offices = db.execute(
        """select distinct answering_member_id, answering_office from questions
           where answering_member_id in (9006, 9007) order by 1"""
    ).fetchall()
    assert len({row[1] for row in offices}) == 1, "one office, two holders"
    assert {row[0] for row in offices} == {9006, 9007}


def test_no_e_mail_address_is_published(db):
    for table, column in (
        ("questions", "answer_text"),
        ("questions", "answer_html"),
        ("contributions", "text"),
    ):
        found = db.execute(f"select count(*) from {table} where {column} like '%@%'").fetchone()[0]
        assert found == 0, f"{table}.{column}"


def test_the_demo_is_the_same_every_time(demo_directory, tmp_path):
    settings = load_settings({"data": str(tmp_path)}, environment={}, folder=tmp_path)
    run_demo(settings, tmp_path / "demo")
    assert content_fingerprint(tmp_path / "demo" / FILE) == content_fingerprint(demo_directory / FILE)


def test_a_second_demo_shows_a_first_run_again(tmp_path):
    settings = load_settings({"data": str(tmp_path)}, environment={}, folder=tmp_path)
    assert run_demo(settings, tmp_path / "demo") == run_demo(settings, tmp_path / "demo")
