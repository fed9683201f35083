from __future__ import annotations

import json

import pytest

from scrapers.failures import SourceFailure
from scrapers.hansard import (
    DebateRef,
    debates_found,
    fetch_day,
    fetch_debate,
    fetch_sitting_days,
    fetch_term,
    last_updated,
    leaf_debates,
    sitting_days,
)


def test_calendar_is_read_month_by_month(service, session, of_json):
    days = [
        {"House": "Commons", "ItemDate": "2031-03-30T00:00:00", "Metadata": None},
        {"House": "Commons", "ItemDate": "2031-03-31T00:00:00", "Metadata": None},
        {"House": "Lords", "ItemDate": "2031-03-31T00:00:00", "Metadata": None},
    ]
    service.script(of_json(days), of_json([]))
    window = {"house": "Commons", "start": "2031-03-31", "end": "2031-04-02"}
    answers = list(fetch_sitting_days(session, f"{service.url}/h", **window))
    assert [answer.kind for answer in answers] == ["hansard-calendar"] * 2
    assert [sitting_days(answer.body, **window) for answer in answers] == [["2031-03-31"], []]
    path, query = service.asked[0]
    assert path == "/h/overview/calendar.json"
    assert query == {"year": ["2031"], "month": ["3"], "house": ["Commons"]}


def test_a_day_is_its_section_trees(service, session, of_json):
    service.script(of_json(["Debate", "WestHall", "WMS", "Writtens"]), of_json([]), of_json([]))
    trees = list(fetch_day(session, service.url, house="Lords", day="2031-03-04"))
    assert [tree.kind for tree in trees] == ["hansard-tree"] * 2
    assert service.asked == [
        ("/overview/sectionsforday.json", {"date": ["2031-03-04"], "house": ["Lords"]}),
        (
            "/overview/sectiontrees.json",
            {"section": ["Debate"], "date": ["2031-03-04"], "house": ["Lords"]},
        ),
        (
            "/overview/sectiontrees.json",
            {"section": ["WestHall"], "date": ["2031-03-04"], "house": ["Lords"]},
        ),
    ]


def test_a_day_without_sitting_asks_once(service, session, of_json):
    service.script(of_json([]))
    assert list(fetch_day(session, service.url, house="Lords", day="2031-03-08")) == []


def test_sections_of_another_shape_are_a_failure(service, session, of_json):
    service.script(of_json({"Message": "The request is invalid."}))
    with pytest.raises(SourceFailure, match="list of sections"):
        list(fetch_day(session, service.url, house="Lords", day="2031-03-08"))


def entry(number, title, parent, ext_id, tag=None):
    return {"Id": number, "Title": title, "ParentId": parent, "ExternalId": ext_id, "HRSTag": tag}


def test_leaves_of_a_tree():
    entries = [
        entry(1, "Commons Chamber", None, "aa-1"),
        entry(2, " Oral Answers", 1, "aa-2", "hs_3OralAnswers"),
        entry(3, "Work and Pensions", 2, "aa-3", "hs_6bDepartment"),
        entry(4, " Child Maintenance", 3, "aa-4", "hs_8Question"),
        entry(5, "Point of Order", 1, "DeferredDivisions2031-03-04"),
        entry(6, "", 1, ""),
        entry(7, "Lost", 99, "aa-7"),
    ]
    tree = {"Title": "Commons Chamber", "SectionTreeItems": entries}
    assert leaf_debates(json.dumps([tree, tree, {"SectionTreeItems": None}]).encode()) == [
        DebateRef(
            "aa-4",
            "Child Maintenance",
            ("Commons Chamber", "Oral Answers", "Work and Pensions"),
            "hs_8Question",
        ),
        DebateRef("DeferredDivisions2031-03-04", "Point of Order", ("Commons Chamber",), None),
        DebateRef("aa-7", "Lost", (), None),
    ]


def test_a_tree_that_bites_its_tail_ends():
    entries = [entry(1, "One", 2, "aa-1"), entry(2, "Two", 1, "aa-2"), entry(3, "Three", 2, "aa-3")]
    [leaf] = leaf_debates(json.dumps([{"SectionTreeItems": entries}]).encode())
    assert leaf.ancestors == ("One", "Two")


def found(*ids):
    return [{"ItemId": number, "DebateSectionExtId": ext_id} for number, ext_id in enumerate(ids)]


def test_term_is_searched_page_by_page(service, session, of_json):
    rows = found(*[f"aa-{number}" for number in range(150)])
    service.answer = lambda path, query: of_json(
        {"Results": rows[int(query["queryParameters.skip"][0]) :][:100], "TotalResultCount": 150}
    )
    window = {"house": "Commons", "start": "2031-03-01", "end": "2031-03-31"}
    answers = list(fetch_term(session, service.url, term="child maintenance", **window))
    assert [answer.kind for answer in answers] == ["hansard-search"] * 2
    path, query = service.asked[1]
    assert path == "/search/contributions/Spoken.json"
    assert query == {
        "queryParameters.searchTerm": ["child maintenance"],
        "queryParameters.house": ["Commons"],
        "queryParameters.startDate": ["2031-03-01"],
        "queryParameters.endDate": ["2031-03-31"],
        "queryParameters.orderBy": ["SittingDateAsc"],
        "queryParameters.skip": ["100"],
        "queryParameters.take": ["100"],
    }


def test_corrections_are_searched_at_an_address_of_their_own(service, session, of_json):
    service.script(of_json({"Results": [], "TotalResultCount": 0}))
    window = {"house": "Lords", "start": "2031-03-01", "end": "2031-03-31"}
    list(fetch_term(session, service.url, term="child maintenance", kind="Corrections", **window))
    assert [path for path, _ in service.asked] == ["/search/contributions/Corrections.json"]


def test_debates_found_once_each_with_their_day():
    rows = found("aa-1", "AA-1", None, "31030445000125", "")
    rows[0]["SittingDate"] = "2031-03-04T00:00:00"
    body = json.dumps({"Results": rows}).encode()
    assert debates_found(body) == {"aa-1": "2031-03-04", "31030445000125": None}


@pytest.mark.parametrize(
    ("stamps", "day"),
    [
        (["2031-03-05T09:12:44.17", "2031-03-04T22:46:26.71"], "2031-03-05"),
        ([None], None),
        (["0001-01-01T00:00:00"], None),
        ([], None),
    ],
)
def test_a_tree_says_when_it_was_revised(stamps, day):
    assert last_updated(json.dumps([{"LastUpdated": stamp} for stamp in stamps]).encode()) == day


@pytest.mark.parametrize("section", ["GEN", "PBC", "GrandCommittee", "Petitions", "SomethingNew"])
def test_every_spoken_part_of_a_day_is_read_whatever_it_is_called(service, session, of_json, section):
    service.script(of_json([section]), of_json([]))
    [tree] = fetch_day(session, service.url, house="Commons", day="2031-03-04")
    assert tree.kind == "hansard-tree"
    assert service.asked[1][1]["section"] == [section]


def test_fetch_debate(service, session):
    assert fetch_debate(session, f"{service.url}/h", "AA-1").kind == "debate"
    assert service.asked == [("/h/debates/debate/AA-1.json", {})]
