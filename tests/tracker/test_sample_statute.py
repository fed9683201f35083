"""The sample's petitions and legislation behave as the services do: pages, envelopes, nothing too early."""

from __future__ import annotations

import json
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from scrapers.legislation import parse_feed, parse_legislation, read_page
from scrapers.petitions import parse_petitions
from tracker.demo import SAMPLE_AS_OF
from tracker.demo.content import read
from tracker.demo.server import SampleParliament

LIST = "/petitions/petitions.json?q=child+maintenance"


@pytest.fixture(scope="module")
def sample():
    with SampleParliament() as running:
        yield running


@pytest.fixture
def get(sample):
    sample.as_of = SAMPLE_AS_OF

    def fetch(path: str) -> bytes:
        with urlopen(sample.url + path) as response:
            return response.read()

    return fetch


def test_petitions_come_in_pages_that_name_each_other(get):
    first, second = (json.loads(get(f"{LIST}&count=3&page={page}")) for page in (1, 2))
    assert first["links"]["next"] == second["links"]["self"]
    assert second["links"]["next"] is None
    assert first["links"]["next"].startswith("https://petition.parliament.uk/petitions.json?")
    numbers = [item["id"] for page in (first, second) for item in page["data"]]
    assert len(numbers) == len(set(numbers)) == 5


def test_every_petition_is_read_without_a_word_left_over(get):
    for entry in read("petitions.toml")["petition"]:
        folder = "archived/petitions" if entry.get("archived") else "petitions"
        parsed = parse_petitions(get(f"/petitions/{folder}/{entry['id']}.json"))
        assert (len(parsed.records), parsed.rejected, parsed.unknown_fields) == (1, (), ())


def test_a_response_is_not_shown_before_its_day(get, sample):
    sample.as_of = "2025-11-19"
    assert (
        json.loads(get("/petitions/petitions/700101.json"))["data"]["attributes"]["government_response"]
        is None
    )
    sample.as_of = "2025-11-20"
    assert json.loads(get("/petitions/petitions/700101.json"))["data"]["attributes"]["government_response"]


def test_the_petitioner_is_named_while_the_petition_is_open(get):
    named = {item["id"]: item["attributes"]["creator_name"] for item in json.loads(get(LIST))["data"]}
    assert [number for number, name in named.items() if name] == [700103, 700101]


def test_feeds_say_how_many_pages_follow(get):
    pages = [get(f"/legislation/all/data.feed?title=child+support&page={page}") for page in (1, 2, 3)]
    assert [read_page(page)[1] for page in pages] == [True, True, False]
    assert [(len(parse_feed(page).records), parse_feed(page).rejected) for page in pages] == [
        (2, ()),
        (2, ()),
        (1, ()),
    ]


def test_every_text_is_read(get):
    for item in read("legislation.toml")["item"]:
        [found] = parse_legislation(get(f"/legislation/{item['path']}/data.xml")).records
        assert found.id == item["path"]
        assert getattr(found, "provisions", None) == len(item["provision"])


@pytest.mark.parametrize(
    ("path", "first_day"),
    [
        ("/petitions/petitions/700103.json", "2025-10-06"),
        ("/legislation/uksi/2025/9310/data.xml", "2025-11-17"),
    ],
)
def test_nothing_exists_before_its_day(get, sample, path, first_day):
    sample.as_of = "2025-10-05"
    with pytest.raises(HTTPError, match="404"):
        get(path)
    sample.as_of = first_day
    assert get(path)
