"""What kind of thing a part asks for, and which sentences may tell it."""

from __future__ import annotations

import pytest

from nlp.part_kinds import KINDS, answers, kind_asked, offers_made, without_frame

ASKED = [
    ("how many ferries sank", "number"),
    ("what estimate she has made of the number of ferries lost", "number"),
    ("to which rates of pay pilots are entitled", "fact"),
    ("when the pier will open", "time"),
    ("what recent estimate he has made of when the pier will open", "time"),
    ("what discussions she has had with pilots on the assessment of fog", "contacts"),
    ("if she will make an assessment of ferry fares", "review"),
    ("whether her Department plans to review ferry fares", "review"),
    ("what assessment she has made of ferry fares", "assessment"),
    ("what impact higher fares have had on islanders", "assessment"),
    ("what steps she plans to take to lower fares", "steps"),
    ("whether he is taking steps to lower fares", "steps"),
    ("if she will take steps to lower fares", "decision"),
    ("what plans she has to lower fares", "decision"),
    ("for what reason the pier is closed", "fact"),
]


@pytest.mark.parametrize(("text", "kind"), ASKED)
def test_the_wording_of_a_part_shows_what_it_asks_for(text, kind):
    assert kind_asked(text) == kind
    assert kind in KINDS


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("with reference to the report of May, what steps she took", "what steps she took"),
        ("pursuant to the Answer of 3 May, on Piers, for what reason it fell", "for what reason it fell"),
        (
            "what steps she took, with reference to the report",
            "what steps she took, with reference to the report",
        ),
        ("on the pier", "on the pier"),
    ],
)
def test_the_frame_of_a_question_is_not_what_it_asks(text, asked):
    assert without_frame(text) == asked


@pytest.mark.parametrize(
    ("kind", "sentence", "may"),
    [
        ("assessment", "We have assessed the fares.", True),
        ("assessment", "We have lowered the fares.", False),
        ("assessment", "We are reviewing the fares and have assessed some.", False),
        ("review", "We are reviewing the fares.", True),
        ("time", "The pier opens in May.", True),
        ("time", "The pier opens soon.", False),
        ("decision", "We will open the pier.", True),
        ("decision", "We will consider whether to open the pier.", False),
        ("contacts", "Ministers met pilots.", True),
        ("contacts", "Pilots are well paid.", False),
        ("steps", "Pilots are well paid.", True),
        ("steps", "We will set out next steps.", False),
        ("number", "Pilots are well paid.", True),
    ],
)
def test_a_sentence_answers_the_kinds_that_it_offers(kind, sentence, may):
    assert answers(kind, offers_made(sentence)) is may
