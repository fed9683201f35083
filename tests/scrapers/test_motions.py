from __future__ import annotations

import json
from pathlib import Path

import pytest

from scrapers.failures import SourceFailure
from scrapers.fields import WrongShape
from scrapers.motions import fetch_motion, fetch_tabled, fetch_withdrawn, parse_motion, parse_motions
from scrapers.records import Motion, MotionSignatures, Parsed

SPEC = Path(__file__).parents[2].parent / "shared/api-specs/oralquestionsandmotions-api.swagger2.json"
MARCH = {"start": "2031-03-01", "end": "2031-03-31"}


def row(number, **more):
    return {
        "Id": number,
        "UIN": 300 + number,
        "Title": "Collection",
        "MotionText": "That it is late.",
        **more,
    }


def envelope(found):
    total = len(found) if isinstance(found, list) else 0
    paging = {"Skip": 0, "Take": 100, "Total": total, "GlobalTotal": total}
    return {"PagingInfo": paging, "StatusCode": 200, "Success": True, "Errors": [], "Response": found}


def parse(*rows):
    return parse_motions(json.dumps(envelope(list(rows))).encode())


def motions(parsed: Parsed) -> list[Motion]:
    return [record for record in parsed.records if isinstance(record, Motion)]


def parse_detail(found):
    return parse_motion(json.dumps(envelope(found)).encode())


@pytest.mark.parametrize(
    ("fetch", "more", "asked"),
    [
        (
            fetch_tabled,
            {},
            {"tabledStartDate": "2031-03-01", "tabledEndDate": "2031-03-31", "orderBy": "DateTabledAsc"},
        ),
        (
            fetch_tabled,
            {"term": "child maintenance"},
            {
                "tabledStartDate": "2031-03-01",
                "tabledEndDate": "2031-03-31",
                "orderBy": "DateTabledAsc",
                "searchTerm": "child maintenance",
            },
        ),
        (
            fetch_withdrawn,
            {},
            {
                "currentStatusDateStart": "2031-03-01",
                "currentStatusDateEnd": "2031-03-31",
                "statuses": "Withdrawn",
            },
        ),
    ],
)
def test_lists_are_asked_for_by_day(service, session, of_json, fetch, more, asked):
    service.script(of_json(envelope([row(1)])))
    [answer] = fetch(session, f"{service.url}/p", **MARCH, **more)
    assert answer.kind == "motions-list"
    [(path, query)] = service.asked
    assert path == "/p/EarlyDayMotions/list"
    expected = {**asked, "skip": "0", "take": "100"}
    assert query == {f"parameters.{name}": [value] for name, value in expected.items()}


@pytest.mark.parametrize(("fetch", "key"), [(fetch_tabled, "DateTabled"), (fetch_withdrawn, "StatusDate")])
def test_motions_of_other_years_show_that_the_filter_was_not_heard(service, session, of_json, fetch, key):
    service.script(of_json(envelope([row(n, **{key: "2019-05-01T00:00:00"}) for n in range(100)])))
    with pytest.raises(SourceFailure, match="did not filter"):
        list(fetch(session, service.url, **MARCH))


def test_one_motion_is_asked_for_by_its_id(service, session, of_json):
    service.script(of_json(envelope(row(7))))
    assert fetch_motion(session, service.url, 7).kind == "motion"
    assert service.asked == [("/EarlyDayMotion/7", {})]


def test_a_motion_that_is_gone_is_not_found(service, session, of_json):
    gone = envelope(None) | {"Success": False, "StatusCode": 404, "Errors": ["No such motion"]}
    service.script(of_json(gone))
    with pytest.raises(SourceFailure) as failure:
        fetch_motion(session, service.url, 7)
    assert failure.value.kind == "not found"


@pytest.mark.parametrize(
    ("fields", "uin"),
    [
        ({"UIN": 412}, "412"),
        ({"UIN": 412, "AmendmentSuffix": "A1"}, "412A1"),
        ({"UIN": 412, "AmendmentSuffix": "A1", "UINWithAmendmentSuffix": "412A1"}, "412A1"),
    ],
)
def test_an_amendment_is_printed_with_its_suffix(fields, uin):
    [motion] = motions(parse(row(1, **fields)))
    assert motion.uin == uin


@pytest.mark.parametrize(("year", "number"), [(2031, 412), ("2031", "412")])
def test_a_prayer_names_its_instrument(year, number):
    told = {"StatutoryInstrumentYear": year, "StatutoryInstrumentNumber": number}
    title = {"StatutoryInstrumentTitle": "Child Support Fees Regulations 2031"}
    [motion] = motions(parse(row(1, PrayingAgainstNegativeStatutoryInstrumentId=9, **told, **title)))
    assert (motion.is_prayer, motion.instrument) == (True, "2031/412")
    assert ("instrument", "Child Support Fees Regulations 2031") in motion.parts()


@pytest.mark.parametrize(("sent", "status"), [(0, "published"), (1, "withdrawn"), ("Withdrawn", "withdrawn")])
def test_states_are_numbered_from_nought(sent, status):
    [motion] = motions(parse(row(1, Status=sent)))
    assert motion.status == status


def test_signatures_are_counted_with_those_taken_back():
    sponsors = [{"MemberId": 1, "IsWithdrawn": False}, {"MemberId": 2, "IsWithdrawn": True}]
    parsed = parse_detail(row(1, Sponsors=sponsors, SponsorsCount=2))
    assert parsed.records[1:] == (MotionSignatures(1, signed=2, withdrawn=1),)


def test_an_amendment_inside_a_motion_gets_what_its_place_tells():
    parsed = parse_detail(row(1, Title="Arrears", Amendments=[row(2, Title=None), "garbled"]))
    amendment = parsed.records[1]
    assert isinstance(amendment, Motion)
    assert (amendment.id, amendment.title, amendment.amends_id) == (2, "Arrears", 1)
    assert [item.reason for item in parsed.rejected] == ["not an object"]


def test_the_specification_has_the_single_answer_in_a_list():
    assert parse_detail([row(1)]).records == parse_detail(row(1)).records


@pytest.mark.parametrize("found", [None, [], "gone", [row(1), row(2)]])
def test_an_answer_without_a_motion_is_an_error(found):
    with pytest.raises(WrongShape):
        parse_detail(found)


def test_a_list_of_something_else_is_an_error():
    with pytest.raises(WrongShape):
        parse_motions(b'{"Response": "none"}')


def test_every_field_of_the_specification_is_known():
    if not SPEC.exists():
        pytest.skip(f"the service's specification is not in {SPEC.parent}")
    definitions = json.loads(SPEC.read_text(encoding="utf-8-sig"))["definitions"]
    fields = definitions["PublishedEarlyDayMotionDetails"]["properties"]
    assert parse_detail(dict.fromkeys(fields) | row(1)).unknown_fields == ()
