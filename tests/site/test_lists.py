"""The lists for people: search, highlighted words, facets, sorting and the ways out."""

from __future__ import annotations

import re

import pytest

LIST = "/tracker/commitment_tracker"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("_search=fees", 1),  # stemmed: the text says "fee"
        ("_search=%22fee+review%22", 1),
        ("_search=%22review+fee%22", 0),
        ("_search=tribunal", 1),
        ("_search=birch", 1),
        ("schedule_status=overdue", 1),
        ("themes__arraycontains=fees", 1),
        ("schedule_status=overdue&_search=tribunal", 0),
        ("times_slipped__gt=0", 1),
        ("member_id=101", 3),
    ],
)
def test_a_list_can_be_searched_and_filtered(get, query, found):
    assert get(f"{LIST}.json?{query}&_shape=objects").json()["filtered_table_rows_count"] == found
    page = get(f"{LIST}?{query}").text
    assert page.count('<article class="card">') == found
    if not found:
        assert "No commitment fits." in page


@pytest.mark.parametrize(
    "typed", ['"', '""', "a AND", "NEAR(", "fee*", "^", "(", "'", "\x00", "quote:fee", "-fee", "😀"]
)
def test_nothing_that_can_be_typed_into_a_list_is_an_error(get, typed):
    for path in (LIST, "/tracker/question_list"):
        assert get(path, params={"_search": typed}).status_code == 200


def test_found_words_are_marked_in_the_quote(get):
    assert "<mark>publish</mark>" in get(f"{LIST}?_search=publishing").text
    assert "<mark>fee</mark>" in get("/tracker/question_list?_search=fees").text


def test_found_words_do_not_tell_a_story(get):
    page = get(f"{LIST}?_search=constituent").text
    assert page.count('<article class="card">') == 1
    assert "A promise about one person’s case" in page
    assert "<mark>" not in page


def test_facets_are_in_words_and_in_order(get):
    page = get(LIST).text
    names = re.findall(r"<summary>([^<]+)</summary>\s*<ul>", page)
    assert names == [
        "Calendar", "Government says", "Theme", "Minister", "Year first promised", "Kind of act",
        "How firmly", "House",
    ]  # fmt: skip
    assert "Fees and charges" in page
    assert "Overdue" in page


def test_a_chosen_filter_can_be_taken_away(get):
    page = get(f"{LIST}?schedule_status=overdue&house=Commons").text
    assert 'href="/tracker/commitment_tracker?house=Commons">Calendar: Overdue' in page


def test_a_filter_of_several_values_reads_as_a_choice(get):
    page = get("/tracker/question_list?state__in=no+answer+yet,withdrawn").text
    assert "State is one of No answer yet or Withdrawn<" in page


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Commitments: 4 commitments · "),
        ("?schedule_status=overdue", "Commitments, Overdue: 1 commitment · "),
        ("?_search=fee&house=Commons", "Commitments, “fee”, Commons: 1 commitment · "),
    ],
)
def test_the_title_of_a_list_says_what_was_chosen(get, query, title):
    assert f"<title>{title}" in get(f"{LIST}{query}").text


def test_a_column_that_is_not_there_is_the_askers_mistake(get):
    assert get(f"{LIST}?_sort=nope").status_code == 400


def test_sorting_and_the_ways_out_are_offered(get):
    page = get(f"{LIST}?schedule_status=overdue").text
    assert "_sort=deadline" in page
    assert "commitment_tracker.csv?schedule_status=overdue" in page
    assert "commitment_tracker.json?schedule_status=overdue" in page


def test_pages_follow_one_another(get):
    page = get(f"{LIST}?_size=3").text
    assert 'rel="next"' in page
    assert get(f"{LIST}?_size=3&_next=3").text.count('<article class="card">') == 1
