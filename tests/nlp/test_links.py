from __future__ import annotations

import random

import pytest

from nlp.annotations import Deadline
from nlp.links import Utterance, link, terms


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
