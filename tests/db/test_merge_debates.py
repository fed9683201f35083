"""What was said keeps its id while its transcript is revised, and stands in one debate only."""

from __future__ import annotations

import time
from itertools import permutations

import pytest

from db.archive import Sighting
from db.merge import Observation
from db.merge_debates import merge_debate, resolve_shared
from scrapers.records import Contribution, Debate

ANN, BEN = {"member_id": 1, "speaker_name": "Ann"}, {"member_id": 2, "speaker_name": "Ben"}
PROMISE = "We will write to every parent whose arrears are more than two years old by the end of March."
REVISED = "We will write to each parent whose arrears are more than two years old before the end of March."
OTHER = "The hon. Member is right about one thing only: the telephones are answered faster than they were."


def version(seen: str, *said: Contribution, debate: str = "D-1", updated: str | None = None):
    numbered = tuple(replace_position(item, position) for position, item in enumerate(said))
    record = Debate(debate, "Commons", "Arrears", "2031-03-04", numbered, last_updated=updated or seen)
    return Observation(record, Sighting(f"h{seen}", "debate", f"https://x/{debate}", False, seen, seen))


def replace_position(item: Contribution, position: int) -> Contribution:
    values = {name: getattr(item, name) for name in item.__slots__}
    return Contribution(**values | {"position": position})


def said(key: str, text: str, who: dict | None = None, **more) -> Contribution:
    return Contribution(key, 0, text, **(who or {}), **more)


def ids(observation) -> list[str]:
    return [item.id for item in observation.record.contributions]


def test_the_same_id_of_the_services_is_the_same_contribution_whatever_it_says():
    merged = merge_debate(
        [version("2031-03-05", said("A", PROMISE, ANN)), version("2031-03-12", said("A", OTHER, BEN))]
    )
    assert [(item.id, item.text) for item in merged.record.contributions] == [("A", OTHER)]


@pytest.mark.parametrize(
    "who",
    [ANN, {"speaker_name": "Ann"}, {"twfy_id": "uk.org.publicwhip/person/1"}, {}],
    ids=["member", "printed name", "TheyWorkForYou", "nobody"],
)
def test_else_the_same_speakers_like_words_are(who):
    first = version("2031-03-05", said("A", PROMISE, who), said("B", OTHER, who))
    later = version("2031-03-12", said("X", OTHER, who), said("Y", REVISED, who))
    merged = merge_debate([first, later])
    assert [(item.id, item.text) for item in merged.record.contributions] == [("B", OTHER), ("A", REVISED)]


def test_a_speaker_whose_number_came_later_is_known_by_the_printed_name():
    first = version("2031-03-05", said("A", PROMISE, {"speaker_name": "Ann"}))
    assert ids(merge_debate([first, version("2031-03-12", said("X", REVISED, ANN))])) == ["A"]


@pytest.mark.parametrize(
    "new",
    [said("X", REVISED, BEN), said("X", OTHER, ANN), said("X", "Hear, hear.", ANN), said("X", REVISED)],
    ids=["another speaker", "other words", "too few words", "nobody"],
)
def test_what_is_not_alike_gets_an_id_of_its_own(new):
    assert ids(
        merge_debate([version("2031-03-05", said("A", PROMISE, ANN)), version("2031-03-12", new)])
    ) == ["X"]


def test_of_words_said_twice_each_keeps_its_own_id():
    first = version("2031-03-05", said("A", "No.", ANN), said("B", OTHER, BEN), said("C", "No.", ANN))
    later = version("2031-03-12", said("X", "No.", ANN), said("Y", OTHER, BEN), said("Z", "No.", ANN))
    assert ids(merge_debate([first, later])) == ["A", "B", "C"]


def test_a_paragraph_that_was_split_goes_on_in_its_longer_part():
    short, rest = PROMISE[:30], PROMISE[30:]
    first = version("2031-03-05", said("A", PROMISE, ANN))
    assert ids(merge_debate([first, version("2031-03-12", said("X", short, ANN), said("Y", rest, ANN))])) == [
        "X",
        "A",
    ]


def test_an_id_is_kept_through_several_revisions_and_an_absence():
    versions = [
        version("2031-03-05", said("A", PROMISE, ANN)),
        version("2031-03-06", said("X", REVISED, ANN)),
        version("2031-03-12", said("N", OTHER, BEN)),
        version("2031-04-04", said("X", REVISED + " I promise.", ANN), said("N", OTHER, BEN)),
    ]
    assert ids(merge_debate(versions)) == ["A", "N"]


def test_two_that_claim_one_id_are_told_apart():
    versions = [
        version("2031-03-05", said("A", PROMISE, ANN)),
        version("2031-03-06", said("X", REVISED, ANN)),
        version("2031-03-12", said("X", OTHER, ANN), said("A", PROMISE, ANN)),
    ]
    assert ids(merge_debate(versions)) == ["X", "A"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_reading_and_copies_of_a_version_change_nothing(order):
    versions = [
        version("2031-03-05", said("A", PROMISE, ANN), said("B", OTHER, BEN)),
        version("2031-03-06", said("X", REVISED, ANN), said("B", OTHER, BEN)),
        version("2031-03-12", said("Y", REVISED, ANN), said("C", OTHER, BEN)),
    ]
    merged = merge_debate([versions[place] for place in order] + versions)
    assert ids(merged) == ["A", "B"]
    assert merged.record.last_updated == "2031-03-12"


def test_an_older_version_that_is_found_later_takes_no_published_id_back():
    new = version("2031-03-12", said("N", REVISED, ANN))
    old = version("2031-06-01", said("O", PROMISE, ANN), updated="2031-03-05")
    merged = merge_debate([new, old])
    assert [(item.id, item.text) for item in merged.record.contributions] == [("N", REVISED)]


def test_the_time_it_takes_grows_with_the_debate_and_not_with_its_square():
    def seconds(turns: int) -> float:
        text = [f"Turn {n}: " + f"words of number {n * 7919 % 104729}, " * 30 for n in range(turns)]
        first = version("2031-03-05", *(said(f"A{n}", t, {"member_id": n % 200}) for n, t in enumerate(text)))
        later = version("2031-03-12", *(said(f"B{n}", t, {"member_id": n % 200}) for n, t in enumerate(text)))
        start = time.perf_counter()
        assert ids(merge_debate([first, later])) == ids(first)
        return time.perf_counter() - start

    assert seconds(4000) < 12 * seconds(1000) + 0.2


def test_words_that_two_debates_hold_stay_with_the_newest():
    old = version("2031-03-05", said("A", PROMISE, ANN), said("B", OTHER, BEN), debate="OLD")
    new = version("2031-03-12", said("A", PROMISE, ANN), debate="NEW")
    for order in ([old, new], [new, old]):
        left, shared = resolve_shared(order)
        assert {item.record.id: ids(item) for item in left} == {"OLD": ["B"], "NEW": ["A"]}
        assert shared == 1


def test_a_debate_that_got_a_new_id_is_replaced():
    old = version("2031-03-05", said("A", PROMISE, ANN), debate="OLD")
    new = version("2031-03-12", said("A", REVISED, ANN), debate="NEW")
    empty = version("2031-03-12", debate="EMPTY")
    left, shared = resolve_shared([empty, new, old])
    assert [item.record.id for item in left] == ["EMPTY", "NEW"]
    assert shared == 1


def test_an_id_that_one_debate_holds_twice_is_counted_too():
    [left], shared = resolve_shared([version("2031-03-05", said("A", PROMISE), said("A", OTHER))])
    assert [(item.id, item.text) for item in left.record.contributions] == [("A", PROMISE)]
    assert shared == 1
