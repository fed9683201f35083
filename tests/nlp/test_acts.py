"""What was promised, by whom, of which kind: read from the grammar around the cue."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.act_types import Candidate, act_kind
from nlp.acts import ACTED, find_acts, read_act
from nlp.annotations import ACT_KINDS
from nlp.commitments import judge
from nlp.deadlines import main_deadline
from nlp.lexicon import load_rules

CASES = [
    # sentence, actor, action, kind
    ("We will publish the review in spring 2031.", "We", "publish the review", "publish"),
    ("The Department will consult on the formula.", "The Department", "consult on the formula", "consult"),
    ("I shall write to the hon. Member.", "I", "write to the hon. Member", "write"),
    ("I would be happy to meet the hon. Lady.", "I", "meet the hon. Lady", "meet"),
    ("Ministers intend to remove the fee.", "Ministers", "remove the fee", "change_rules"),
    ("We are committed to abolishing the charge.", "We", "abolishing the charge", "change_rules"),
    ("The fee will be abolished next year.", None, "The fee will be abolished", "change_rules"),
    ("The Government is reviewing the threshold.", "The Government", "reviewing the threshold", "review"),
    ("We plan to recruit 300 caseworkers by June 2031.", "We", "recruit 300 caseworkers", "recruit"),
    ("We will invest £40 million.", "We", "invest £40 million", "fund"),
    (
        "Our intention is to legislate for the change.",
        "Our",
        "legislate for the change",
        "legislate",
    ),
    ("We have no plans to extend the scheme.", "We", "extend the scheme", "change_rules"),
    ("The agency has published a plan.", "The agency", "published a plan", "publish"),
    ("A report will be published by the regulator.", "the regulator", None, "publish"),
    ("We will build a new online portal.", "We", "build a new online portal", "build"),
    ("Regulations will be laid by summer 2031.", None, "Regulations will be laid", "legislate"),
    (
        "The Department will publish a plan to shorten queues by July 2031.",
        "The Department",
        "publish a plan to shorten queues",
        "publish",
    ),
    ("Our plan is that this cap will apply to new claims from May 2031.", "Our", None, "change_rules"),
    ("We have listened to patients, and will open two more clinics.", "We", "open two more clinics", "build"),
    (
        "The regulator (Ofmar) intends to visit every harbour.",
        "The regulator (Ofmar)",
        "visit every harbour",
        "meet",
    ),
    ("In April the Department will write to all tenants.", "the Department", "write to all tenants", "write"),
    ("A trial of the portal is planned for spring 2031.", None, "A trial of the portal", "build"),
    ("This review will conclude next year.", None, "This review will conclude", "review"),
    (
        "Details of the scheme, which will be published shortly, are final.",
        None,
        "which will be published",
        "publish",
    ),
    (
        "Parents will have a choice of two services.",
        None,
        "Parents will have a choice of two services",
        "change_rules",
    ),
    ("We are working with harbours to consider the tariff.", "We", "consider the tariff", "review"),
    ("Officials are engaging with tenants as we review the rules.", "we", "review the rules", "review"),
    ("We will set up a portal where tenants pay, with named staff.", "We", None, "build"),
    (
        "The Minister for Children will publish a report in May.",
        "The Minister for Children",
        "publish a report",
        "publish",
    ),
    ("The Office for Students will visit each town.", "The Office for Students", "visit each town", "meet"),
    ("A report will be published by the Minister for Women.", "the Minister for Women", None, "publish"),
    ("The number of parents will rise.", None, "The number of parents will rise", "change_rules"),
    ("We will publish a plan and lay regulations to give effect to it.", "We", "publish a plan", "publish"),
    (
        "Ministers are considering options, including a levy.",
        "Ministers",
        "considering options, including a levy",
        "review",
    ),
    (
        "The agency will give a named officer to every tenant who has reported threats by June 2031.",
        "The agency",
        None,
        "other",
    ),
]


def read(sentence):
    verdict = judge(sentence)
    deadline = main_deadline(sentence, said_on=date(2030, 11, 4), house=None)
    return find_acts([Candidate(sentence, verdict.class_, verdict, deadline)])[0]


@pytest.mark.parametrize(("sentence", "actor", "action", "kind"), CASES, ids=[case[0][:50] for case in CASES])
def test_act(sentence, actor, action, kind):
    act = read(sentence)
    assert act.actor == actor
    assert act.kind == kind
    if action is not None:
        assert act.action == action


@pytest.mark.parametrize(
    "sentence", [case[0] for case in CASES] + ["Details to follow shortly.", "Yes.", "We will."]
)
def test_words_are_taken_verbatim(sentence):
    act = read(sentence)
    assert act.kind in ACT_KINDS
    assert act.action is None or act.action in sentence
    assert act.actor is None or act.actor in sentence


def test_nothing_to_read_loads_no_parser():
    assert find_acts([]) == []


def test_acts_come_in_the_order_of_the_sentences():
    sentences = ["We will publish it.", "We will meet them."]
    candidates = [Candidate(text, "firm", judge(text)) for text in sentences]
    assert [act.kind for act in find_acts(candidates)] == ["publish", "meet"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("publish quarterly statistics on arrears", "report_data"),
        ("launch a consultation on the formula", "consult"),
        ("publish the results of the consultation", "publish"),
        ("lay regulations before the House", "legislate"),
        ("use liability orders sooner", "enforce"),
        ("sing", "other"),
    ],
)
def test_kind_of_act(words, kind):
    assert act_kind(words) == kind


def test_every_kind_but_other_has_a_rule():
    assert {rule.role for rule in load_rules("acts", frozenset(ACT_KINDS))} == set(ACT_KINDS) - {"other"}


WORDS = [
    "we", "the", "Department", "parents", "which", "that", "and", ",", "will", "be", "is", "has", "by",
    "in", "to", "not", "published", "publish", "considering", "plans", "intends", "committed", "'s",
    "(", ")", ";", ".", "as", "soon", "April", "review", "of", "who", "keep", "under", "able", "no",
    "our", "-", "“", "”", "£20",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from(sorted(ACTED)))
def test_any_run_of_words_gives_words_of_it(words, class_):
    sentence = " ".join(words)
    deadline = main_deadline(sentence, said_on=date(2030, 11, 4), house=None)
    act = read_act(Candidate(sentence, class_, judge(sentence), deadline))
    assert act is None or ((act.action or "") in sentence and (act.actor or "") in sentence)
