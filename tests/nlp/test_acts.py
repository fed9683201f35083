"""What was promised, by whom, of which kind: read from the grammar around the cue."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.act_types import Candidate, act_kind
from nlp.acts import ACTED, find_acts, read_act
from nlp.annotations import ACT_KINDS
from nlp.commitments import Verdict, judge
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


CLAUSES = [
    # what is proven: sentence, actor, action
    ("named body", "NHS Orkney will recruit 40 midwives.", "NHS Orkney", "recruit 40 midwives"),
    (
        "named law",
        "The Drones Bill will give tenants a right to quiet.",
        None,
        "give tenants a right to quiet",
    ),
    (
        "two bodies",
        "The Rivers Agency and Natural Wessex will jointly survey the estuary.",
        "The Rivers Agency and Natural Wessex",
        "survey the estuary",
    ),
    (
        "a body and a pronoun",
        "Next month the Minister for Sport and I will host a round table.",
        "the Minister for Sport and I",
        "host a round table",
    ),
    ("list", "Bude, Looe, and Fowey will be dredged.", None, "Bude, Looe, and Fowey will be dredged"),
    (
        "subject said before",
        "The Government accept points 3, 7 and 11 and will publish a reply.",
        "The Government",
        "publish a reply",
    ),
    ("inversion", "Not only will we retain the bus pass, but it will be free.", "we", "retain the bus pass"),
    ("owner of a plan", "It is our intention to lay the rules.", "our", "lay the rules"),
    ("owner of a hope", "It is our hope that the treaty will be signed.", "our", "the treaty will be signed"),
    (
        "plan of a report",
        "The report sets out our plans to merge the two funds.",
        "our",
        "merge the two funds",
    ),
    ("plan set out", "Ministers have set out plans to ban peat.", "Ministers", "ban peat"),
    ("no one", "No one will lose the pass.", None, "No one will lose the pass"),
    ("receiver", "Each council will receive its share in May.", None, "receive its share"),
    ("agent", "Forty bridges will be repaired or replaced by Coast Roads.", "Coast Roads", None),
    (
        "pair",
        "Forty bridges will be repaired, widened or rebuilt.",
        None,
        "Forty bridges will be repaired, widened or rebuilt",
    ),
    (
        "deadline first",
        "From April 2031 DHPs will be merged with the fund.",
        None,
        "DHPs will be merged with the fund",
    ),
    (
        "deadline amid",
        "We will consult this year on the ferry tariff.",
        "We",
        "consult this year on the ferry tariff",
    ),
    ("more than", "I am more than happy to meet the growers.", "I", "meet the growers"),
    ("of course", "We will of course publish the map.", "We", "publish the map"),
    ("negation", "We do not intend to reopen the pit.", "We", "reopen the pit"),
    ("negation of others", "The Navy does not plan to leave Portland.", "The Navy", "leave Portland"),
    ("plans had", "We have no current plans to lower the toll.", "We", "lower the toll"),
    (
        "means",
        "We are seeking through the Harbours Bill to amend the Pilotage Act.",
        "We",
        "amend the Pilotage Act",
    ),
    ("manner", "We will end the queue by giving every port a scanner.", "We", "end the queue"),
    ("aim", "Officials are reviewing the code with a view to a new one.", "Officials", "reviewing the code"),
    ("result", "Neither fee will change as a result of this order.", None, "Neither fee will change"),
    ("contrast", "The toll is kept under review, but the law stands.", None, "The toll is kept under review"),
    (
        "infinitive of it",
        "We will make it easier for crofters to claim.",
        "We",
        "make it easier for crofters to claim",
    ),
    (
        "infinitive of an aim",
        "Our ambition is for each pupil to learn to swim by 2035.",
        "Our",
        "each pupil to learn to swim",
    ),
    (
        "clause within",
        "The works will mean that trains between Hull and Leeds will run hourly.",
        None,
        "mean that trains between Hull and Leeds will run hourly",
    ),
    (
        "that of a noun",
        "Claims made before that date will be paid in full.",
        None,
        "Claims made before that date will be paid in full",
    ),
    ("mere wish", "We want to see it grow, and we intend to fund it.", "we", "fund it"),
    ("mere thinking", "We will consider the replies and then set out a plan.", "We", "set out a plan"),
    (
        "embedded question",
        "We are considering how this will hit them, and we will tell the House.",
        "we",
        "tell the House",
    ),
    ("time clause", "Tolls will rise when the law that will raise them is made.", None, "Tolls will rise"),
    ("object of a thing", "The order will increase cover in the north.", None, "increase cover in the north"),
    ("each", "Two towns will each be given a pier.", None, "Two towns will each be given a pier"),
    ("undertaking", "I undertake to place the map in the Library.", "I", "place the map in the Library"),
    ("setting", "The Harbour Board will set a limit.", "The Harbour Board", "set a limit"),
    ("sum", "The Chancellor announced £45 million for piers.", "The Chancellor", "£45 million for piers"),
    (
        "pair of verbs",
        "We will listen to and engage with crofters.",
        "We",
        "listen to and engage with crofters",
    ),
    (
        "enabling",
        "We will set out a plan that helps crofters to build.",
        "We",
        "set out a plan that helps crofters to build",
    ),
    (
        "owner in the midst",
        "This is part of the Navy's commitment to recruit divers.",
        "the Navy",
        "recruit divers",
    ),
    (
        "plan as a subject",
        "The proposal is being considered by HM Mint.",
        "HM Mint",
        "The proposal is being considered",
    ),
    ("aim as a subject", "The plan is to run both ferries until May.", None, "run both ferries"),
    ("counted bodies", "Each of the boards will publish a map.", "Each of the boards", "publish a map"),
    ("both", "Both Governments will sign it.", "Both Governments", "sign it"),
    (
        "question as a noun",
        "The decision on whether to dredge will be taken by the Harbour Board.",
        "the Harbour Board",
        "The decision on whether to dredge will be taken",
    ),
    ("existence", "There is another meeting planned for May.", None, "another meeting"),
]


@pytest.mark.parametrize(("point", "sentence", "actor", "action"), CLAUSES, ids=[case[0] for case in CLAUSES])
def test_clause(point, sentence, actor, action):
    act = read(sentence)
    assert act.actor == actor, point
    assert action is None or act.action == action, point


@pytest.mark.parametrize(
    "sentence",
    [case[0] for case in CASES]
    + [case[1] for case in CLAUSES]
    + ["Details to follow shortly.", "Yes.", "We will."],
)
def test_words_are_taken_verbatim(sentence):
    act = read(sentence)
    assert act.kind in ACT_KINDS
    assert act.action is None or act.action in sentence
    assert act.actor is None or act.actor in sentence


@pytest.mark.parametrize(
    ("item", "action"),
    [
        ("publish a map of all wrecks;", "publish a map of all wrecks"),
        ("building a slipway at Looe", "building a slipway at Looe"),
        ("Review of the harbour dues", None),
        ("wrecks", None),
    ],
)
def test_item_of_a_list_begins_with_its_verb(item, action):
    act = find_acts([Candidate(item, "firm", Verdict("firm", inherited=True))])[0]
    assert act.action == action


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
        ("publish its reply to the call for evidence", "publish"),
        ("published the results of this consultation will be", "publish"),
        ("report progress to the House", "publish"),
        ("take faster action against arrears", "enforce"),
        ("make payments to those who lost fees", "fund"),
        ("give the new service a name", "build"),
        ("strengthen its guidance for staff", "change_rules"),
        ("raise the matter with the Mayor", "meet"),
    ],
)
def test_kind_of_act(words, kind):
    assert act_kind(words) == kind


def test_things_alone_tell_the_kind_by_the_first_of_them():
    assert act_kind("a consultation on changes", names_thing=True) == "consult"


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


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("We expect the pier to open to walkers in May 2031.", "the pier to open to walkers"),
        ("The Government intends the levy to fund new boats from April 2031.", "the levy to fund new boats"),
        ("The crew will study where the hull leaks.", "study where the hull leaks"),
        ("We are giving thought to whether it should fall.", "giving thought to whether it should fall"),
    ],
)
def test_what_is_expected_or_studied_belongs_to_the_act(sentence, action):
    assert read(sentence).action == action
