"""Written questions and statements, read from the sample parliament as weekly runs would."""

from __future__ import annotations

import re
from datetime import date

EARLIER, LATER = date(2025, 10, 31), date(2025, 12, 31)


def asked(collected, what: str) -> list[int]:
    """Return the ids of the questions or statements that the last run fetched one by one, in order."""
    found = (re.search(rf"/{what}/(\d+)$", target) for target in collected.parliament.requests)
    return [int(match[1]) for match in found if match]


def versions(collected, question: int) -> list[tuple]:
    return collected.rows(
        f"""select version, state, dated, substr(first_seen, 1, 10), substr(last_seen, 1, 10)
            from answer_versions where question_id = {question} order by version"""
    )


def test_what_every_window_holds_is_recorded(collected):
    collected.run("questions", as_of=EARLIER)
    windows = collected.archived(
        "select name, ends, rows from windows where source = 'questions' order by name"
    )
    assert windows == [
        ("answered 2025-09", "2025-09-30", 5),
        ("answered 2025-10", "2025-10-31", 2),
        ("corrected 2025-09", "2025-09-30", 0),
        ("corrected 2025-10", "2025-10-31", 0),
        ("tabled 2025-09", "2025-09-30", 6),
        ("tabled 2025-10", "2025-10-31", 4),
    ]


def test_a_term_beyond_the_cut_is_found_whichever_department_answers(collected):
    collected.run("questions")
    assert {1900097, 1900208} <= set(asked(collected, "questions")), "both rows are cut"
    kept = collected.rows("select id, answering_body, relevance from questions where answering_body_id = 54")
    assert kept == [(1900097, "Ministry of Justice", "'child maintenance' in the question")]


def test_a_cut_question_about_something_else_is_fetched_once_and_never_asked_for_again(collected):
    collected.run("questions", as_of=date(2025, 11, 14))
    assert 1900208 in asked(collected, "questions"), "cut, and not answered yet"
    collected.run("questions", since=None, as_of=date(2025, 11, 16))
    assert 1900208 not in asked(collected, "questions"), "open, but not ours"
    collected.run("questions", since=None)
    assert 1900208 not in asked(collected, "questions"), "answered since, but not ours"
    assert collected.rows("select 1 from questions where id = 1900208") == []


def test_open_questions_are_asked_for_again_however_old_they_are(collected):
    collected.run("questions", since=date(2025, 7, 1), as_of=EARLIER)
    collected.run("questions", since=date(2025, 12, 1))
    assert 1900085 in asked(collected, "questions"), "tabled in July, not answered to this day"
    assert 1900042 in asked(collected, "questions"), "holding in October"
    assert collected.rows("select is_holding, date_answered from questions where id = 1900042") == [
        (0, "2025-11-05")
    ]


def test_changed_and_corrected_answers_are_kept_with_the_times_they_were_seen(collected):
    collected.run("questions", as_of=EARLIER)
    assert versions(collected, 1900042) == [(1, "holding", "2025-10-23", "2025-10-31", "2025-10-31")]
    assert versions(collected, 1900072) == [(1, "final", "2025-10-17", "2025-10-31", "2025-10-31")]
    collected.run("questions", since=None)
    assert versions(collected, 1900042) == [
        (1, "holding", "2025-10-23", "2025-10-31", "2025-10-31"),
        (2, "final", "2025-11-05", "2025-12-31", "2025-12-31"),
    ]
    assert versions(collected, 1900072) == [
        (1, "final", "2025-10-17", "2025-10-31", "2025-10-31"),
        (2, "corrected", "2025-11-12", "2025-12-31", "2025-12-31"),
    ]
    [(current, is_correction, corrected)] = collected.rows(
        "select answer_text, is_correction, date_corrected from questions where id = 1900072"
    )
    texts = collected.rows(
        "select answer_text from answer_versions where question_id = 1900072 order by version"
    )
    assert ("205" in texts[0][0], "195" in texts[1][0]) == (True, True)
    assert (current, is_correction, corrected) == (texts[1][0], 1, "2025-11-12")


def test_a_second_run_asks_only_for_what_may_have_changed(collected):
    collected.run("questions", "statements")
    before = collected.content
    collected.run("questions", "statements", since=None)
    assert asked(collected, "questions") == [1900015, 1900096, 1900026], "those that wait"
    assert asked(collected, "statements") == []
    assert collected.content == before


def test_statements_are_kept_with_their_links_and_repeated_ones_are_known(collected):
    collected.run("statements", since=date(2024, 9, 1))
    assert collected.rows("select id, joint_with, relevance from statements order by id") == [
        (1950002, None, "'child maintenance' in the text"),
        (1950003, 1950002, "'child maintenance' in the text"),
        (1950004, None, "'Child Maintenance' in the title"),
        (1950005, None, "'Child Maintenance' in the title"),
        (1950006, 1950005, "'Child Maintenance' in the title"),
        (1950007, None, "linked with statement 1950004"),
    ]
    assert collected.rows("select * from statement_links order by 1, 2") == [
        (1950002, 1950003, "JointStatement", "2024-11-18"),
        (1950003, 1950002, "JointStatement", "2024-11-18"),
        (1950004, 1950007, "CorrectedStatement", "2025-11-25"),
        (1950005, 1950006, "JointStatement", "2025-09-16"),
        (1950006, 1950005, "JointStatement", "2025-09-16"),
        (1950007, 1950004, "CorrectedStatement", "2025-11-25"),
    ]


def test_what_a_statement_about_the_topic_names_is_fetched_whenever_it_was_made(
    collected, parliament, tmp_path
):
    collected.run("statements", since=date(2025, 11, 1))
    assert asked(collected, "statements") == [1950007], "it does not say what it is about"
    collected.run("statements", since=date(2025, 6, 1))
    assert asked(collected, "statements") == [1950004, 1950006, 1950005]
    collected = collected.beside(tmp_path / "anew")
    collected.run("statements", since=date(2025, 6, 1), as_of=date(2025, 11, 24))
    assert 1950007 not in asked(collected, "statements")
    parliament.as_of = "2025-12-31"
    collected.run("statements", since=date(2025, 6, 1))
    assert asked(collected, "statements")[0] == 1950004, "it got a link since it was fetched"


def test_a_second_house_that_was_swept_apart_is_fetched_by_its_link(collected, parliament):
    def commons_only(target: str) -> str:
        return target.replace("house=Bicameral", "house=Commons")

    parliament.spoil(r"statements\?", ask=commons_only)
    collected.run("statements")
    assert asked(collected, "statements") == [1950005, 1950006, 1950007]
