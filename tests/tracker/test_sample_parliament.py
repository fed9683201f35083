"""The sample parliament behaves as the public services were measured to, and its content is consistent."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from jsonschema import Draft202012Validator

from tracker.demo import SAMPLE_AS_OF, SAMPLE_SINCE
from tracker.demo.content import load_parliament
from tracker.demo.markup import answer_html, speech_html
from tracker.demo.server import SampleParliament
from tracker.settings import load_settings

SPECS = Path(__file__).parents[2].parent / "shared" / "api-specs"
QUESTIONS = "/questions-statements/api/writtenquestions/questions"
STATEMENTS = "/questions-statements/api/writtenstatements/statements"
ENFORCEMENT = "5b1f2a10-7c44-4e0b-9d53-0a6e0c25d102"
REFORM = "C3A9F1D4-0B27-4C19-B6E5-7D4410BB9303"
ORAL_QUESTIONS = "C3A9F1D4-0B27-4C19-B6E5-7D4410BB9302"

TABLED = "/oralquestionsandmotions"
TABLING = "oralquestionsandmotions-api.swagger2.json"

PARLIAMENT = load_parliament()


@pytest.fixture(scope="module")
def sample():
    with SampleParliament() as running:
        yield running


@pytest.fixture
def get(sample):
    """Fetch a path at the last day of the sample."""
    sample.as_of = SAMPLE_AS_OF

    def fetch(path: str) -> Any:
        with urlopen(sample.url + path) as response:
            assert response.headers["Content-Type"] == "application/json; charset=utf-8"
            return json.load(response)

    return fetch


def values(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [row["value"] for row in page["results"]]


# --- Content ---


def test_size_of_the_sample():
    relevant = [q for q in PARLIAMENT.questions.values() if q.id < 1900200]
    assert (len(relevant), len(PARLIAMENT.questions) - len(relevant)) == (71, 9)
    assert len(PARLIAMENT.statements) == 7
    assert len(PARLIAMENT.members) >= 16


def test_questions_keep_the_calendar():
    for q in PARLIAMENT.questions.values():
        days = [q.tabled, *(a.on for a in q.answers)]
        assert all(SAMPLE_SINCE <= str(day) <= SAMPLE_AS_OF and day.weekday() < 5 for day in days), q.id
        assert days == sorted(days), q.id


@pytest.mark.parametrize("q", PARLIAMENT.questions.values(), ids=lambda q: str(q.id))
def test_askers_sit_and_ministers_hold_office_on_the_day(q):
    assert any(seat.holds(q.tabled) for seat in PARLIAMENT.members[q.asker].seats)
    for given in q.answers:
        assert any(post.holds(given.on) for post in PARLIAMENT.members[given.by].posts)


def test_speakers_are_members_of_the_house_on_the_day():
    for debate in PARLIAMENT.debates:
        for member in (PARLIAMENT.members[item.by] for item in debate.items if item.by):
            assert member.house == debate.house
            assert any(seat.holds(debate.date) for seat in member.seats)


def test_readme_names_only_records_that_exist():
    readme = (Path(__file__).parents[2] / "tracker" / "demo" / "README.md").read_text(encoding="utf-8")
    named = {int(number) for number in re.findall(r"\b19\d{5}\b", readme)}
    assert named
    assert named <= PARLIAMENT.questions.keys() | PARLIAMENT.statements.keys()


# --- Markup ---


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One & two.\nStill one.", "<p>One &amp; two. Still one.</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        (
            "| x | y |\n| 1 | 2 |",
            "<table><tbody><tr><td><p><strong>x</strong></p></td><td><p><strong>y</strong></p></td></tr>"
            "<tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>",
        ),
    ],
)
def test_answer_markup(text, html):
    assert answer_html(text) == html


def test_columns_are_spans_inside_the_sentence():
    span = '<span id="7" class="column-number" data-column-number="7"></span>'
    assert speech_html("A [col 7]b.\n\nC.") == f"A {span}b.\r\n\r\nC."


# --- Written questions: the habits of lists ---


def test_lists_cut_texts_and_leave_attachments_out(get):
    rows = values(get(f"{QUESTIONS}?take=100"))
    cut = [row for row in rows if len(row["answerText"] or "") > 255]
    assert cut
    assert all(len(row["answerText"]) == 258 and row["answerText"].endswith("...") for row in cut)
    assert all("<" not in (row["answerText"] or "") for row in rows)
    assert max(len(row["questionText"]) for row in rows) == 255
    assert not any(row["attachments"] for row in rows)


def test_list_paragraphs_are_glued_together(get):
    detail = get(f"{QUESTIONS}/1900003")["value"]["answerText"]
    row = next(v for v in values(get(f"{QUESTIONS}?uin=18841")) if v["id"] == 1900003)
    assert "asked for it.</p><p>Applicants" in detail
    assert "asked for it.Applicants" in row["answerText"]


def test_term_beyond_the_cut_is_only_in_the_detail(get):
    row = values(get(f"{QUESTIONS}?uin=45110"))[0]
    detail = get(f"{QUESTIONS}/1900037")["value"]
    assert "child maintenance" not in row["questionText"].lower() + row["answerText"].lower()
    assert "child maintenance" in detail["questionText"]


def test_attachment_count_stays_zero(get):
    value = get(f"{QUESTIONS}/1900084")["value"]
    assert (value["attachmentCount"], len(value["attachments"])) == (0, 1)


def test_pages_are_disjoint_and_complete(get):
    pages = [get(f"{QUESTIONS}?skip={skip}&take=30") for skip in (0, 30, 60, 90)]
    ids = [value["id"] for page in pages for value in values(page)]
    assert len(ids) == len(set(ids)) == pages[0]["totalResults"]
    assert pages[-1]["results"] == []
    assert len(get(QUESTIONS)["results"]) == 20


def test_newest_activity_first_and_unanswered_last(get):
    rows = values(get(f"{QUESTIONS}?take=100"))
    activity = [max(row["dateAnswered"] or "", row["dateAnswerCorrected"] or "") for row in rows]
    assert activity == sorted(activity, reverse=True)
    assert activity[-1] == ""


def test_withdrawn_questions_are_hidden_unless_asked_for(get):
    window = "tabledWhenFrom=2025-09-01&tabledWhenTo=2025-09-01"
    shown = {v["id"] for v in values(get(f"{QUESTIONS}?{window}"))}
    asked = {v["id"] for v in values(get(f"{QUESTIONS}?{window}&includeWithdrawn=true"))}
    assert asked - shown == {1900076}
    assert get(f"{QUESTIONS}/1900076")["value"]["isWithdrawn"] is True


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("answeringBodies=54", {1900065, 1900097, 1900202, 1900208}),
        ("answeringBodies=54&answeringBodies=1&tabledWhenTo=2025-10-31", {1900065, 1900201, 1900202}),
        ("correctedWhenFrom=2025-06-01&correctedWhenTo=2025-06-30", {1900043}),
        ("answeredWhenFrom=2025-12-16&answeredWhenTo=2025-12-16", {1900015}),
        ("answered=Unanswered", {1900026, 1900085, 1900096}),
        ("questionStatus=NotAnswered&house=Lords", set()),
        ("searchTerm=home-curfew", {1900040, 1900041, 1900042}),
        ("tabledWhenFrom=2025-12-17&noSuchParameter=1", {1900096}),
    ],
)
def test_filters(get, query, ids):
    assert {value["id"] for value in values(get(f"{QUESTIONS}?{query}"))} == ids


def test_grouped_questions_name_the_others_with_their_dates(get):
    value = get(f"{QUESTIONS}/2025-10-29/86745")["value"]
    assert value["groupedQuestions"] == ["86012"]
    assert value["groupedQuestionsDates"] == [{"questionUin": "86012", "dateTabled": "2025-10-27T00:00:00"}]
    assert value["answerText"] == get(f"{QUESTIONS}/1900024")["value"]["answerText"]


# --- The clock ---


@pytest.mark.parametrize(
    ("day", "holding", "answered", "held"),
    [
        ("2025-09-09", None, None, None),
        ("2025-09-10", True, "2025-09-10T00:00:00", "2025-09-10T00:00:00"),
        ("2025-09-17", False, "2025-09-17T00:00:00", "2025-09-10T00:00:00"),
    ],
)
def test_a_holding_answer_becomes_final(get, sample, day, holding, answered, held):
    sample.as_of = day
    value = get(f"{QUESTIONS}/1900006")["value"]
    assert (value["answerIsHolding"], value["dateAnswered"], value["dateHoldingAnswer"]) == (
        holding,
        answered,
        held,
    )


def test_a_correction_keeps_the_date_of_the_answer(get, sample):
    sample.as_of = "2025-06-04"
    before = get(f"{QUESTIONS}/1900043")["value"]
    sample.as_of = "2025-06-05"
    after = get(f"{QUESTIONS}/1900043")["value"]
    assert before["dateAnswered"] == after["dateAnswered"] == "2025-05-09T00:00:00"
    assert (before["answerIsCorrection"], after["answerIsCorrection"]) == (False, True)
    assert "14 orders" in before["answerText"]
    assert "41 orders" in after["answerText"]
    assert (before["correctingMemberId"], after["correctingMemberId"]) == (None, 9006)
    assert after["originalAnswerText"] == after["comparableAnswerText"] == ""


@pytest.mark.parametrize(
    ("path", "first_day"),
    [
        (f"{QUESTIONS}/1900001", "2023-09-11"),
        (f"{STATEMENTS}/1950005", "2025-09-16"),
        (f"/hansard/debates/debate/{ENFORCEMENT}.json", "2025-02-12"),
    ],
)
def test_nothing_exists_before_its_day(get, sample, path, first_day):
    day = date.fromisoformat(first_day)
    sample.as_of = str(date.fromordinal(day.toordinal() - 1))
    with pytest.raises(HTTPError) as missing:
        get(path)
    assert missing.value.code == 404
    assert json.load(missing.value)["status"] == 404
    sample.as_of = first_day
    assert get(path)


def test_a_reshuffle_is_not_known_before_it_happens(get, sample):
    sample.as_of = "2025-09-05"
    posts = get("/members/api/Members/9004/Biography")["value"]["governmentPosts"]
    assert [(post["name"], post["endDate"]) for post in posts] == [
        ("Minister of State (Department for Work and Pensions)", None)
    ]
    holders = {
        item["value"]["name"]: item["value"]["postHolders"][0]["member"]["value"]["id"]
        for item in get("/members/api/Posts/GovernmentPosts?departmentId=24")
    }
    assert holders["Secretary of State for Work and Pensions"] == 9003


# --- Statements ---


def test_statements_link_to_the_other_house_in_the_detail_only(get):
    row = next(v for v in values(get(f"{STATEMENTS}?madeWhenFrom=2025-09-01")) if v["id"] == 1950005)
    detail = get(f"{STATEMENTS}/1950005")["value"]
    assert (row["hasLinkedStatements"], row["linkedStatements"]) == (True, [])
    assert [link["linkedStatementId"] for link in detail["linkedStatements"]] == [1950006]
    assert get(f"{STATEMENTS}/2025-09-16/HLWS894")["value"]["id"] == 1950006


# --- Hansard ---


def test_calendar_holds_sitting_days_only(get):
    days = get("/hansard/overview/calendar.json?year=2025&month=10&house=Commons")
    assert [day["ItemDate"] for day in days] == ["2025-10-20T00:00:00"]
    assert get("/hansard/overview/sectionsforday.json?date=2025-10-21&house=Commons") == []
    assert get("/hansard/overview/sectionsforday.json?date=2025-06-10&house=Commons") == ["WestHall"]


def test_debates_are_found_whatever_the_case_of_the_guid(get):
    lower = get(f"/hansard/debates/debate/{ENFORCEMENT}.json")
    upper = get(f"/hansard/debates/debate/{ENFORCEMENT.upper()}.json")
    assert lower == upper
    assert lower["Overview"]["ExtId"] == ENFORCEMENT.upper()


def test_headings_repeat_their_children(get):
    parent = get(f"/hansard/debates/debate/{ORAL_QUESTIONS}.json")
    children = [child["Overview"]["ExtId"] for child in parent["ChildDebates"]]
    assert len(children) == 3
    assert parent["ChildDebates"][0] == get(f"/hansard/debates/debate/{children[0]}.json")


def test_continuations_are_unattributed_and_invisible_to_the_search(get):
    items = get(f"/hansard/debates/debate/{ENFORCEMENT}.json")["Items"]
    said = [item for item in items if item["HRSTag"] == "hs_Para" and item["ItemType"] == "Contribution"]
    continued = {
        item["ExternalId"] for item in said if item["MemberId"] is None and item["AttributedTo"] == ""
    }
    query = "queryParameters.startDate=2025-02-12&queryParameters.endDate=2025-02-12&queryParameters.take=100"
    rows = get(f"/hansard/search/contributions/Spoken.json?{query}")["Results"]
    assert continued
    assert not continued & {row["ContributionExtId"] for row in rows}
    assert max(len(row["ContributionText"]) for row in rows) == 255
    assert {row["DebateSectionExtId"] for row in rows} >= {ENFORCEMENT}


def test_a_correction_and_what_it_corrects_name_each_other_from_its_day_on(get, sample):
    for day, linked in (("2025-11-24", []), ("2025-11-25", [1950007])):
        sample.as_of = day
        links = get(f"{STATEMENTS}/1950004")["value"]["linkedStatements"]
        assert [link["linkedStatementId"] for link in links] == linked
    assert get(f"{STATEMENTS}/1950007")["value"]["linkedStatements"] == [
        {"linkedStatementId": 1950004, "linkType": "CorrectedStatement", "linkDate": "2025-11-25T00:00:00"}
    ]


def test_a_transcript_is_revised_between_two_days(get, sample):
    path = f"/hansard/debates/debate/{REFORM}.json"
    tree = "/hansard/overview/sectiontrees.json?section=Debate&date=2025-10-20&house=Commons"
    found = []
    for day in ("2025-11-02", "2025-11-03"):
        sample.as_of = day
        debate = get(path)
        turns = {item["OrderInSection"]: item for item in debate["Items"]}
        found.append(turns)
        assert debate["Overview"]["ContentLastUpdated"] == get(tree)[0]["LastUpdated"]
    before, after = found
    changed = [order for order in before if before[order]["Value"] != after[order]["Value"]]
    assert len(changed) == 2
    assert [before[order]["ExternalId"] == after[order]["ExternalId"] for order in changed] == [False, True]


def test_corrections_have_a_search_of_their_own(get):
    query = "queryParameters.searchTerm=child+maintenance&queryParameters.take=100"
    corrections = get(f"/hansard/search/contributions/Corrections.json?{query}")
    spoken = get(f"/hansard/search/contributions/Spoken.json?{query}")
    assert {row["Section"] for row in corrections["Results"]} == {"Written Corrections"}
    assert corrections["CorrectionsResultCount"] == corrections["TotalResultCount"] == 1
    assert "Written Corrections" not in {row["Section"] for row in spoken["Results"]}


def test_every_kind_of_item_occurs(get):
    items = [
        item
        for debate in PARLIAMENT.debates
        for item in get(f"/hansard/debates/debate/{debate.ext_id}.json")["Items"]
    ]
    assert {item["ItemType"] for item in items} == {"Contribution", "Timestamp", "Division"}
    assert {"hs_Para", "hs_76fChair", "hs_Procedure", "hs_TabledBy", "Question"} <= {
        i["HRSTag"] for i in items
    }
    assert any("column-number" in item["Value"] for item in items)
    assert any(item["UIN"] for item in items)


# --- Everything together ---


def test_unknown_addresses_are_problem_details(get):
    with pytest.raises(HTTPError) as missing:
        get("/questions-statements/api/nothing")
    assert missing.value.code == 404
    assert json.load(missing.value)["title"] == "Not Found"


def test_requests_are_recorded(get, sample):
    get("/members/api/Members/9003")
    assert sample.requests[-1] == "/members/api/Members/9003"


def test_addresses_carry_a_path_prefix(sample):
    assert sample.addresses["CMS_TRACKER_HANSARD_URL"] == f"{sample.url}/hansard"
    settings = load_settings({}, environment=sample.addresses, folder=Path("nowhere"))
    named = {f"CMS_TRACKER_{name.upper()}" for name in settings.__slots__ if name.endswith("_url")}
    assert set(sample.addresses) == named


# --- Against the services' own specifications ---


def _strict(node: Any) -> Any:
    """Return a JSON Schema of an OpenAPI node in which anything may be null and no field may be missing.

    The live services send null for object references whatever the specification says.
    """
    if isinstance(node, list):
        return [_strict(part) for part in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return {"anyOf": [{"$ref": node["$ref"]}, {"type": "null"}]}
    schema = {
        key: _strict(part) for key, part in node.items() if key not in ("nullable", "format", "example")
    }
    if isinstance(node.get("type"), str):
        schema["type"] = [node["type"], "null"]
    if "enum" in node:
        schema["enum"] = [*node["enum"], None]
    if "allOf" in node:
        schema["anyOf"] = [{"allOf": schema.pop("allOf")}, {"type": "null"}]
    if isinstance(node.get("properties"), dict) and node.get("type") == "object":
        schema |= {"additionalProperties": False, "required": sorted(node["properties"])}
    return schema


def _validator(file: str, schema: str) -> Draft202012Validator:
    if not SPECS.is_dir():
        pytest.skip(f"the services' specifications are not in {SPECS}")
    spec = json.loads((SPECS / file).read_text(encoding="utf-8-sig"))
    key = "definitions" if "definitions" in spec else "components"
    for definition in spec[key].values():
        if "Source" in definition.get("properties", {}):
            definition["properties"]["Source"] = {"type": "integer"}  # a name in the specification only
        if file == TABLING:  # numbers what its specification names
            named = [name for name, part in definition["properties"].items() if "enum" in part]
            definition["properties"] |= {name: {"type": "integer"} for name in named}
    pointer = f"#/{key}/{schema}" if key == "definitions" else f"#/components/schemas/{schema}"
    parts = _strict(spec[key]) if key == "definitions" else {"schemas": _strict(spec[key]["schemas"])}
    return Draft202012Validator({"$ref": pointer, key: parts})


SHAPES = [
    ("questions-statements-api.openapi3.json", "QuestionsViewModelSearchResult", f"{QUESTIONS}?take=100"),
    (
        "questions-statements-api.openapi3.json",
        "QuestionsViewModelSearchResult",
        f"{QUESTIONS}?take=100&expandMember=true&includeWithdrawn=true",
    ),
    *(
        ("questions-statements-api.openapi3.json", "QuestionsViewModelItem", f"{QUESTIONS}/{number}")
        for number in PARLIAMENT.questions
    ),
    ("questions-statements-api.openapi3.json", "StatementsViewModelSearchResult", STATEMENTS),
    *(
        # The specification says a search result; clients find a single item.
        ("questions-statements-api.openapi3.json", "StatementsViewModelItem", f"{STATEMENTS}/{number}")
        for number in PARLIAMENT.statements
    ),
    *(
        ("hansard-api.swagger2.json", "Debate", f"/hansard/debates/debate/{debate.ext_id}.json")
        for debate in PARLIAMENT.debates
    ),
    (
        "hansard-api.swagger2.json",
        "LinkedSittingDates",
        "/hansard/overview/linkedsittingdates.json?date=2025-06-10",
    ),
    (
        "hansard-api.swagger2.json",
        "SearchContributionsQueryResult",
        f"/hansard/search/contributions/Spoken.json?queryParameters.searchTerm={quote('child maintenance')}",
    ),
    (
        "hansard-api.swagger2.json",
        "SearchContributionsQueryResult",
        "/hansard/search/contributions/Corrections.json?queryParameters.searchTerm=charges",
    ),
    *(
        ("members-api.openapi3.json", name, f"/members/api/Members/{number}{route}")
        for number in PARLIAMENT.members
        for name, route in (("MemberItem", ""), ("MemberBiographyItem", "/Biography"))
    ),
    ("members-api.openapi3.json", "MemberMembersServiceSearchResult", "/members/api/Members/Search?Name=a"),
    # The specification has written questions everywhere in this service; clients find these.
    (TABLING, "ApiResponse[List[PublishedOralQuestion]]", f"{TABLED}/oralquestions/list?parameters.take=100"),
    (TABLING, "ApiResponse[List[PublishedEarlyDayMotion]]", f"{TABLED}/EarlyDayMotions/list"),
    *(
        (TABLING, "ApiResponse[PublishedEarlyDayMotionDetails]", f"{TABLED}/EarlyDayMotion/{number}")
        for number in (64101, 69044, 69150)
    ),
]

ARRAYS = [
    ("hansard-api.swagger2.json", "CalendarItem", "/hansard/overview/calendar.json?year=2025&month=2"),
    (
        "hansard-api.swagger2.json",
        "SectionTree",
        "/hansard/overview/sectiontrees.json?section=Debate&date=2025-10-20",
    ),
    (
        "hansard-api.swagger2.json",
        "SectionTree",
        "/hansard/overview/sectiontrees.json?section=GEN&date=2025-05-07",
    ),
    ("members-api.openapi3.json", "MemberHistoryItem", "/members/api/Members/History?ids=9015&ids=9016"),
    ("members-api.openapi3.json", "GovernmentOppositionPostItem", "/members/api/Posts/GovernmentPosts"),
    ("members-api.openapi3.json", "AnsweringBody", "/members/api/Reference/AnsweringBodies"),
]


@pytest.mark.parametrize(("file", "schema", "path"), SHAPES, ids=[shape[2] for shape in SHAPES])
def test_answers_have_the_shape_of_the_specification(get, file, schema, path):
    _validator(file, schema).validate(get(path))


@pytest.mark.parametrize(("file", "schema", "path"), ARRAYS, ids=[shape[1] for shape in ARRAYS])
def test_arrays_have_the_shape_of_the_specification(get, file, schema, path):
    rows = get(path)
    assert rows
    validator = _validator(file, schema)
    for row in rows:
        validator.validate(row)
