"""What is about child maintenance and what only looks like it; every text is invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrapers.page_text import parse_page_text
from scrapers.parlparse import parse_parlparse
from scrapers.records import Contribution, Debate, WrittenQuestion, WrittenStatement
from scrapers.relevance import (
    Topic,
    TopicError,
    is_relevant,
    load_topic,
    names_topic,
    needs_detail,
    on_topic_positions,
)

PROJECT = Path(__file__).parents[2]
SHARED = PROJECT.parent / "shared"
DWP, HEALTH = 29, 17
JUSTICE, TREASURY, NORTHERN_IRELAND, EQUALITIES = OTHER_SWEPT = (54, 14, 21, 31)


@pytest.fixture(scope="module")
def cms() -> Topic:
    return load_topic(PROJECT / "tracker" / "topics" / "cms.toml")


def question(text: str = "", *, body: int | None = HEALTH, **fields: object) -> WrittenQuestion:
    base = WrittenQuestion(1, "detail", "Commons", text, is_full=True, answering_body_id=body)
    return replace(base, **fields)  # type: ignore[arg-type]


def debate(*texts: str, title: str = "Families", parents: tuple[str, ...] = ()) -> Debate:
    """Return a debate of turns written "Name: words"; without a name, nobody speaks."""
    turns = []
    for position, text in enumerate(texts):
        name, colon, words = text.partition(": ")
        name, words = (name, words) if colon else ("", text)
        kind = "speech" if name else "procedural"
        if name.endswith("?"):
            kind, name = "question", name.rstrip("?")
        turns.append(
            Contribution(
                f"c{position}", position, words, kind, speaker_name=name or None, is_chair=name == "Speaker"
            )
        )
    return Debate("d", "Commons", title, "2024-01-05", tuple(turns), parents=parents)


@pytest.mark.parametrize(
    "text",
    [
        "How many child maintenance cases are open?",
        "Child Maintenance Service: Complaints",
        "Children: Maintenance",
        "on child-maintenance payments",
        "on child\nmaintenance",
        "the Child Support Agency",
        "the Child Support Act 1991",
        "the Child Support (Enforcement) Bill",
        "the Child Support, Pensions and Social Security Act 2000",
        "child support arrears",
        "parents who do not pay child support",
        "parents owing their child support",
        "maintenance for his children",
        "the Child Maintenance and Enforcement Commission",
        "CMEC has written",
    ],
)
def test_terms_that_decide_alone(text: str, cms: Topic) -> None:
    assert is_relevant(question(text), cms).relevant
    assert names_topic(text, cms)


@pytest.mark.parametrize(
    "text",
    [
        "child support workers in schools",
        "childcare support for parents",
        "child support services after abuse",
        "we pay child support workers well",
        "the South African child support grant",
        "the maintenance of children's playgrounds",
        "maintenance of the vehicle fleet",
        "childminders and maintenance grants",
        "CSA survivors need support",
        "the CMS of the website",
        "a parent who is non-resident",
    ],
)
@pytest.mark.parametrize("body", [HEALTH, None])
def test_words_that_only_look_like_it(text: str, body: int | None, cms: Topic) -> None:
    assert not is_relevant(question(text, body=body), cms).relevant


@pytest.mark.parametrize("field", ["heading", "question_text", "answer_text"])
def test_any_part_of_a_question_decides_and_is_named(field: str, cms: Topic) -> None:
    record = question("Why?", **{field: "On child maintenance."})
    verdict = is_relevant(record, cms)
    assert verdict.relevant
    assert verdict.why == f"'child maintenance' in the {field.partition('_')[0]}"


@pytest.mark.parametrize(
    ("text", "body", "relevant"),
    [
        ("How long do calls to the CMS take?", DWP, True),
        ("How long do calls to the CMS take?", HEALTH, False),
        ("How many CSA cases remain?", DWP, True),
        ("Will Collect and Pay be reviewed?", DWP, True),
        ("Will collect-and-pay be reviewed?", DWP, True),
        ("How do paying parents appeal?", DWP, True),
        ("How many cms were measured?", DWP, False),
        ("See https://example.org/cms/CMS/file.pdf", DWP, False),
        ("Does the CMS help separated parents?", HEALTH, True),
        ("Does the CSA chase child support?", HEALTH, True),
        ("Does the CSA train child support workers?", HEALTH, False),
    ],
)
def test_abbreviations_need_the_department_or_context(
    text: str, body: int, relevant: bool, cms: Topic
) -> None:
    assert is_relevant(question(text, body=body), cms).relevant is relevant


@pytest.mark.parametrize(
    "text",
    [
        "Survivors of child sexual abuse (CSA) and their benefits",
        "Survivors of childhood sexual abuse, or CSA",
        "The content management system (CMS) of the department's website",
        "A case management system (CMS) for debt",
        "The Centers for Medicare and Medicaid Services (CMS)",
        "Pensions of the Combined Military Service (CMS)",
        "The Convention on Migratory Species (CMS)",
    ],
)
def test_other_meanings_of_the_abbreviations(text: str, cms: Topic) -> None:
    assert not is_relevant(question(text, body=DWP), cms).relevant
    assert is_relevant(question(f"{text} and child maintenance", body=DWP), cms).relevant


def test_the_department_may_be_named_only(cms: Topic) -> None:
    record = question("How long do calls to the CMS take?", body=None)
    assert is_relevant(replace(record, answering_body="WORK AND PENSIONS"), cms).relevant
    assert not is_relevant(replace(record, answering_body="Department of Health"), cms).relevant


def test_a_number_counts_more_than_a_name(cms: Topic) -> None:
    record = question("How long do calls to the CMS take?", answering_body="Work and Pensions Museum")
    assert not is_relevant(record, cms).relevant


@pytest.mark.parametrize(
    ("title", "text", "relevant"), [("Child Maintenance", "x", True), ("Post", "CMEC", True)]
)
def test_statements(title: str, text: str, relevant: bool, cms: Topic) -> None:
    statement = WrittenStatement(1, "Commons", title, is_full=True, text=text)
    assert is_relevant(statement, cms).relevant is relevant
    assert not is_relevant(replace(statement, title="Post", text="Letters"), cms).relevant


@pytest.mark.parametrize(
    ("record", "relevant"),
    [
        (debate("Ada: Yes.", title="Child Maintenance Service"), True),
        (debate("Ada: Yes.", parents=("Child Support Agency", "Clause 1")), True),
        (debate("Ada: My constituent uses the child maintenance calculator."), True),
        (debate("Ada: The CMS is slow."), False),
        (debate("Ada: The CMS is slow.", "Ben: Separated parents wait."), True),
        (debate("Ada: The CMS is slow.", parents=("Oral Answers to Questions", "Work and Pensions")), True),
        (debate("Ada: The weather is fine."), False),
    ],
)
def test_debates(record: Debate, relevant: bool, cms: Topic) -> None:
    assert is_relevant(record, cms).relevant is relevant


CM = "We need child maintenance."
LONG = "word " * 400


@pytest.mark.parametrize(
    ("texts", "positions"),
    [
        pytest.param(
            ["A: Hello.", f"B: {CM}", "C: I agree.", "D: So do I.", "E: Roads."], {1, 2, 3}, id="two replies"
        ),
        pytest.param(
            [f"A: {CM}", "A: And more.", "B: Yes.", "C: No.", "D: Roads."], {0, 1, 2, 3}, id="goes on"
        ),
        pytest.param([f"A: {CM}", *["A: And more."] * 6], {0, 1, 2, 3, 4}, id="not for ever"),
        pytest.param(
            [f"A: {CM}", "Speaker: I call C.", "C: Yes.", "D: No.", "E: Roads."], {0, 2, 3}, id="chair"
        ),
        pytest.param([f"A: {CM}", "The House rose.", "C: Yes."], {0, 2}, id="procedure"),
        pytest.param(
            [f"A: {CM}", "Amendment 7, by leave, withdrawn.", "C: Roads."], {0}, id="amendment withdrawn"
        ),
        pytest.param(
            [f"A: {CM}\nAmendment 7 withdrawn.\nClause 8 : Roads", "C: Roads."], {0}, id="in the speech"
        ),
        pytest.param(
            [f"A: {CM}", "B: I beg leave.\nAmendment 7 withdrawn.", "C: Roads."], {0, 1}, id="in the reply"
        ),
        pytest.param([f"A: Amendment 7 moved.\n{CM}", "C: Yes."], {0, 1}, id="amendment before"),
        pytest.param([f"A: {CM}", "B?: What steps on roads?", "C: Many."], {0}, id="another question"),
        pytest.param([f"A?: {CM}", "B?: And roads?", "C: Yes."], {0, 2}, id="questions together"),
        pytest.param([f"A: {CM}", f"B: {LONG}", "C: Roads."], {0}, id="a speech of its own"),
        pytest.param([f"A: {LONG}{CM}{LONG}"], {0}, id="a long speech with a mention"),
        pytest.param(
            [f"A: {CM}", "B: The CMS is slow.", "C: Roads."], {0, 1, 2}, id="replies begin at the last"
        ),
        pytest.param(["A: Roads."], set(), id="nothing"),
    ],
)
def test_on_topic_positions(texts: list[str], positions: set[int], cms: Topic) -> None:
    assert on_topic_positions(debate(*texts), cms) == positions


def test_all_of_a_debate_whose_heading_names_the_topic(cms: Topic) -> None:
    texts = ["A: One.", "Two.", "B: Three.", "C: Four.", "D: Five."]
    assert on_topic_positions(debate(*texts, title="Child Maintenance Service"), cms) == set(range(5))
    assert on_topic_positions(debate(*texts, parents=("Child Maintenance Bill",)), cms) == set(range(5))


@pytest.mark.parametrize(
    ("text", "body", "answer", "needed"),
    [
        ("On child maintenance.", HEALTH, None, True),
        ("On roads.", HEALTH, "The Child Maintenance Service ...", True),
        ("On roads.", DWP, None, False),
        ("x" * 254, DWP, None, False),
        ("x" * 255, DWP, None, True),
        ("x" * 255, JUSTICE, None, True),
        ("x" * 254, JUSTICE, None, False),
        ("x" * 255, HEALTH, None, False),  # not swept: such a row comes from somewhere else
    ],
)
def test_which_rows_are_fetched_in_full(
    text: str, body: int, answer: str | None, needed: bool, cms: Topic
) -> None:
    row = question(text, body=body, answer_text=answer, is_full=False)
    assert needs_detail(row, cms) is needed
    assert not needs_detail(replace(row, is_full=True), cms)


def test_a_cut_row_that_lost_double_blanks_is_fetched_too(cms: Topic) -> None:
    row = question("x" * 250, body=DWP, is_full=False)
    assert not needs_detail(row, cms)
    assert needs_detail(replace(row, is_truncated=True), cms)


def test_which_statements_are_fetched_in_full(cms: Topic) -> None:
    row = WrittenStatement(1, "Commons", "Roads", is_full=False, text="Cut...", answering_body_id=DWP)
    assert not needs_detail(row, cms)
    assert needs_detail(replace(row, is_truncated=True), cms)
    assert needs_detail(replace(row, is_truncated=True, answering_body_id=TREASURY), cms)
    assert not needs_detail(replace(row, is_truncated=True, answering_body_id=HEALTH), cms)
    assert needs_detail(replace(row, title="Child Maintenance"), cms)
    assert needs_detail(replace(row, has_links=True), cms), "rows do not say which links"
    assert not needs_detail(replace(row, is_full=True, has_links=True), cms)


@pytest.mark.parametrize("body", OTHER_SWEPT)
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("How many were prosecuted for CSA offences in each year?", None),
        ("What support there is for survivors of CSA.", "Child support services are paid for by councils."),
        ("What support there is for survivors of child sexual abuse (CSA).", "CSA is a terrible crime."),
        ("What assessment has been made of the inquiry into CSA?", "Separated families are not its subject."),
        ("What help separated parents who are survivors of CSA get in court.", None),
        (
            "How many civil claims for CSA were settled?",
            "Some were settled by the receiving parent's insurer.",
        ),
    ],
)
def test_no_other_department_brings_in_child_sexual_abuse(text, body, answer, cms) -> None:
    record = question(f"To ask the Minister, {text}", body=body, answer_text=answer, heading="Victims")
    assert not is_relevant(record, cms).relevant
    statement = WrittenStatement(
        1, "Commons", "CSA: Inquiry", is_full=True, text=text, answering_body_id=body
    )
    assert not is_relevant(statement, cms).relevant


@pytest.mark.parametrize("body", OTHER_SWEPT)
def test_another_department_counts_where_it_speaks_of_the_agency(body, cms) -> None:
    record = question("How much the Child Support Agency (CSA) is still owed.", body=body)
    assert is_relevant(record, cms).relevant


TOPIC = """
id = "post"
title = "Post"
description = "Letters"
since = 2022-01-01
answering_bodies = [1]
own_bodies = [1]
departments = ["Post"]
search_terms = ["stamps"]
committees = [1]
organisations = ["post-office"]
document_types = ["policy_paper"]
workbooks = ["tables"]
tables = [{ series = "Letters", title = 'letters posted', unit = "letters" }]
legislation = ["ukpga/1953/36"]
legislation_titles = ["post office"]
terms = ['\\bstamp duty\\b']
weak_terms = ['\\bRM\\b']
context = ['\\bmail\\b']
excludes = []
"""


def test_another_topic_needs_no_code(tmp_path: Path) -> None:
    path = tmp_path / "post.toml"
    path.write_text(TOPIC, encoding="utf-8")
    post = load_topic(path)
    assert (post.id, post.since, post.own_bodies) == ("post", "2022-01-01", (1,))
    assert names_topic("Stamp-\nduty", post)
    assert is_relevant(question("RM and mail"), post).relevant
    assert not is_relevant(question("rm and mail"), post).relevant


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "Post"', 'titel = "Post"', "unknown key 'titel'"),
        ('title = "Post"', "", "key 'title' is missing"),
        ('title = "Post"', 'title = ""', "key 'title' holds an empty text"),
        ('title = "Post"', "title = 7", "key 'title' holds 7, which is no str"),
        ("since = 2022-01-01", 'since = "soon"', "key 'since' is 'soon', which is no day"),
        ("own_bodies = [1]", "own_bodies = 1", "key 'own_bodies' holds 1, which is no list"),
        ("own_bodies = [1]", 'own_bodies = ["1"]', "key 'own_bodies' holds '1', which is no int"),
        ("own_bodies = [1]", "own_bodies = [true]", "key 'own_bodies' holds True"),
        (r"'\bmail\b'", r"'(mail'", r"key 'context': '\(mail' is no regular expression"),
        (r"'\bmail\b'", r"'x*'", "matches everything"),
        ('unit = "letters"', "unit = 7", "key 'tables' holds 7, which is no str"),
        (
            'unit = "letters"',
            'units = "letters"',
            "key 'tables': each has series, title, unit; look at 'unit'",
        ),
        ('unit = "letters"', 'unit = "letters", colour = "red"', "look at 'colour'"),
        ('id = "post"', "id = ", "Invalid value"),
    ],
)
def test_a_bad_topic_file_names_file_and_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(TOPIC.replace(old, new), encoding="utf-8")
    with pytest.raises(TopicError, match=message) as caught:
        load_topic(path)
    assert str(path) in str(caught.value)


def test_a_topic_file_that_is_not_there() -> None:
    with pytest.raises(TopicError, match=r"nowhere\.toml"):
        load_topic(Path("nowhere.toml"))


needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the real files lie beside the project, not in it"
)


@needs_shared
def test_of_the_real_days_two_debates_touch_the_topic(cms: Topic) -> None:
    found = {}
    for path in sorted((SHARED / "real" / "parlparse").glob("*.xml")):
        for record in parse_parlparse(path.read_bytes(), name=path.name).records:
            assert isinstance(record, Debate | WrittenQuestion | WrittenStatement)
            if is_relevant(record, cms).relevant:
                found[str(record.id)] = record
    committee = "standing/standing2009-10-20_CHILDPOV_07-0_2009-10-29a.2.0"
    assert set(found) == {"lords/2009-10-27a.1105.6", committee}
    report = found["lords/2009-10-27a.1105.6"]
    assert isinstance(report, Debate)
    numbers = {turn.position: turn.id.partition(".")[2] for turn in report.contributions}
    passage = ["1121.0", "1122.0", "1123.0", "1124.0", "1124.1", "1124.2", "1126.0"]
    assert [numbers[position] for position in sorted(on_topic_positions(report, cms))] == passage
    clause = found[committee]
    assert isinstance(clause, Debate)
    assert 1 <= len(on_topic_positions(clause, cms)) <= 4


@needs_shared
def test_of_the_seed_page_one_question_is_about_something_else(cms: Topic) -> None:
    page = next((SHARED / "seeds").glob("002_*.txt"))
    records = [r for r in parse_page_text(page.read_bytes()).records if isinstance(r, WrittenQuestion)]
    others = [record.question_text for record in records if not is_relevant(record, cms).relevant]
    assert len(records) == 10
    assert len(others) == 1
    assert "Citizen Hub" in others[0]
