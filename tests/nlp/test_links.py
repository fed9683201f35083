from __future__ import annotations

import random

import pytest

from nlp.annotations import Deadline
from nlp.links import Linker, Utterance, link, terms
from nlp.neighbours import COMPARED, HOLDERS


def by(text: str, latest: str | None, precision: str = "month") -> Deadline:
    return Deadline(text, None if latest is None else "2024-01-01", latest, precision)


def said(day, text, *, class_="firm", kind="legislate", action=None, deadline=None) -> Utterance:
    return Utterance(f"{day} {text[:20]}", day, class_, text, action, kind, deadline)


LIABILITY = [
    said(
        "2024-02-01",
        "We will lay regulations for administrative liability orders by the end of 2024.",
        action="lay regulations for administrative liability orders",
        deadline=by("by the end of 2024", "2024-12-31"),
    ),
    said(
        "2024-09-10",
        "Regulations to bring in administrative liability orders will be laid by summer 2025.",
        action="Regulations to bring in administrative liability orders will be laid",
        deadline=by("by summer 2025", "2025-08-31"),
    ),
    said(
        "2025-03-02",
        "We intend to lay the administrative liability order regulations in due course.",
        class_="intended",
        action="lay the administrative liability order regulations",
        deadline=by("in due course", None, "vague"),
    ),
    said(
        "2025-09-01",
        "The regulations introducing administrative liability orders were laid on 1 July.",
        class_="delivered",
        action="The regulations introducing administrative liability orders were laid",
    ),
]
PASSPORTS = said(
    "2024-05-01",
    "We will lay regulations on the removal of passports in the spring.",
    action="lay regulations on the removal of passports",
    deadline=by("in the spring", "2025-05-31"),
)


def test_one_promise_in_many_words_is_one_chain_with_its_slip_and_its_end():
    [chain] = link(LIABILITY)
    assert [mention.relation for mention in chain.mentions] == ["made", "slipped", "softened", "claimed_done"]
    slip = chain.mentions[1]
    assert (slip.old.text, slip.new.text, slip.days_slipped) == ("by the end of 2024", "by summer 2025", 243)


def test_two_promises_do_not_become_one_by_sharing_boilerplate():
    chains = link([*LIABILITY, PASSPORTS])
    assert sorted(len(chain.mentions) for chain in chains) == [1, 4]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_given_does_not_matter(seed):
    shuffled = [*LIABILITY, PASSPORTS]
    random.Random(seed).shuffle(shuffled)
    told = [[m.utterance.id for m in chain.mentions] for chain in link(shuffled)]
    assert told == [[m.utterance.id for m in chain.mentions] for chain in link([*LIABILITY, PASSPORTS])]


def test_an_outcome_needs_an_earlier_promise():
    done_first = [
        said("2023-01-01", LIABILITY[3].text, class_="delivered", action=LIABILITY[3].action),
        LIABILITY[0],
    ]
    [chain] = link(done_first)
    assert [mention.relation for mention in chain.mentions] == ["made"]


def test_considering_that_becomes_a_promise_is_firmed_and_the_reverse_softened():
    maybe = said("2024-01-01", "We are considering a cap on collection charges.", class_="considering",
                 kind="change_rules", action="a cap on collection charges")  # fmt: skip
    sure = said("2024-06-01", "We will bring in a cap on collection charges.", kind="change_rules",
                action="bring in a cap on collection charges")  # fmt: skip
    less = said("2024-09-01", "We are looking at a cap on collection charges.", class_="considering",
                kind="change_rules", action="a cap on collection charges")  # fmt: skip
    [chain] = link([maybe, sure, less])
    assert [mention.relation for mention in chain.mentions] == ["made", "firmed", "softened"]


def test_nothing_promised_is_no_chain():
    assert link([LIABILITY[3]]) == []
    assert link([]) == []


def test_undated_page_text_never_slips():
    undated = said(None, LIABILITY[1].text, action=LIABILITY[1].action, deadline=by("by summer 2025", None))
    [chain] = link([LIABILITY[0], undated])
    assert chain.mentions[-1].relation in ("restated", "softened")


def test_terms_drop_what_all_promises_share():
    assert terms("We will publish the Government response in due course") == ["publish", "respons"]


def test_a_wider_period_that_holds_the_day_is_no_slip():
    day = said(
        "2023-09-14",
        "We will abolish the application fee from 4 March 2024.",
        action="abolish the application fee",
        deadline=Deadline("from 4 March 2024", "2024-03-04", "2024-03-04", "day"),
    )
    month = said(
        "2023-11-28",
        "The application fee will be abolished in March 2024.",
        action="The application fee will be abolished",
        deadline=Deadline("in March 2024", "2024-03-01", "2024-03-31", "month"),
    )
    [chain] = link([day, month])
    assert [mention.relation for mention in chain.mentions] == ["made", "restated"]


def in_answer(day, question, *sentences: str, **last) -> Utterance:
    """Return the last of the sentences of an answer, read with those before it."""
    *before, text = sentences
    options = {"class_": "firm", "act_kind": "publish", "action": None} | last
    return Utterance(
        f"{day} {text[:30]}", day, text=text, context=question, before="\n".join(before), **options
    )


def chains_of(*utterances: Utterance) -> list[list[str]]:
    return [[mention.utterance.text for mention in chain.mentions] for chain in link(utterances)]


HEADLIGHT = "what progress the Rural Headlight Service has made with its reform"


def answers(day: str, *sentences: str, question: str = HEADLIGHT) -> Utterance:
    return in_answer(day, question, *sentences, action=sentences[-1].rstrip("."))


def thinks(day: str, *sentences: str, action: str) -> Utterance:
    return in_answer(day, "", *sentences, class_="considering", act_kind="review", action=action)


def test_the_review_the_consultation_and_the_response_are_three_promises():
    review = thinks(
        "2031-01-10",
        "We are reviewing the rebate formula to make sure that it is fair.",
        action="reviewing the rebate formula",
    )
    again = thinks(
        "2031-03-10",
        "The Department is conducting a review of the rebate formula.",
        action="conducting a review of the rebate formula",
    )
    consultation = in_answer(
        "2031-04-10",
        "",
        "A consultation on the rebate formula will be published by May.",
        act_kind="consult",
        action="A consultation on the rebate formula will be published",
    )
    response = in_answer(
        "2031-06-10",
        "",
        "We will publish the response to the consultation on the rebate formula.",
        action="publish the response to the consultation on the rebate formula",
    )
    assert chains_of(review, again, consultation, response) == [
        [review.text, again.text],
        [consultation.text],
        [response.text],
    ]


def test_a_response_that_names_no_consultation_answers_the_last_one_on_the_topic():
    first = answers("2031-01-10", "The consultation closes in May.", "A response will be published.")
    second = answers(
        "2031-06-10", "We have consulted on lamps.", "The results of this consultation will be published."
    )
    third = answers(
        "2031-09-10", "Pilots were glad to be asked.", "The Government will respond in due course."
    )
    assert len(chains_of(first, second, third)) == 1


def test_a_response_on_another_topic_is_another_promise():
    first = answers("2031-01-10", "The consultation closes in May.", "A response will be published.")
    other = answers(
        "2031-02-10",
        "We have consulted on hedgehogs.",
        "A response will be published.",
        question="whether Garden Mammals Wales is consulted on hedgehogs",
    )
    assert len(chains_of(first, other)) == 2


def test_a_response_that_names_another_consultation_is_another_promise():
    first = answers("2031-01-10", "We have consulted on lamps.", "A response will be published.")
    other = answers(
        "2031-02-10", "We thank all.", "The response to the consultation on ferry fares will be published."
    )
    assert len(chains_of(first, other)) == 2


def test_what_is_published_is_not_promised_again_by_the_next_response():
    first = answers("2031-01-10", "We have consulted on lamps.", "A response will be published.")
    done = in_answer("2031-03-10", HEADLIGHT, "We have published our response to the consultation.",
                     class_="delivered", action="published our response to the consultation")  # fmt: skip
    later = answers("2031-08-10", "Pilots have been asked about buoys.", "A response will be published.")
    assert [len(chain) for chain in chains_of(first, done, later)] == [2, 1]


def test_an_object_left_to_the_sentence_before_is_read_there():
    intends = {"class_": "intended", "act_kind": "change_rules"}
    named = in_answer(
        "2031-01-10",
        "",
        "We intend to close the voucher scheme.",
        action="close the voucher scheme",
        **intends,
    )
    referring = in_answer(
        "2031-05-10",
        "",
        "A Bill is needed to close the voucher scheme.",
        "We intend to make these changes when parliamentary time allows.",
        action="make these changes",
        **intends,
    )
    assert len(chains_of(named, referring)) == 1


def test_a_review_that_goes_on_is_the_review_before_and_what_it_holds_is_not():
    answer = ("We are reviewing the rebate formula.", "The review is ongoing.")
    review = thinks("2031-01-10", answer[0], action="reviewing the rebate formula")
    ongoing = thinks("2031-01-11", *answer, action="is ongoing")
    content = thinks(
        "2031-01-12",
        *answer,
        "It will also consider how savings and shares are treated.",
        action="consider how savings and shares are treated",
    )
    assert chains_of(review, ongoing, content) == [[review.text, ongoing.text], [content.text]]


def test_words_borrowed_from_the_sentence_before_do_not_make_it_the_same_promise():
    charges = said("2031-01-10", "Ferries will keep the charge of 4% at Orrin Water.", kind="change_rules")
    kept = thinks("2031-01-10", charges.text, "We keep this under review.", action="keep this under review")
    assert len(chains_of(charges, kept)) == 2


def test_the_likeness_of_two_sentences_does_not_depend_on_the_others():
    noise = [
        said(f"2020-01-{day:02}", f"We will widen bridge number {day} at Orrin Water.")
        for day in range(1, 25)
    ]
    alone = [mention.similarity for mention in link(LIABILITY)[0].mentions]
    [among] = [chain for chain in link([*noise, *LIABILITY]) if chain.mentions[0].utterance == LIABILITY[0]]
    assert [mention.similarity for mention in among.mentions] == alone


def of_one_text(day: str, question: str, *sentences: tuple[str, str, Deadline | None]) -> list[Utterance]:
    """Return the sentences of one answer; their ids run against the order in which they were said."""
    return [
        Utterance(
            f"{day} {len(sentences) - place}",
            day,
            class_,
            text,
            action=text.rstrip("."),
            act_kind="publish",
            deadline=deadline,
            context=question,
            before="\n".join(text for _, text, _ in sentences[:place]),
            source=f"answer of {day}",
            start=place,
        )
        for place, (class_, text, deadline) in enumerate(sentences)
    ]


BY_MAY = Deadline("by May 2026", "2025-03-10", "2026-05-31", "month")
BY_SUMMER = Deadline("by summer 2025", "2025-03-10", "2025-08-31", "season")
IN_2027 = Deadline("in 2027", "2027-01-01", "2027-12-31", "year")


def test_two_promises_of_one_answer_are_not_one_for_their_question():
    chains = link(
        of_one_text(
            "2025-03-10",
            "when she plans to publish the review of the Rural Headlight Service",
            ("intended", "We intend to publish the review of the rebate by May 2026.", BY_MAY),
            ("firm", "We will publish the guidance on lamp oil by summer 2025.", BY_SUMMER),
        )
    )
    assert [[mention.relation for mention in chain.mentions] for chain in chains] == [["made"], ["made"]]


def test_nothing_is_put_off_on_the_day_it_is_made():
    [chain] = link(
        of_one_text(
            "2025-03-10",
            "",
            ("firm", "We will publish the review of the lamp oil rebate by summer 2025.", BY_SUMMER),
            ("intended", "We intend to publish the review of the lamp oil rebate by May 2026.", BY_MAY),
        )
    )
    assert [(mention.relation, mention.days_slipped) for mention in chain.mentions] == [
        ("made", None),
        ("restated", None),
    ]
    assert chain.mentions[0].new == BY_SUMMER, "the first in the text, whatever its id"


def test_a_change_is_told_once_a_day_against_the_day_before():
    words = "We will publish the review of the lamp oil rebate"
    made = of_one_text("2025-03-10", "", ("firm", f"{words} by summer 2025.", BY_SUMMER))
    later = of_one_text(
        "2025-06-10",
        "",
        ("firm", f"{words}.", None),
        ("firm", f"{words} by May 2026.", BY_MAY),
        ("firm", f"{words} in 2027.", IN_2027),
    )
    [chain] = link([*made, *later])
    assert [(mention.relation, mention.days_slipped) for mention in chain.mentions] == [
        ("made", None),
        ("restated", None),
        ("slipped", 273),
        ("restated", None),
    ]
    assert chain.mentions[2].against == made[0]


THINGS = [
    "lamp",
    "buoy",
    "ferry",
    "pier",
    "beacon",
    "anchor",
    "signal",
    "harbour",
    "mooring",
    "jetty",
    "lock",
    "hull",
]


def many(count: int) -> list[Utterance]:
    """Return promises as texts repeat them: few wordings, many times."""
    draw = random.Random(7)
    made = []
    for number in range(count):
        one, other, third = (draw.choice(THINGS) for _ in range(3))
        text = f"We will test the {one} and the {other} for every {third}."
        if number % 5 == 0:
            text = "We will publish a response in due course."
        made.append(said(f"20{10 + number * 20 // count:02}-06-01", text, kind="publish"))
    return [Utterance(f"{number:06}", one.said_on, one.class_, one.text) for number, one in enumerate(made)]


@pytest.mark.parametrize("count", [500, 1000, 2000, 4000])
def test_the_pairs_compared_grow_with_the_sentences_not_with_their_square(count):
    linker = Linker()
    for utterance in many(count):
        linker.add(utterance)
    assert linker.neighbourhood.compared <= COMPARED * count
    assert linker.neighbourhood.kept <= HOLDERS * (len(THINGS) + 50)
