"""The search page: all kinds at once, found words marked, and nothing typed is an error."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("fee review", {"Promises 1", "Questions and answers 2", "Written statements 0", "Speeches 0"}),
        ('"fee review"', {"Promises 1", "Questions and answers 2"}),
        ('"review fee"', set()),
        ("arrears", {"Promises 1", "Written statements 1"}),
        ("tribunal clerks", {"Promises 1", "Speeches 1"}),
        ("bridges", {"Speeches 11"}),
    ],
)
def test_counts_by_kind(get, typed, kinds):
    page = get("/search", params={"q": typed}).text
    assert [kind for kind in kinds if f">{kind}</" not in page] == []
    if not kinds:
        assert "Nothing was found" in page


def test_found_words_are_marked(get):
    assert "<mark>tribunal</mark> <mark>clerks</mark>" in get("/search?q=tribunal+clerk").text


def test_pages_of_one_kind(get):
    page = get("/search?q=bridges&kind=contributions").text
    assert page.count('<article class="card">') == 11
    assert get("/search?q=bridges&kind=contributions&page=99").text.count('<article class="card">') == 11
    assert get("/search?q=bridges&kind=nonsense&page=x").text.count('<article class="card">') == 5


def test_a_speech_off_the_topic_is_found_unfolded(get):
    assert "?all=1#c-lords/2025-02-03a.11.30" in get("/search?q=%22point+10%22").text


def test_one_persons_case_is_found_without_its_words(get):
    page = get("/search?q=constituent").text
    assert "A promise about one person’s case" in page
    assert "The words found speak of one person’s case." in page
    assert "look into what happened" not in page


@pytest.mark.parametrize(
    "typed",
    ["", " ", '"', '"""', "*", "AND", "NOT fee", "fee NEAR/3 review", "(((", "a\x00b", "fee:", "'; drop",
     "\\", "%", "😀", "x" * 5000, "{fee}", "-", "^fee", "fee + review", "\ud7ff"],
)  # fmt: skip
def test_nothing_that_can_be_typed_is_an_error(get, typed):
    assert get("/search", params={"q": typed}).status_code == 200


def test_bytes_that_are_no_text_are_no_error(get):
    assert get("/search?q=%ff%fe&page=%c2%b2&kind=%00").status_code == 200


def test_a_query_of_signs_alone_is_explained(get):
    assert "There is no word in" in get("/search?q=***").text
