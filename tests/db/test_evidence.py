"""Evidence, changed words and the list for reviewers in a built tracker: written, shown in views, proven."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from db import migrations
from db.evidence import evidence_row
from db.happenings import Found, read_happenings
from db.ledger import build_ledger
from db.mention_changes import change_rows
from db.publish import create_views
from db.review_queue import write_review_queue
from db.verify import verify
from nlp.annotations import Deadline
from nlp.links import Utterance, link
from nlp.outcomes import Proposal

READ = {"relevance": "sample", "fetched_from": "https://x.example", "raw_hash": "ab"}
QUESTION = READ | {
    "source": "detail", "is_named_day": 0, "is_withdrawn": 0, "is_correction": 0, "has_interest": 0,
    "has_newer_list_row": 0, "grouped_uins": "[]", "is_truncated": 0, "is_holding": 0, "house": "Commons",
    "question_text": "To ask when the handbook on safe accounts comes.", "answering_member": "Ada Finch",
}  # fmt: skip
PROMISE = "We will publish a handbook on safe accounts for advisers by 31 March 2031."
LATER = "We hope to publish a handbook on safe accounts for advisers by 30 June 2031."
DONE = "We have published the handbook on safe accounts for advisers."
CONSTITUENT = "We will publish a handbook on barges for her constituent."
# Answer, day, class, act, deadline, last day
SAID = [
    (1, PROMISE, "2030-05-10", "firm", 0.9, "by 31 March 2031", "2031-03-31"),
    (2, LATER, "2031-01-10", "intended", 0.6, "by 30 June 2031", "2031-06-30"),
    (3, DONE, "2031-08-10", "delivered", 0.55, None, None),
    (4, CONSTITUENT, "2030-05-10", "firm", 0.5, None, None),
]
DOCUMENT = READ | {
    "id": "d-1", "path": "/d", "kind": "research", "title": "Safe accounts: a handbook for advisers",
    "date_published": "2031-07-15", "organisations": "[]", "is_withdrawn": 0, "is_full": 1,
    "url": "https://gov.example/d",
}  # fmt: skip
AS_OF = date(2031, 9, 1)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "tracker.db"
    db = Database(sqlite3.connect(path, isolation_level=None))
    migrations.tracker.apply(db)
    create_views(db)
    db.table("snapshot").insert({"key": "as_of", "value": AS_OF.isoformat()})
    for key, text, day, class_, score, deadline, latest in SAID:
        url = f"https://x.example/{key}"
        db.table("questions").insert(
            {**QUESTION, "id": key, "uin": str(key), "answer_text": text, "date_answered": day, "url": url}
        )
        sentence = f"s{key}"
        db.table("sentences").insert(
            {
                "id": sentence, "source_type": "question", "source_id": key, "start_char": 0,
                "end_char": len(text), "text": text, "class": class_, "score": score,
                "why": f"classifier {class_} 0.40", "action": text.removeprefix("We will ").split(" by ")[0],
                "act_kind": "publish",
            }
        )  # fmt: skip
        if deadline:
            db.table("deadlines").insert(
                {"sentence_id": sentence, "text": deadline, "earliest": day, "latest": latest,
                 "precision": "day"}
            )  # fmt: skip
    db.table("documents").insert(DOCUMENT)
    build_ledger(db, AS_OF)
    write_review_queue(db)
    db.close()
    return path


def rows(path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


def test_the_paper_and_the_later_word_are_proposed_with_their_places(path):
    found = rows(
        path,
        """select kind, stance, date, quote, source_type, source_id, part, sentence_id, url,
             days_after_promise, days_after_deadline from evidence order by date""",
    )
    assert found == [
        ("published", "supports", "2031-07-15", DOCUMENT["title"], "document", "d-1", "title", None,
         "https://gov.example/d", 431, 15),
        ("delivered", "supports", "2031-08-10", DONE, "question", 3, "text", "s3", "https://x.example/3",
         457, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ([("2031-01-02", "Closing date corrected."), ("2031-03-04", "Published the response.")],
         ("2031-03-04", "note", "Published the response.")),
        ([("2030-11-01", "Response form added.")], ("2031-05-06", "title", "Barges")),
        ([], ("2031-05-06", "title", "Barges")),
    ],
    ids=["a note says so", "a note from before it closed", "no note"],
)  # fmt: skip
def test_an_outcome_came_when_a_note_says_so(path, notes, expected):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        db = Database(connection)
        db.table("documents").insert(
            {**DOCUMENT, "id": "d-2", "kind": "consultation_outcome", "title": "Barges",
             "date_published": "2030-10-01", "date_updated": "2031-05-06", "closing_date": "2030-12-01"},
            alter=False,
        )  # fmt: skip
        for day, note in notes:
            db.table("document_changes").insert({"document_id": "d-2", "date": day, "note": note})
        found = [pair for pair in read_happenings(db, AS_OF) if pair[0].kind == "outcome published"]
    [(happening, place)] = found
    assert (happening.on, place.part, place.quote) == expected
    assert (happening.since, happening.closed) == ("2030-10-01", "2030-12-01")


DAY_31 = Deadline("by 31 March 2031", "2030-05-10", "2031-03-31", "day")
UNTIL = Deadline("until 31 March 2031", "2030-05-10", "2031-03-31", "day")
PAPER = Found("document", "d-1", "title", 0, "Barges", "Barges", None)


@pytest.mark.parametrize(
    ("deadline", "sentence", "expected"), [(DAY_31, None, 15), (UNTIL, None, None), (DAY_31, "s3", None)]
)
def test_only_what_is_dated_itself_came_days_after_a_day_by_which_it_was_due(deadline, sentence, expected):
    said = Utterance("s1", "2030-05-10", "firm", PROMISE, deadline=deadline)
    [chain] = link([said])
    proposal = Proposal("c1", "x", "published", "supports", "2031-04-15", 0.9, "alike", "test")
    assert (
        evidence_row(proposal, replace(PAPER, sentence_id=sentence), chain)["days_after_deadline"] == expected
    )


def test_an_old_deadline_stands_in_the_promise_that_gave_it_first():
    def said(key, day, class_, deadline):
        return Utterance(key, day, class_, "We will publish a handbook on barges.", deadline=deadline)

    june = Deadline("by 30 June 2031", "2030-05-10", "2031-06-30", "day")
    [chain] = link(
        [
            said("a", "2030-05-10", "firm", DAY_31),
            said("b", "2030-06-10", "firm", DAY_31),
            said("c", "2030-07-10", "progress", DAY_31),
            said("d", "2030-08-10", "firm", june),
        ]
    )
    assert [mention.relation for mention in chain.mentions] == ["made", "restated", "progress", "slipped"]
    assert [row["was_sentence_id"] for row in change_rows("c1", chain.mentions)] == ["a"]


@pytest.mark.parametrize(
    ("wording", "is_dated"), [("by 31 March 2031", True), ("until 31 March 2031", False)]
)
def test_how_long_something_lasts_is_no_date_for_the_queue(path, wording, is_dated):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        db = Database(connection)
        db.execute("delete from review_candidates")
        db.execute("update sentences set score = 0.5 where id = 's1'")
        db.execute("update commitments set deadline_text = ? where sentence_id = 's1'", [wording])
        write_review_queue(db)
    [[why]] = rows(path, "select why from review_candidates where sentence_id = 's1'")
    assert ("with a date begins with it" in why) == is_dated


def test_software_rates_nothing(path):
    assert set(rows(path, "select evidence_status from commitments")) == {("not assessed",)}


def test_the_words_that_changed_are_kept_with_where_they_stood(path):
    found = rows(
        path, "select sentence_id, aspect, was, now, was_sentence_id from mention_changes order by 2"
    )
    assert ("s2", "deadline", "by 31 March 2031", "by 30 June 2031", "s1") in found
    assert [row for row in found if row[1] == "hold"] == [("s2", "hold", "We will publish", "hope to", "s1")]


def test_the_queue_holds_what_is_in_doubt_and_nobodys_story(path):
    found = rows(path, "select sentence_id, commitment_id is not null, relation, date, url from review_queue")
    assert found == [
        ("s3", 1, "claimed_done", "2031-08-10", "https://x.example/3"),
        ("s2", 1, "slipped", "2031-01-10", "https://x.example/2"),
    ]
    assert "the status “says done” rests on it" in rows(path, "select why from review_queue")[0][0]


def test_what_happens_after_the_as_of_date_is_not_known_yet(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        db = Database(connection)
        for table in ("evidence", "mention_changes", "status_history", "commitment_aliases", "mentions",
                      "commitment_themes", "review_candidates", "commitments"):  # fmt: skip
            db.execute(f"delete from {table}")
        build_ledger(db, date(2031, 7, 1))
    assert rows(path, "select count(*) from evidence where kind = 'published'") == [(0,)]


def test_a_whole_tracker_is_without_fault(path):
    assert verify(path).faults == ()


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        ("update evidence set quote = 'Another title' where kind = 'published'", "do not stand"),
        ("update evidence set start_char = 1, end_char = 9 where kind = 'delivered'", "do not stand"),
        ("update evidence set part = 'note' where kind = 'published'", "do not stand"),
        ("update evidence set date = '2030-05-10'", "no later than the promise"),
        ("update evidence set commitment_id = 'c0'", "not in commitments"),
        ("update mention_changes set was = 'by tomorrow' where aspect = 'deadline'", "was not said before"),
        ("update mention_changes set now = 'never' where aspect = 'hold'", "is not said now"),
        ("update mention_changes set was_sentence_id = 's9'", "not in sentences"),
    ],
)
def test_what_was_tampered_with_is_found(path, damage, complaint):
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(damage)
    assert any(complaint in fault for fault in verify(path).faults)
