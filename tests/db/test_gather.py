"""What the archive holds of one thing, from several sources and at several times, comes out as one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from db.archive import Archive
from db.gather import gather
from scrapers.relevance import load_topic

CMS = load_topic(Path(__file__).parents[2] / "tracker" / "topics" / "cms.toml")
QUESTION = "To ask the Secretary of State for Justice, with reference to the guidance, " + "how many " * 25
WHOLE = QUESTION + "of the appeals were on child maintenance."
GID = "wrans/2025-02-20.4711.q0"


@pytest.fixture
def archive(tmp_path):
    archive = Archive(tmp_path, now=lambda: "2025-03-01T06:00:00+00:00")
    yield archive
    archive.close()


def store(archive, kind: str, name: str, value) -> None:
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    archive.store(kind, f"https://x.example/{name}", body)


def row(**more):
    value = {
        "id": 7, "uin": "4711", "house": "Commons", "dateTabled": "2025-02-20T00:00:00",
        "answeringBodyId": 54, "questionText": QUESTION[:255], "answerText": None, **more,
    }  # fmt: skip
    return {"value": value, "links": []}


def parlparse() -> bytes:
    gid = f"uk.org.publicwhip/{GID}"
    question = f'<ques id="{gid}" speakername="Ann" url=""><p qnum="4711">{WHOLE}</p></ques>'
    reply = f'<reply id="{gid[:-2]}r0" speakername="Ben" url=""><p>Nine of them.</p></reply>'
    return f"<publicwhip>{question}{reply}</publicwhip>".encode()


def test_a_cut_row_that_shows_nothing_of_the_topic_is_the_question_that_parlparse_has_whole(archive):
    store(archive, "questions-list", "list", {"totalResults": 1, "results": [row(), row(id=8, uin="4712")]})
    store(archive, "parlparse", "answers2025-02-27.xml", parlparse())
    [found] = gather(archive, CMS).questions
    assert (found.record.id, found.aliases) == (7, (GID,))
    assert (found.record.question_text, found.record.answer_text) == (WHOLE, "Nine of them.")
    assert found.why == "'child maintenance' in the question"


def test_without_the_row_parlparses_question_stands_alone(archive):
    store(archive, "parlparse", "answers2025-02-27.xml", parlparse())
    [found] = gather(archive, CMS).questions
    assert (found.record.id, found.aliases) == (GID, ())


def debate(ext_id: str, words: str, updated: str) -> dict:
    overview = {
        "ExtId": ext_id, "Title": "Child Maintenance", "House": "Commons", "Date": "2025-02-20T00:00:00",
        "ContentLastUpdated": updated,
    }  # fmt: skip
    item = {
        "ItemType": "Contribution",
        "Value": words,
        "ExternalId": "AA-1",
        "MemberId": 5,
        "HRSTag": "hs_Para",
    }
    return {"Overview": overview, "Items": [item], "Navigator": [], "ChildDebates": []}


def test_a_contribution_that_two_debates_hold_is_told_and_stays_with_the_newest(archive, caplog):
    caplog.set_level("INFO")
    store(archive, "debate", "OLD", debate("OLD", "We will act.", "2025-02-21T09:00:00"))
    store(archive, "debate", "NEW", debate("NEW", "We shall act.", "2025-02-28T09:00:00"))
    [found] = gather(archive, CMS).debates
    assert found.record.id == "NEW"
    assert "1 contributions stood in more than one debate" in caplog.text


def statement(number: int, title: str, text: str, *links: int) -> dict:
    named = [{"linkedStatementId": key, "linkType": "CorrectedStatement", "linkDate": None} for key in links]
    value = {
        "id": number, "house": "Commons", "title": title, "text": f"<p>{text}</p>", "answeringBodyId": 29,
        "dateMade": "2025-02-20T00:00:00", "hasLinkedStatements": bool(links), "linkedStatements": named,
    }  # fmt: skip
    return {"value": value, "links": []}


def test_a_correction_that_names_no_subject_is_about_what_it_corrects(archive):
    store(archive, "statement", "1", statement(1, "Child Maintenance", "There were 1,900 cases."))
    store(archive, "statement", "2", statement(2, "Correction", "There were 1,700.", 1))
    store(archive, "statement", "3", statement(3, "Correction", "There were 12 ships.", 99))
    found = gather(archive, CMS).statements
    assert [(item.record.id, item.why) for item in found] == [
        (1, "'Child Maintenance' in the title"),
        (2, "linked with statement 1"),
    ]
