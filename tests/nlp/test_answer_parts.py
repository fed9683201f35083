"""What became of each part of a question, on invented questions and answers."""

from __future__ import annotations

import time

import pytest

from nlp.answer_parts import STATUSES, judge_parts
from nlp.question_parts import split_question

A, P, D = "answered", "partly answered", "deflected"
N, C, X = "not held", "disproportionate cost", "not answered"

BRIDGES = "how many footbridges were (a) mended and (b) closed in 2024."
TOLLS = "how many toll booths are in use; and what steps she is taking to train harbour pilots."
CASES = [
    # answered
    ("how many ferries are in service.", "There are 14 ferries in service.", {"": A}),
    ("how many ferries sank in 2024.", "No ferries sank in that year.", {"": A}),
    ("whether she plans to lower ferry fares.", "There are no plans to lower fares.", {"": A}),
    ("what assessment she has made of ferry fares.", "No such assessment has been made.", {"": A}),
    (BRIDGES, "(a) 12. (b) 3.", {"(a)": A, "(b)": A}),
    (BRIDGES, "In 2024, 12 footbridges were mended. Three were closed.", {"(a)": A, "(b)": A}),
    (
        BRIDGES,
        "The table shows footbridges mended and closed.\nYear | Mended | Closed\n2024 | 12 | 3",
        {"(a)": A, "(b)": A},
    ),
    (
        TOLLS,
        "At the end of May there were 212 toll booths in use. Harbour pilots are trained in Wold.",
        {"1": A, "2": A},
    ),
    (
        "whether he will (a) widen and (b) deepen the canal at Wold.",
        "We will do neither: the canal is deep enough for the barges that use it.",
        {"(a)": A, "(b)": A},
    ),
    (
        "what pilots earn on the eastern run.",
        "The pay of a pilot rests on three things. One is age. At Wold the sum was £40,000.",
        {"": A},
    ),
    ("whether the pier will open; and, if so, when.", "The pier opens in May.", {"1": A, "2": A}),
    (
        "whether islanders are helped; and how many pilots live there.",
        "Islanders are helped with fuel. Councils run buses, and we hold no list of the drivers. "
        "Some 40 pilots live there.",
        {"1": A, "2": A},
    ),
    (
        "what assessment she has made of ferry fares.",
        "We have assessed ferry fares twice. Our analysis shows that fares deter islanders.",
        {"": A},
    ),
    (
        "whether the lighthouse keeper wears the blue uniform of the islands.",
        "The lighthouse keeper wears the blue uniform of the islands in winter.",
        {"": A},
    ),
    ("if she will review ferry fares.", "Ferry fares are under review.", {"": A}),
    ("when the pier at Wold will reopen.", "The pier at Wold will reopen next spring.", {"": A}),
    ("what talks she has had with ferry crews.", "Ministers met ferry crews in May.", {"": A}),
    ("if she will mend the pier at Wold.", "We will mend the pier at Wold.", {"": A}),
    (
        "what steps she is taking to make harbours calmer.",
        "We have built six walls. The Department is also training pilots. Gulls are quieter.",
        {"": A},
    ),
    (
        "with reference to the report entitled Fares and Ferries, what steps he is taking to train pilots.",
        "Pilots are trained in Wold by the Department.",
        {"": A},
    ),
    (
        "what steps he is taking to help the Island Harbour Board.",
        "Each IHB has a new boat.",
        {"": A},
    ),
    ("how many ferries were late in Wold constituency.", "In Wold, 14 ferries were late.", {"": A}),
    (
        "what assessment she has made of fares on (a) ferries and (b) trams.",
        "While no assessment has been made, the inquiry into trams was finished in May.",
        {"(a)": A, "(b)": A},
    ),
    # not held
    ("how many ferries were late.", "The Department does not hold this information.", {"": N}),
    ("how many ferries were late.", "Data on late ferries is not collected centrally.", {"": N}),
    ("how many ferries were late.", "The information requested is not available.", {"": N}),
    ("how many ferries were late.", "Ferry operators do not record the time of arrival.", {"": N}),
    ("how many ferries were late.", "No records are kept of late ferries.", {"": N}),
    ("how many ferries were late.", "That information is held by the operators, not by us.", {"": N}),
    (BRIDGES, "The information requested is not held centrally.", {"(a)": N, "(b)": N}),
    (
        BRIDGES,
        "In 2024, 12 footbridges were mended. The Department does not hold the number that were closed.",
        {"(a)": A, "(b)": N},
    ),
    (BRIDGES, "(a) 12. (b) This information is not held.", {"(a)": A, "(b)": N}),
    (BRIDGES, "There were 12. We do not hold the information to respond to part (b).", {"(a)": A, "(b)": N}),
    (
        TOLLS,
        "We do not collect data on toll booths. Harbour pilots are trained at the school in Wold.",
        {"1": N, "2": A},
    ),
    (
        "what steps she takes to find lost ferries; and how many of them were found.",
        "Harbour pilots look for lost ferries daily. We hold no data on ferries found after a storm.",
        {"1": A, "2": N},
    ),
    (
        "how many pilots (a) sought and (b) got leave in each harbour.",
        "Figures were published in May. We do not hold this information at harbour level.",
        {"(a)": N, "(b)": N},
    ),
    # disproportionate cost
    (
        "what the cost of late ferries was.",
        "The information requested could be had only at disproportionate cost. Ferries cost £12 a trip.",
        {"": C},
    ),
    (
        "what estimate she has made of ferries lost.",
        "No estimate has been made. To make one for ferries lost would incur disproportionate cost.",
        {"": C},
    ),
    ("how many ferries were late.", "This could only be provided at disproportionate cost.", {"": C}),
    (
        "how many ferries were late.",
        "The information is not readily available and to provide it would incur disproportionate cost.",
        {"": C},
    ),
    ("how many ferries were late.", "It would be disproportionately costly to find out.", {"": C}),
    (
        TOLLS,
        "The information in the first part of the question could be obtained only at disproportionate cost. "
        "Harbour pilots are trained at the school in Wold.",
        {"1": C, "2": A},
    ),
    (
        "how many footbridges (a) rusted, (b) fell and (c) were sold.",
        "In all 40 footbridges rusted and 2 fell. The number sold could be had at disproportionate cost.",
        {"(a)": A, "(b)": A, "(c)": C},
    ),
    # partly answered
    (
        "how many ferries were late in each of the last five years.",
        "Records of late ferries are not held before 2023. In 2023, 14 ferries were late, in 2024, 9.",
        {"": P},
    ),
    (
        "how many ferry crews went without leave.",
        "The full information requested is not available. Of 90 ferry crews, 30 went without leave in May.",
        {"": P},
    ),
    (
        BRIDGES,
        "The information is not held in the form requested. We know that 12 footbridges were mended.",
        {"(a)": P, "(b)": N},
    ),
    (
        "how many ferries were late in each of the last five years.",
        "Some 14 ferries were late over that time.",
        {"": P},
    ),
    (
        "what assessment she has made of the merits of lower ferry fares.",
        "There are no plans to lower ferry fares.",
        {"": P},
    ),
    (
        "how many ferries were late in Wold Harbour constituency.",
        "In all, 14 ferries were late last year.",
        {"": P},
    ),
    # deflected
    ("how many ferries were late.", "I refer the hon. Member to the answer to Question 12.", {"": D}),
    ("what ferries cost.", "I refer my hon. Friend to my previous answer.", {"": D}),
    ("whether ferry fares will rise.", "This is a matter for the ferry operators.", {"": D}),
    ("whether fares will rise.", "Ferry fares are the responsibility of local councils.", {"": D}),
    ("how many ferries were late.", "The information is published at: https://example.org/ferries", {"": D}),
    ("how many ferries were late.", "These statistics can be found on GOV.UK.", {"": D}),
    ("how many ferries were late.", "The information is in the attached spreadsheet.", {"": D}),
    ("what she said to the crews.", "A copy of the letter will be placed in the Library.", {"": D}),
    (
        TOLLS,
        "The number of toll booths can be found in the annual report. Harbour pilots are trained in Wold.",
        {"1": D, "2": A},
    ),
    ("how many ferries were late.", "Ferries matter to the islands, and crews work hard.", {"": D}),
    (
        "what assessment she has made of ferry fares.",
        "Ferry fares are set each May. We are helping islanders with the fares.",
        {"": D},
    ),
    ("what assessment she has made of ferry fares.", "We will consider ferry fares with care.", {"": D}),
    ("when the pier at Wold will reopen.", "The pier at Wold will reopen in due course.", {"": D}),
    ("what talks she has had with ferry crews.", "Ferry crews are paid well.", {"": D}),
    ("if she will mend the pier at Wold.", "We are considering options for the pier at Wold.", {"": D}),
    (
        "what studies were commissioned of harm to gulls through (a) fog and (b) noise.",
        "We know that fog troubles pilots, and noise too.",
        {"(a)": D, "(b)": D},
    ),
    ("whether harbour fees will fall.", "Harbour fees fall under the jurisdiction of the council.", {"": D}),
    ("how many ferries were late.", "Figures on ferries will be published in due course.", {"": D}),
    (
        "what steps she takes to guard island pilots from (a) harbour fog and (b) seal bites.",
        "Island pilots are guarded by a nurse.",
        {"(a)": D, "(b)": D},
    ),
    (
        "how much of the £46 million will be spent on harbour walls.",
        "How the £46 million for harbour walls is spent is for later.",
        {"": D},
    ),
    # not answered
    ("how many ferries were late.", "I will reply to the hon. Member as soon as possible.", {"": X}),
    ("how many ferries were late.", "It has not proved possible to respond in the time available.", {"": X}),
    ("how many ferries were late.", "I will write to the hon. Member; a copy goes to the Library.", {"": X}),
    (BRIDGES, "An answer is being prepared and will be given shortly.", {"(a)": X, "(b)": X}),
    ("whether the pilot was dismissed.", "The Department does not comment on individual cases.", {"": X}),
    ("what ferries cost.", "The information is commercially confidential.", {"": X}),
    ("how many ferries were late.", "The harbour is deep, and crews work hard.", {"": X}),
    (TOLLS, "At the end of May there were 212 toll booths in use on our roads.", {"1": A, "2": X}),
    (TOLLS, "Harbour pilots are trained at the school in Wold.", {"1": X, "2": A}),
    ("how many ferries were late.", "", {"": X}),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer", "expected"), CASES)
def test_each_part_gets_its_status(question, answer, expected):
    parts = split_question(question)
    verdicts = judge_parts(parts, answer)
    found = {part.label: verdict.status for part, verdict in zip(parts, verdicts, strict=True)}
    assert found == expected


@pytest.mark.parametrize(("question", "answer", "expected"), CASES)
def test_every_verdict_can_be_shown(question, answer, expected):
    for verdict in judge_parts(split_question(question), answer):
        assert verdict.status in STATUSES
        assert 0 <= verdict.score <= 1
        assert verdict.why
        assert (verdict.start is None) == (verdict.end is None)
        if verdict.start is not None and verdict.end is not None:
            assert answer[verdict.start : verdict.end].strip()
        if verdict.status in (N, C):
            assert verdict.gap == verdict.status


def test_the_quote_is_the_sentence_that_decided():
    answer = "In 2024, 12 footbridges were mended. The Department does not hold the number that were closed."
    first, second = judge_parts(split_question(BRIDGES), answer)
    assert answer[first.start : first.end] == "In 2024, 12 footbridges were mended."
    assert answer[second.start : second.end] == "The Department does not hold the number that were closed."
    assert first.gap is None
    assert second.why.startswith("not-held.")


def test_a_gap_is_kept_where_the_rest_was_answered():
    answer = "Records are not held before 2023. In 2023, 14 ferries were late."
    (verdict,) = judge_parts(split_question("how many ferries were late since 2020."), answer)
    assert (verdict.status, verdict.gap) == (P, N)
    assert answer[verdict.start : verdict.end] == "Records are not held before 2023."


def test_a_holding_answer_answers_nothing():
    answer = "There are 14 ferries in service."
    (verdict,) = judge_parts(split_question("how many ferries there are."), answer, is_holding=True)
    assert (verdict.status, verdict.start) == (X, None)


@pytest.mark.parametrize(
    "unit", ["We have met the Board of Trade ", "no data on 12 ", "Ferries sank. ", "we will not "]
)
@pytest.mark.parametrize(
    "asked", ["what steps she takes on (a) fog and (b) gulls", "what she takes; and " * 300]
)
def test_time_grows_with_the_length_of_the_answer(asked, unit):
    parts = split_question(asked)
    judge_parts(parts, unit)  # compiles what is compiled once
    once, eightfold = (_seconds(parts, unit * times) for times in (200, 1600))
    assert eightfold < max(2.0, 24 * once)


def _seconds(parts, answer):
    started = time.process_time()
    judge_parts(parts, answer)
    return time.process_time() - started


def test_a_sentence_that_goes_on_without_the_words_tells_the_one_thing_asked():
    question = split_question("To ask the Minister, when she plans to publish the plan for the pier.")
    answer = "The plan for the pier rests on surveys. We had hoped for May, but expect to do so in 2031."
    assert [verdict.status for verdict in judge_parts(question, answer)] == ["answered"]
    vague = "The plan for the pier rests on old surveys. It matters to all who live here."
    assert [verdict.status for verdict in judge_parts(question, vague)] == ["deflected"]
