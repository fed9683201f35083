from __future__ import annotations

import json

import pytest

from scrapers.debate_kinds import debate_kind
from scrapers.fields import WrongShape
from scrapers.hansard_parse import debate_url, parse_debate

OVERVIEW = {
    "ExtId": "aa-1",
    "Title": " Child  Maintenance",
    "House": "Commons",
    "Date": "2031-03-05T00:00:00",
}


def document(*items, **more):
    return {"Overview": OVERVIEW, "Items": list(items), "Navigator": [], "ChildDebates": [], **more}


def said(value, **more):
    return {"ItemType": "Contribution", "HRSTag": "hs_Para", "Value": value, "ExternalId": None, **more}


def contributions(*items):
    [debate] = parse_debate(json.dumps(document(*items)).encode()).records
    return debate.contributions


def test_hashed_ids_are_stable_and_unlike():
    same = [said("No.", MemberId=1, AttributedTo="Ann")] * 2 + [said("No.", MemberId=2, AttributedTo="Bob")]
    ids = [contribution.id for contribution in contributions(*same)]
    assert len(set(ids)) == 3
    assert ids == [contribution.id for contribution in contributions(said("Yes."), *same)[1:]]


def test_an_id_that_comes_twice_is_unique_all_the_same():
    first, second = contributions(said("One.", ExternalId="bb-1"), said("Two.", ExternalId="BB-1"))
    assert first.id == "BB-1"
    assert second.id.startswith("sha-")


def test_a_line_nobody_could_read_takes_the_floor_from_the_speaker():
    items = [said("We will act.", MemberId=1, AttributedTo="Ann"), said(5), said("word " * 20)]
    assert [line.member_id for line in contributions(*items)] == [1, None]


def test_empty_lines_are_left_out_and_positions_have_no_gaps():
    marker = '<span class="column-number" data-column-number="7"></span>'
    lines = contributions(said("One."), said(marker), said(None), said("Two."), said(f"{marker}Three."))
    assert [(line.position, line.text, line.column) for line in lines] == [
        (0, "One.", None),
        (1, "Two.", "7"),
        (2, "Three.", "7"),
    ]


def test_a_heading_keeps_only_the_words_that_its_debates_do_not_repeat():
    shared = said("We will act.", MemberId=1, AttributedTo="Ann", ExternalId="CC-2")
    going_on = said("word " * 20, ExternalId="CC-3")
    own = said("I call the House to order.", MemberId=2, AttributedTo="Mr Speaker", ExternalId="CC-1")
    child = document(shared, going_on) | {"Overview": OVERVIEW | {"ExtId": "BB-2"}}
    heading, debate = parse_debate(
        json.dumps(document(own, shared, going_on, ChildDebates=[child])).encode()
    ).records
    assert [line.id for line in heading.contributions] == ["CC-1"]
    assert [line.id for line in debate.contributions] == ["CC-2", "CC-3"]


def test_a_heading_with_words_of_its_own_is_kept_beside_its_debates():
    mine, shared = said("Mine.", MemberId=1, ExternalId="bb-1"), said("Ours.", MemberId=1, ExternalId="bb-2")
    child = document({**shared, "ExternalId": "BB-2"}, Overview={**OVERVIEW, "ExtId": "aa-2"})
    both = parse_debate(json.dumps(document(mine, shared, ChildDebates=[child])).encode()).records
    only_child = parse_debate(json.dumps(document(shared, ChildDebates=[child])).encode()).records
    assert [debate.id for debate in both] == ["AA-1", "AA-2"]
    assert [debate.id for debate in only_child] == ["AA-2"]
    assert only_child[0].parents == ("Child Maintenance",)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"House": None}, "House is missing"),
        ({"ExtId": ""}, "ExtId is missing"),
        ({"Date": "x"}, "not a date"),
    ],
)
def test_a_debate_that_can_not_be_read_is_rejected(more, reason):
    parsed = parse_debate(json.dumps(document(Overview={**OVERVIEW, **more})).encode())
    assert parsed.records == ()
    assert reason in parsed.rejected[0].reason


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"Overview": null}', b'{"value": {}}'])
def test_another_shape_is_an_error(body):
    with pytest.raises(WrongShape):
        parse_debate(body)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Child Maintenance Service: Reform", "ChildMaintenanceServiceReform"),
        ("Women’s pensions (No. 2)", "WomensPensionsNo2"),
        ("—", "Debate"),
    ],
)
def test_public_address(title, slug):
    address = debate_url("Lords", "2031-03-05", "AA-1", title)
    assert address == f"https://hansard.parliament.uk/Lords/2031-03-05/debates/AA-1/{slug}"
    assert debate_url("Lords", None, "AA-1", title) is None


@pytest.mark.parametrize(
    ("tag", "location", "lines", "kind"),
    [
        ("hs_8Question", "Commons Chamber", [], "oral questions"),
        ("hs_2cStatement", "Commons Chamber", [], "statement"),
        ("hs_2cUrgentQuestion", "Commons Chamber", [], "urgent question"),
        ("hs_2DebBill", "Commons Chamber", [], "bill"),
        ("hs_2DebBill", "Westminster Hall", [], "westminster hall"),
        ("hs_somethingNew", "Commons Chamber", [], None),
        ("NewDebate", "Lords Chamber", ["Question"], "oral questions"),
        ("NewDebate", "Lords Chamber", ["Commons Urgent Question"], "urgent question"),
        ("NewDebate", "Lords Chamber", ["Private Notice Question"], "private notice question"),
        ("NewDebate", "Lords Chamber", ["Statement"], "statement"),
        ("NewDebate", "Grand Committee", ["Committee (2nd Day)"], "bill"),
        ("NewDebate", "Grand Committee", ["Considered in Grand Committee"], "grand committee"),
        ("NewDebate", "Grand Committee", [], "grand committee"),
        (None, "General Committees", ["Committee consisted of"], "general committee"),
        ("hs_2GenericHdg", "General Committee", [], "general committee"),
        ("hs_8Clause", "Public Bill Committees", [], "bill"),
        ("hs_6bDepartment", "Written Corrections", [], "correction"),
        ("NewDebate", "Lords Chamber", ["Question " * 20, "Motion to Take Note"], "motion"),
        ("NewDebate", "Lords Chamber", [], None),
        (None, None, [], None),
    ],
)
def test_kind_of_debate(tag, location, lines, kind):
    assert debate_kind(tag, location, lines) == kind
