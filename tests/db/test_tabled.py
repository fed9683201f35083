"""An oral question and an amendment are kept for what they belong to, where their own words don't say."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.archive import Sighting
from db.merge import Observation
from db.tabled import find_asked, keep_tabled, may_belong
from scrapers.records import Contribution, Debate, Motion, OralQuestion
from scrapers.relevance import load_topic

TOPIC = load_topic(Path(__file__).parents[2] / "tracker" / "topics" / "cms.toml")
DAY = "2031-03-10"
ABOUT = "Child maintenance is late."
BESIDE = "Pensions went up."


def seen(record, why=""):
    return Observation(record, Sighting("hash", "kind", "url", False, "", ""), why)


def debate(*said, date=DAY):
    """A debate of (uin or None, words); the first has the id "c0"."""
    contributions = tuple(
        Contribution(
            f"c{place}", place, words, uin=uin, kind="question" if uin else "speech", member_id=place
        )
        for place, (uin, words) in enumerate(said)
    )
    return seen(Debate("d1", "Commons", "Topical Questions", date, contributions, url="https://x/d1"))


def question(uin, *, on=DAY, why=""):
    text = "If she will make a statement on her departmental responsibilities."
    return seen(OralQuestion(id=int(uin), uin=uin, question_text=text, answering_on=on), why)


def kept(questions, debates):
    others = keep_tabled({OralQuestion: tuple(questions)}, debates, TOPIC)
    return {item.record.uin: item.why for item in others[OralQuestion]}


def test_a_topical_question_is_kept_for_what_was_said_in_reply():
    said = debate(("901", "T1. Statement."), (None, BESIDE), ("902", "T2. Statement."), (None, ABOUT))
    found = kept([question("901"), question("902"), question("903")], [said])
    assert found == {"902": "what was said in reply, 'Topical Questions'"}


def test_questions_called_together_have_one_answer():
    said = debate(("901", "1. Progress."), ("908", "8. Progress."), (None, ABOUT), ("902", "2. Roads."))
    assert set(kept([question("901"), question("908"), question("902")], [said])) == {"901", "908"}


def test_a_uin_of_another_session_is_another_question():
    said = debate(("901", "T1. Statement."), (None, ABOUT))
    assert kept([question("901", on="2030-03-11")], [said]) == {}


def test_a_question_about_the_topic_is_kept_without_any_debate():
    assert kept([question("901", why="'child maintenance' in the question")], []) == {
        "901": "'child maintenance' in the question"
    }


def test_the_place_in_hansard_is_told_also_where_the_reply_is_about_something_else():
    said = debate(("901", "T1. Statement."), (None, BESIDE))
    asked = find_asked([said], TOPIC)["901", DAY]
    assert (asked.debate_id, asked.contribution_id, asked.url, asked.why) == ("d1", "c0", "https://x/d1", "")


def motion(key, *, amends=None, why=""):
    return seen(Motion(id=key, uin=str(key), title="T", text="At end add 'and soon'.", amends_id=amends), why)


def test_an_amendment_is_kept_with_the_motion_that_it_amends():
    motions = (motion(1, why="'child maintenance' in the motion"), motion(2, amends=1), motion(3, amends=9))
    others = keep_tabled({Motion: motions, str: ()}, [], TOPIC)
    assert {item.record.id: item.why for item in others[Motion]} == {
        1: "'child maintenance' in the motion",
        2: "amends motion 1",
    }
    assert str in others, "other kinds are left alone"


@pytest.mark.parametrize(
    ("record", "may"),
    [(question("901").record, True), (motion(2, amends=1).record, True), (motion(1).record, False)],
)
def test_only_what_can_belong_to_something_waits_for_it(record, may):
    assert may_belong(record) is may
