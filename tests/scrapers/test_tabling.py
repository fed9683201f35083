from __future__ import annotations

import json
from collections import Counter

import pytest

from scrapers import paging, tabling
from scrapers.failures import SourceFailure
from scrapers.fields import WrongShape

ROUTE = "/oralquestions/list"


def envelope(rows, *, total=None, **more):
    total = len(rows) if total is None else total
    paging = {"Skip": 0, "Take": 100, "Total": total, "GlobalTotal": 61185}
    answer = {"PagingInfo": paging, "StatusCode": 200, "Success": True, "Errors": [], "Response": rows}
    return answer | more


def fetch(session, service, *, take=100, fits=lambda row: True, **params):
    url = f"{service.url}{ROUTE}"
    return list(tabling.fetch_list(session, "motions-list", url, params, fits=fits, take=take))


def test_every_parameter_has_the_prefix(service, session, of_json):
    service.script(
        of_json(envelope([{"Id": 1}, {"Id": 2}], total=3)), of_json(envelope([{"Id": 3}], total=3))
    )
    pages = fetch(session, service, take=2, answeringBodyIds=[29, 54], answeringDateStart="2031-03-01")
    assert len(pages) == 2
    assert service.asked[1] == (
        ROUTE,
        {
            "parameters.answeringBodyIds": ["29", "54"],
            "parameters.answeringDateStart": ["2031-03-01"],
            "parameters.skip": ["2"],
            "parameters.take": ["2"],
        },
    )


def test_the_total_is_that_of_what_was_asked_for(service, session, of_json):
    service.script(of_json(envelope([{"Id": 1}])))
    assert len(fetch(session, service)) == 1, "GlobalTotal, which is far more, is not waited for"


def test_missing_rows_are_told(service, session, of_json):
    service.script(of_json(envelope([{"Id": 1}], total=2)), of_json(envelope([], total=2)))
    with pytest.raises(SourceFailure, match="count mismatch"):
        fetch(session, service)


def test_a_list_whose_total_grows_for_ever_is_told(service, session, of_json, monkeypatch):
    monkeypatch.setattr(paging, "MOST_PAGES", 7)

    def answer(path, query):
        skipped = int(query["parameters.skip"][0])
        return of_json(envelope([{"Id": skipped}], total=skipped + 100))

    service.answer = answer
    with pytest.raises(paging.EndlessList, match="count mismatch: this list has no end"):
        fetch(session, service)
    assert len(service.asked) == 7


def test_rows_that_cannot_be_read_are_counted_all_the_same(service, session, of_json):
    service.script(of_json(envelope([None, {"Title": "no id"}, {"Id": 7}])))
    assert len(fetch(session, service)) == 1


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"Success": False, "StatusCode": 500, "Response": None}, "server error"),
        ({"Success": True, "Errors": ["Timeout expired"]}, "server error"),
        ({"Success": False, "StatusCode": "InternalServerError", "PagingInfo": None}, "server error"),
        ({"Success": False, "StatusCode": "NotFound"}, "not found"),
        ({"Success": False, "StatusCode": 404}, "not found"),
    ],
)
def test_a_failure_inside_a_good_answer_is_a_failure(service, session, of_json, more, kind):
    service.script(of_json(envelope([], **more)))
    with pytest.raises(SourceFailure) as failure:
        fetch(session, service)
    assert failure.value.kind == kind
    with pytest.raises(WrongShape, match="reports a failure"):
        tabling.response(json.dumps(envelope([], **more)).encode())


@pytest.mark.parametrize("body", [{"results": []}, {"Response": []}, {"PagingInfo": {}, "Response": []}, []])
def test_another_list_is_the_wrong_schema(service, session, of_json, body):
    service.script(of_json(body))
    with pytest.raises(SourceFailure) as failure:
        fetch(session, service)
    assert failure.value.kind == "wrong schema"


@pytest.mark.parametrize(("strangers", "is_told"), [(30, True), (5, False)])
def test_an_unheard_filter_is_told(service, session, of_json, strangers, is_told):
    rows = [{"Id": number, "is_asked_for": number >= strangers} for number in range(40)]
    service.script(of_json(envelope(rows)))

    def fits(row):
        return row["is_asked_for"]

    if is_told:
        with pytest.raises(SourceFailure, match="did not filter"):
            fetch(session, service, fits=fits)
    else:
        assert fetch(session, service, fits=fits)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (1, "published"),
        ("2", "withdrawn"),
        ("Published", "published"),
        ("NotYetKnown", "not yet known"),
        (13, "number 13"),
        (0, "number 0"),
        (None, None),
        ("", None),
    ],
)
def test_a_state_may_be_a_number_or_a_name(value, told):
    assert tabling.choice({"Status": value}, "Status", ("published", "withdrawn"), first=1) == told


@pytest.mark.parametrize("value", [True, 1.5, ["Published"]])
def test_a_state_of_another_kind_is_refused(value):
    with pytest.raises(WrongShape, match="Status"):
        tabling.choice({"Status": value}, "Status", ("published",), first=0)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"MemberId": 7, "PrimarySponsor": {"MnisId": 8, "Name": "Ida Thornbury"}}, (8, "Ida Thornbury")),
        ({"MemberId": 7, "PrimarySponsor": None}, (7, None)),
        ({"MemberId": 0, "PrimarySponsor": {}}, (None, None)),
    ],
)
def test_members_are_named_by_their_parliament_id(row, found):
    assert tabling.member(row, "MemberId", "PrimarySponsor") == found


def test_bad_rows_are_rejected_with_their_id_and_new_fields_counted():
    def read(row):
        if row["Id"] == 2:
            raise WrongShape("Title is missing")
        return row

    parsed = tabling.parse_rows(
        [{"Id": 1, "Mood": "glad"}, {"Id": 2}, 3], read, noun="motions", known=frozenset({"Id"})
    )
    assert len(parsed.records) == 1
    assert Counter(item.item for item in parsed.rejected) == {"motions[1] Id 2": 1, "motions[2]": 1}
    assert parsed.unknown_fields == ("Mood",)
