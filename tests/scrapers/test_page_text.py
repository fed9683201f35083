"""Questions and answers copied from a web page."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.page_text import parse_page_text, question_fingerprint
from scrapers.records import WrittenQuestion

SEED = Path(__file__).parents[2].parent / "shared" / "seeds" / "002_5928617750bc5bfd.txt"

BEN = "Ben Specimen"
PAGE = """\
Asked by: Ada Sample (Example Party - Northtown and Southtown)
Question to the Department for Work and Pensions:
To ask the Secretary of State for Work and Pensions, how many letters the Child Maintenance Service sent.
Answered by Ben Specimen - Minister of State (Department for Work and Pensions)
We sent fewer than <five letters.

We will send more   next year.
Asked by: Ada Sample (Example Party - Northtown and Southtown)
Question to the Home Office:
To ask the Secretary of State for the Home Department, if she will publish it.
"""


def read(text: str) -> list[WrittenQuestion]:
    parsed = parse_page_text(text.encode())
    assert not parsed.rejected
    return [record for record in parsed.records if isinstance(record, WrittenQuestion)]


def test_blocks_become_questions() -> None:
    first, second = read(PAGE)
    assert first == WrittenQuestion(
        id=f"page-{question_fingerprint(first.question_text)}",
        source="page text",
        house="Commons",
        question_text="To ask the Secretary of State for Work and Pensions,"
        " how many letters the Child Maintenance Service sent.",
        is_full=True,
        answering_body="Department for Work and Pensions",
        asking_member_name="Ada Sample",
        answering_member_name="Ben Specimen",
        answering_office="Minister of State",
        answer_text="We sent fewer than <five letters.\nWe will send more next year.",
    )
    assert (second.answering_body, second.answer_text, second.answering_member_name) == (
        "Home Office",
        None,
        None,
    )


@pytest.mark.parametrize(
    "body",
    [
        PAGE.replace("\n", "\r\n").encode(),
        PAGE.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + PAGE.encode(),
        PAGE.encode("utf-16"),
        f"Ada Sample MP\nHome | News\n\n{PAGE}".encode(),
        PAGE.replace("Asked by:", "  ASKED BY :").encode(),
    ],
    ids=["windows", "old mac", "byte order mark", "utf-16", "page furniture", "capitals"],
)
def test_the_same_page_saved_otherwise_reads_the_same(body: bytes) -> None:
    parsed = parse_page_text(body)
    assert (parsed.records, parsed.rejected) == (tuple(read(PAGE)), ())


def test_bytes_of_an_old_editor_are_read() -> None:
    (question,) = parse_page_text("Asked by: Zoë\nWho’s it?".encode("cp1252")).records
    assert isinstance(question, WrittenQuestion)
    assert (question.asking_member_name, question.question_text) == ("Zoë", "Who’s it?")


@pytest.mark.parametrize(
    ("wording", "note", "house"),
    [
        ("To ask His Majesty's Government what they did.", "", "Lords"),
        ("To ask Her Majesty’s Government what they did.", "", "Lords"),
        ("To ask the Leader of the House when.", " (Crossbench - Life peer)", "Lords"),
        ("To ask the Chancellor of the Exchequer, what he did.", "", "Commons"),
        ("To ask the Minister for Women and Equalities, what she did.", "", "Commons"),
        ("To ask the Chair of the Commission, what was done.", " (Example Party - Northtown)", None),
    ],
)
def test_house_is_said_only_when_certain(wording: str, note: str, house: str | None) -> None:
    (question,) = read(f"Asked by: Ada Sample{note}\nQuestion to the Home Office:\n{wording}\n")
    assert question.house == house


@pytest.mark.parametrize(
    ("line", "name", "office", "body"),
    [
        (
            "Answered by Ben Specimen - Minister of State (Home Office)",
            BEN,
            "Minister of State",
            "Home Office",
        ),
        ("Answered by: Ben Specimen – Whip", BEN, "Whip", None),
        ("Answered by Ben Specimen", BEN, None, None),
        ("Answered by Lady B (Example - Life peer) - Whip (Home Office)", "Lady B", "Whip", "Home Office"),
        (
            "Answered by Ann Smith-Jones - Minister (Home Office (HO))",
            "Ann Smith-Jones",
            "Minister",
            "Home Office (HO)",
        ),
    ],
)
def test_answered_by_line(line: str, name: str, office: str | None, body: str | None) -> None:
    (question,) = read(f"Asked by: Ada Sample\nWhy?\n{line}\nBecause.\n")
    assert (question.answering_member_name, question.answering_office) == (name, office)
    assert (question.answering_body, question.answer_text) == (body, "Because.")


def test_question_on_the_line_of_the_department() -> None:
    (question,) = read("Asked by: Ada Sample\nQuestion to the Home Office: To ask why.\n")
    assert (question.answering_body, question.question_text) == ("Home Office", "To ask why.")


@pytest.mark.parametrize(
    ("text", "item", "reason"),
    [
        ("Answered by Ben Specimen - Whip\nYes.\n" + PAGE, "text before block 1", "no 'Asked by:' line"),
        (PAGE + "Asked by: Ada Sample\n", "block 3", "no text of a question"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_its_text(text: str, item: str, reason: str) -> None:
    parsed = parse_page_text(text.encode())
    assert len(parsed.records) == 2
    (rejected,) = parsed.rejected
    assert rejected.item == item
    assert reason in rejected.reason
    assert rejected.raw


def test_a_block_that_stands_there_twice_is_one_record() -> None:
    first, second = parse_page_text(PAGE.encode()).records
    again = parse_page_text((PAGE + PAGE).encode())
    assert again.records == (first, second, first, second)
    assert again.rejected == ()


def test_the_same_words_asked_by_another_member_are_another_question() -> None:
    block = "Asked by: {}\nTo ask why.\nAnswered by Ben Specimen\nBecause.\n"
    one, other = parse_page_text((block.format("Ada Sample") + block.format("Cy Example")).encode()).records
    assert one.id != other.id


def test_a_question_asked_again_and_answered_otherwise_is_another() -> None:
    block = "Asked by: Ada Sample\nTo ask why.\nAnswered by Ben Specimen\n"
    first, second = read(f"{block}No.\n{block}Yes.\n")
    assert second.id == f"{first.id}-2"
    assert (first.answer_text, second.answer_text) == ("No.", "Yes.")


@pytest.mark.parametrize(
    "same",
    [
        "to ask, how many 'letters' were sent",
        "TO ASK HOW MANY “LETTERS”  WERE\nSENT.",
        "To ask; how many letters were sent?",
    ],
)
def test_fingerprint_depends_on_words_only(same: str) -> None:
    assert question_fingerprint(same) == question_fingerprint("To ask how many letters were sent.")
    assert question_fingerprint(same) != question_fingerprint("To ask how many letters were not sent.")


@pytest.mark.skipif(not SEED.exists(), reason="the seed page is beside the project on our machines only")
def test_the_seed_page_holds_ten_answered_questions() -> None:
    questions = read(SEED.read_text(encoding="utf-8"))
    assert len(questions) == 10
    assert len({question.id for question in questions}) == 10
    assert all(question.answer_text and question.answering_office for question in questions)
    assert {question.house for question in questions} == {"Commons"}
