"""What a question asks, part by part: labels, spans and the words of each."""

from __future__ import annotations

import pytest

from nlp.question_parts import split_question

ASK = "To ask the Secretary of State for Invented Matters, "


def labels(question: str) -> list[str]:
    return [part.label for part in split_question(question)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how many bridges are closed.", [""]),
        ("how many bridges are (a) open and (b) closed.", ["(a)", "(b)"]),
        ("how many bridges are (a) open, (b) closed or (c) lost.", ["(a)", "(b)", "(c)"]),
        ("how many bridges are (a)open and (b)closed.", ["(a)", "(b)"]),
        ("how many bridges are (a) open, b) closed and (c) lost.", ["(a)", "(b)", "(c)"]),
        ("(a) how many and (b) what proportion of bridges are closed.", ["(a)", "(b)"]),
        ("whether she will (i) mend and (ii) paint the bridges.", ["(i)", "(ii)"]),
        ("whether she will (1) mend and (2) paint the bridges.", ["(1)", "(2)"]),
        (
            "if she will (a) hire (i) more and (ii) better clerks, (b) mend the lifts and (c) open at noon.",
            ["(a)(i)", "(a)(ii)", "(b)", "(c)"],
        ),
        (
            "what was spent on (a) ferries and (b) the (i) old and (ii) new bridge.",
            ["(a)", "(b)(i)", "(b)(ii)"],
        ),
        ("whether he (a) counts how many bridges (i) opened and (ii) closed.", ["(i)", "(ii)"]),
        # Each of the letters is asked for each of the numbers: the letters are the parts.
        ("what she did about the (a) cost and (b) safety of (i) ferries and (ii) bridges.", ["(a)", "(b)"]),
        (
            "what the (a) cost and (b) use was of (i) ferries and (ii) bridges for (A) goods and (B) people.",
            ["(a)", "(b)"],
        ),
        ("how many bridges are closed; and what that has cost.", ["1", "2"]),
        ("how many bridges are closed; why; and when they will open.", ["1", "2", "3"]),
        ("how many bridges are closed; for how long; and, if so, whether it helps.", ["1", "2", "3"]),
        ("how many bridges are (a) open and (b) shut; and what that cost.", ["1(a)", "1(b)", "2"]),
        (
            "what (a) clerks and (b) cooks earn; and what (i) ferries and (ii) bridges cost.",
            ["1(a)", "1(b)", "2(i)", "2(ii)"],
        ),
        ("if she will publish (a) the plan; (b) the costs; and (c) the minutes.", ["(a)", "(b)", "(c)"]),
        ("how many bridges were mended, and what steps she is taking to mend the rest.", ["1", "2"]),
        # What looks like a label and is none.
        ("when section 4(a) of the Bridges Act will be in force.", [""]),
        ("when regulation 2(1)(b) of the Ferries Order was made.", [""]),
        ("whether paragraphs (a) and (b) of the schedule apply to ferries.", [""]),
        ("what the Bridges (Amendment) Order costs.", [""]),
        ("what the fee (a tenth of the toll) pays for.", [""]),
        ("whether (a) of the guidance applies.", [""]),
        ("how section 4(a) of the Act affects (a) ferries and (b) bridges.", ["(a)", "(b)"]),
        ("what the report entitled Ropes; chains and knots says.", [""]),
        ("how many of the bridges and what proportion of the ferries are closed.", [""]),
        ("", [""]),
    ],
)
def test_labels(question, expected):
    assert labels(ASK + question) == expected
    assert labels(question) == expected


def test_spans_hold_the_own_words_and_the_text_adds_what_stands_before():
    question = ASK + "with reference to the plan, how many bridges are (a) open, and (b) closed; and why."
    parts = split_question(question)
    assert [question[part.start : part.end] for part in parts] == ["(a) open", "(b) closed", "why"]
    assert [part.text for part in parts] == [
        "with reference to the plan, how many bridges are open",
        "with reference to the plan, how many bridges are closed",
        "why",
    ]


def test_nested_parts_carry_both_stems():
    question = "whether she will (a) hire (i) more and (ii) better clerks and (b) mend the lifts."
    assert [part.text for part in split_question(question)] == [
        "whether she will hire more",
        "whether she will hire better clerks",
        "whether she will mend the lifts",
    ]


def test_a_question_of_one_part_is_its_whole_without_the_form_of_address():
    question = ASK + "how many bridges are closed."
    (part,) = split_question(question)
    assert (question[part.start : part.end], part.text) == ("how many bridges are closed",) * 2


@pytest.mark.parametrize(
    "address",
    [
        "To ask the Secretary of State for Ferries, Bridges and Local Roads, ",
        "To ask the Secretary of State for Ferries ",
        "To ask His Majesty's Government ",
        "To ask the hon. Member for Great Yawning, representing the Bridge Commissioners, ",
    ],
)
def test_forms_of_address_are_left_out(address):
    (part,) = split_question(address + "what assessment they have made of tolls.")
    assert part.text == "what assessment they have made of tolls"


def test_spans_follow_each_other_and_stay_inside():
    question = (
        ASK + "if she will (a) hire (i) more and (ii) better clerks, (b) rest; and how (a) soon and (b) far."
    )
    parts = split_question(question)
    ends = [0, *(part.end for part in parts)]
    assert all(end <= part.start < part.end for end, part in zip(ends, parts, strict=False))
    assert parts[-1].end <= len(question)
    assert len({part.label for part in parts}) == len(parts)
