"""The annotation guide, rule by rule: at least four sentences of our own for each.

Sentences are marked up: the words in [square brackets] must lie in a cue that decides the class.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from nlp.annotations import CLASSES
from nlp.commitments import STRENGTH, commitment_rules, judge, judge_all

GUIDE = {
    1: """
        none | Where arrears build up, the CMS will seek to agree a plan with the parent.
        none | Parents will be asked for three recent payslips.
        none | If a paying parent misses a payment, we will contact them within days.
        none | The Secretary of State may apply to the court for an order.
        none | Caseworkers will signpost callers to a local charity.
        firm | Under the new service, all payments [will be monitored].
        firm | From April 2031, parents [will pay] no fee to apply.
    """,
    2: """
        firm | The new fee structure [will see] receiving parents pay 2%.
        firm | The scheme [will give] each family £40 a year.
        none | This will help parents feel safe.
        none | These changes will make the system fairer for everybody.
        none | That will benefit victims of abuse.
    """,
    3: """
        firm | We have consulted and [will publish] our response.
        firm | We are committed to fairness and [we will legislate] for it.
        intended | We are reviewing the rate and [intend to] raise it.
        considering | The Department has published a plan and [is reviewing] the formula.
        refusal | We have listened carefully but we [have no plans to] extend the scheme.
    """,
    4: """
        considering | We [will consider] the points raised.
        considering | I [will look at] the case of his constituent.
        considering | Ministers [will keep the rate under review].
        considering | We [will continue to review] the threshold.
        firm | We [will review the formula and publish] the outcome.
        firm | The Government [will consult] on the rate.
        firm | We [will carry] out a review by March 2031.
    """,
    5: """
        firm | We [will continue to publish] quarterly figures.
        firm | The recruitment campaign [will continue into 2031].
        aspiration | We [will continue to ensure] that parents meet their duties.
        aspiration | The Department [will continue to support] families in need.
        firm | Claimants [will continue to receive] the payment until the end of 2031.
    """,
    6: """
        intended | We are [committed to abolishing] the fee.
        intended | The Government is [committed to removing] the charge.
        firm | We are [committed to abolishing the fee by 2031].
        aspiration | The Government [is committed to] supporting every family.
        aspiration | The service [is dedicated to] treating parents fairly.
    """,
    7: """
        firm | We [will legislate] when parliamentary time allows.
        firm | The response [will be published] in due course.
        intended | [Our intention is to] legislate as soon as parliamentary time allows.
        firm | Further details [will be announced] shortly.
        intended | We [hope to] lay the regulations soon.
    """,
    8: """
        none | The Department publishes statistics on the scheme every quarter.
        none | A bulletin comes out each March.
        none | The figures are released twice a year.
        none | The annual report includes a table of complaints.
    """,
    9: """
        firm | I [will write] to the hon. Member with the figures.
        firm | I [shall place] a copy in the Library.
        firm | I would be [happy to meet] the noble Lord.
        firm | An answer [will be provided] as soon as it is available.
        firm | My hon. Friend the Minister for Pensions is [happy to meet] them.
    """,
    10: """
        firm | A map of the sites [will be published] in due course.
        firm | The fee [is to be abolished].
        firm | A new body [will be established] next year.
        considering | The criteria [will be reviewed].
        intended | The report [is due to] be published in May.
    """,
    11: """
        none | The bank has said that it will refund its customers.
        none | The court will decide what is fair.
        none | The last Government promised that the backlog would be gone.
        none | The company intends to appeal.
        none | She wrote to me, "They said that they will take his passport away."
        firm | The Environment Agency [will build] the wall.
    """,
    12: """
        none | No decision has been made.
        none | It would be wrong to pre-empt the findings.
        refusal | No decision has been made, and we [have no plans to] do so.
        refusal | There are [no plans to] change the rules.
        none | No decisions have yet been taken on the timetable.
    """,
    14: """
        none | The CMS takes allegations of abuse very seriously.
        none | We recognise the pressure that families are under.
        none | The Government believes that both parents should pay.
        none | This information is not held centrally.
        none | It could only be obtained at disproportionate cost.
    """,
    15: """
        none | The guidance is regularly reviewed.
        considering | The Department [keeps the policy under review].
        considering | We [continue to review] the fees.
        considering | We [intend to review] the threshold.
        progress | Responses [are being analysed].
        none | Any changes would need legislation.
    """,
    16: """
        firm | The Chancellor has [confirmed £3 billion from 2026]/27 for the fund.
        firm | We [announced that we would extend] the scheme.
        firm | The Budget included an [announcement to introduce] a lower rate.
        firm | The Government has [agreed that the rate will] rise.
    """,
    17: """
        firm | The change [will affect at least 10,000] cases a year.
        firm | It [will save] families £40 a week.
        firm | The measure [will lift 3,000] children out of poverty.
        none | The policy affects 10,000 cases a year.
    """,
    18: """
        progress | We [are introducing] a new team.
        firm | We [are introducing a new team from next April].
        intended | We [will be in a position to] say more.
        intended | [The consultation proposes] a single service.
        none | The consultation asks how survivors could be supported.
    """,
    19: """
        delivered | [We have engaged] with Gingerbread on the new script.
        delivered | [The Department has worked] with the police on a joint plan.
        none | The CMS works closely with HMRC.
        none | Use of the portal has risen.
    """,
    20: """
        firm | I can [assure the House that the rate will not change].
        firm | Existing claimants [will not be affected].
        refusal | We [will not extend] the scheme.
        refusal | [No additional funding will be provided].
        aspiration | We [will not tolerate] abuse.
    """,
    21: """
        firm | The Bill [will empower] councils to act.
        progress | [The Pensions Bill removes] the limit.
        progress | [The Bill legislates] for a new regulator.
        none | The Act allows the court to make an order.
    """,
    22: """
        aspiration | We [will work with] the police to ensure that families are safe.
        aspiration | The Department [will work with] charities to support survivors.
        firm | We [will work with HMRC to build] a new data feed.
        firm | We [will work with councils to agree] a charter.
    """,
    23: """
        intended | We have an [ambition of] 80% employment.
        none | Prices are expected to fall.
        intended | [We expect to] clear the queue.
        intended | Calls are [expected to] be answered within five minutes from May; we aim to do better.
    """,
    24: """
        considering | The findings [will inform] our policy.
        considering | Decisions [will be informed by] the trial.
        considering | We [will continue to monitor] the effect.
        considering | A [review is ongoing].
        progress | [Research is under way] on the causes.
    """,
    25: """
        none | The Department does not comment on individual cases.
        none | We look forward to the debate.
        none | The service aims to respond to complaints within 15 working days.
        none | We have taken steps to improve matters.
    """,
}

CASES: list[tuple[int, str, str]] = [
    (rule, line.partition("|")[0].strip(), line.partition("|")[2].strip())
    for rule, block in GUIDE.items()
    for line in block.strip().splitlines()
]


@pytest.mark.parametrize(
    ("rule", "class_", "marked"), CASES, ids=[f"{case[0]}-{case[2][:50]}" for case in CASES]
)
def test_guide_rule(rule, class_, marked):
    sentence = marked.replace("[", "").replace("]", "")
    verdict = judge(sentence)
    assert verdict.class_ == class_, verdict.cues
    if mark := re.search(r"\[(.+)\]", marked):
        start, end = mark.start(), mark.end() - 2
        assert any(cue.start < end and start < cue.end for cue in verdict.deciding), verdict.cues


@pytest.mark.parametrize("rule", [number for number in range(1, 26) if number != 13])
def test_every_rule_has_four_sentences(rule):
    assert sum(case[0] == rule for case in CASES) >= 4
    assert {case[1] for case in CASES} == set(CLASSES)


@pytest.mark.parametrize(
    ("sentences", "classes"),
    [
        (["We will:", "publish a plan;", "open two offices."], ["firm", "firm", "firm"]),
        (["The Department plans to:", "a single portal;", "a new app."], ["intended"] * 3),
        (["We are considering:", "the threshold;", "the cap."], ["considering"] * 3),
        (["We will:", "publish a plan;", "The service runs every day."], ["firm", "firm", "none"]),
        (["The evidence accepted is:", "a court order", "a letter"], ["none"] * 3),
    ],
    ids=lambda value: str(value)[:40],
)
def test_guide_rule_13_items_are_read_with_their_introduction(sentences, classes):
    assert [verdict.class_ for verdict in judge_all(sentences)] == classes


def test_cues_share_no_character_and_stand_in_order():
    sentence = "We will consider the responses, we will publish a plan and we have no plans to raise the fee."
    cues = judge(sentence).cues
    assert [cue.role for cue in cues] == ["thinking", "promise", "refusal"]
    assert all(left.end <= right.start for left, right in pairwise(cues))
    assert all(sentence[cue.start : cue.end] == cue.text for cue in cues)


def test_strength_orders_every_class():
    assert set(STRENGTH) == set(CLASSES)
    assert len(STRENGTH) == len(CLASSES)


def test_a_long_sentence_takes_no_long_time():
    text = "The service and the agency may or may not where a parent who " * 400
    assert judge(text) is not None


def test_every_rule_id_names_its_kind():
    assert all(re.fullmatch(r"[a-z]+(?:[.-][a-z]+)*", rule.id) for rule in commitment_rules())
