from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import paging
from scrapers.documents import Petition, PetitionRow
from scrapers.failures import SourceFailure
from scrapers.fields import WrongShape
from scrapers.petitions import fetch_list, fetch_petition, parse_petitions

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
NAMES = [
    "action",
    "background",
    "state",
    "signature_count",
    "opened_at",
    "departments",
    "debate",
    "rejection",
]
RESPONSE = st.fixed_dictionaries(dict.fromkeys(("responded_on", "summary", "details", "created_at"), JSON))


def item(number: int, **attributes: Any) -> dict[str, Any]:
    return {"type": "petition", "id": number, "attributes": {"action": "Do it", **attributes}}


def page(*items: Any, following: str | None = None) -> dict[str, Any]:
    return {"links": {"next": following}, "data": list(items)}


def single(**attributes: Any) -> Petition:
    [found] = parse_petitions(json.dumps({"links": {}, "data": item(1, **attributes)}).encode()).records
    assert isinstance(found, Petition)
    return found


# --- Fetching ---


def test_asks_for_every_state_and_follows_the_next_page_on_the_same_host(service, session, of_json):
    elsewhere = "https://elsewhere.example/petitions.json?count=50&page=2&q=child+maintenance&state=all"
    service.script(of_json(page(item(1), following=elsewhere)), of_json(page(item(2))))
    answers = list(fetch_list(session, f"{service.url}/p", term="child maintenance"))
    asked = {"state": ["all"], "q": ["child maintenance"], "count": ["50"]}
    assert service.asked == [("/p/petitions.json", asked), ("/p/petitions.json", {**asked, "page": ["2"]})]
    assert [answer.kind for answer in answers] == ["petitions-list"] * 2


@pytest.mark.parametrize(
    "following", ["/p/petitions.json?page=2", "/petitions.json?page=2", "petitions.json?page=2"]
)
def test_a_prefix_of_the_address_is_kept_once(service, session, of_json, following):
    service.script(of_json(page(item(1), following=following)), of_json(page()))
    list(fetch_list(session, f"{service.url}/p/", term="x"))
    assert service.asked[1] == ("/p/petitions.json", {"page": ["2"]})


def test_earlier_parliaments_have_their_own_list(service, session, of_json):
    service.script(of_json(page()))
    list(fetch_list(session, service.url, term="x", archived=True))
    assert service.asked[0][0] == "/archived/petitions.json"


@pytest.mark.parametrize("rows", [[], [item(1)]], ids=["empty", "all known"])
def test_a_page_that_brings_nothing_new_ends_the_list(service, session, of_json, rows):
    def answer(path, query):
        number = int(query.get("page", ["1"])[0])
        found = [item(1)] if number == 1 else rows
        return of_json(page(*found, following=f"/petitions.json?page={number + 1}"))

    service.answer = answer
    assert len(list(fetch_list(session, service.url, term="x"))) == 2
    assert len(service.asked) == 2


def test_a_list_without_end_is_told(service, session, of_json, monkeypatch):
    def answer(path, query):
        number = int(query.get("page", ["1"])[0])
        return of_json(page(item(number), following=f"/petitions.json?page={number + 1}"))

    monkeypatch.setattr(paging, "MOST_PAGES", 7)
    service.answer = answer
    with pytest.raises(SourceFailure, match="count mismatch: this list has no end"):
        list(fetch_list(session, service.url, term="x"))
    assert len(service.asked) == 7


@pytest.mark.parametrize("body", [[], {"data": {}}, {"data": [], "links": {"next": "http://["}}])
def test_what_is_no_list_is_told(service, session, of_json, body):
    service.answer = lambda path, query: of_json(body)
    with pytest.raises(SourceFailure, match="wrong schema"):
        list(fetch_list(session, service.url, term="x"))


@pytest.mark.parametrize(
    ("archived", "path"), [(False, "/petitions/7.json"), (True, "/archived/petitions/7.json")]
)
def test_fetch_petition(service, session, of_json, archived, path):
    service.script(of_json({"data": item(7)}))
    assert fetch_petition(session, service.url, 7, archived=archived).kind == "petition"
    assert service.asked == [(path, {})]


# --- Parsing ---


def test_a_list_gives_rows_and_a_single_answer_a_petition():
    rows = parse_petitions(json.dumps(page(item(1), item(2))).encode()).records
    assert [type(record) for record in rows] == [PetitionRow, PetitionRow]
    assert type(single()) is Petition


def test_the_petitioner_is_in_no_record():
    assert "Quillfeather" not in repr(single(creator_name="Jo Quillfeather", state="open"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("One.\r\n\r\nTwo.\r\nThree.", "One.\nTwo.\nThree."),
        ("# Now\n\nWe **will** act: [our plan](https://example.org/x).", "Now\nWe will act: our plan."),
        ("* First.\n- Second.\n1. Third.", "First.\nSecond.\nThird."),
        (
            "This sentence is broken in the middle, as programs that send e-mail\ndo. A heading\nOf its own",
            "This sentence is broken in the middle, as programs that send e-mail do. A heading\nOf its own",
        ),
        ("2 * 3 * 4 < 25 & more", "2 * 3 * 4 < 25 & more"),
        ("<p>Fish &amp; chips</p>", "Fish & chips"),
        ("Ask sam@example.org", "Ask [e-mail address removed]"),
        (" \r\n ", None),
    ],
)
def test_a_response_keeps_its_paragraphs_and_loses_its_marks(typed, kept):
    assert single(government_response={"details": typed}).response_text == kept


def test_the_response_is_summary_and_details():
    found = single(
        government_response={"responded_on": "2031-05-01", "summary": "We will.", "details": "By June."}
    )
    assert (found.response_summary, found.response_text) == ("We will.", "We will.\nBy June.")
    assert found.date_responded == "2031-05-01"


def test_an_address_that_is_not_of_the_web_is_no_link():
    assert single(debate={"debated_on": "2031-05-01", "transcript_url": "javascript:x"}).debate_url is None


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"data": 3}', b"not json", b"\xff", b'"x"'])
def test_anything_else_is_refused(body):
    with pytest.raises(WrongShape):
        parse_petitions(body)


@given(JSON)
def test_any_json_is_read_or_refused(value):
    with suppress(WrongShape):
        parse_petitions(json.dumps(value).encode())


@given(JSON, st.dictionaries(st.sampled_from(NAMES), JSON), RESPONSE)
def test_any_item_is_read_or_rejected(number, attributes, response):
    whole = {"id": number, "attributes": {**attributes, "government_response": response}}
    parsed = parse_petitions(json.dumps({"data": [whole, item(2)]}).encode())
    assert len(parsed.records) + len(parsed.rejected) == 2
    assert parsed.records[-1].id == 2
