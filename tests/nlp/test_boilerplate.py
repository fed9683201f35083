from __future__ import annotations

import doctest
import json
import random
import subprocess
import sys
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import boilerplate
from nlp.boilerplate import (
    LEAST_WORDS,
    Change,
    Finder,
    Found,
    Passage,
    count_words,
    find_repeats,
    paragraphs,
)
from scrapers.html_text import html_to_text

STOCK = (
    "The service reviews every arrangement once a year and tells both parents what it found, "
    "so that what is paid follows what is earned."
)
OTHER = "Officials meet the tribunals each month to talk over how long appeals take and why some are late."


def found(*passages: Passage) -> dict[str, Found]:
    return {item.passage.id: item for item in find_repeats(passages)}


def test_the_example_in_the_module_holds():
    assert doctest.testmod(boilerplate).failed == 0


def test_word_for_word():
    items = found(Passage("a", "2024-01-01", STOCK), Passage("b", "2024-02-01", STOCK))
    assert (items["a"].is_repeat, items["a"].family, items["a"].words_before) == (False, "a", 0)
    assert (items["b"].family, items["b"].similarity, items["b"].changes) == ("a", 1.0, ())
    assert items["b"].words == items["b"].words_before == count_words(STOCK)


@pytest.mark.parametrize(
    "again",
    [STOCK.upper(), STOCK.replace(",", ";"), STOCK.replace(" ", "  "), STOCK.rstrip(".")],
    ids=["capitals", "punctuation", "blanks", "no full stop"],
)
def test_what_is_not_a_word_makes_no_difference(again):
    item = found(Passage("a", "2024-01-01", STOCK), Passage("b", "2024-02-01", again))["b"]
    assert (item.similarity, item.changes) == (1.0, ())


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("once a year", "twice a year", [Change("once", "twice")]),
        ("every arrangement", "every single arrangement", [Change("", "single")]),
        ("both parents", "parents", [Change("both", "")]),
        ("reviews", "Reviews", []),
    ],
)
def test_nearly_the_same(old, new, changes):
    again = STOCK.replace(old, new)
    item = found(Passage("a", "2024-01-01", STOCK), Passage("b", "2024-02-01", again))["b"]
    assert item.is_repeat
    assert list(item.changes) == changes
    gone_in = sum(count_words(change.new) for change in item.changes)
    assert item.words_before == item.words - gone_in


def test_a_new_date_in_a_stock_paragraph():
    text = "We look at the fees that both parents pay and plan to publish what we find by {} at the latest."
    days = ["31 March 2024", "30 June 2024", "30 June 2025"]
    items = find_repeats(Passage(day, f"202{n}-01-01", text.format(day)) for n, day in enumerate(days))
    assert [item.family for item in items] == [days[0]] * 3
    assert [item.earlier and item.earlier.id for item in items] == [None, days[0], days[1]]
    assert items[1].changes == (Change("31 March", "30 June"),)
    assert items[2].changes == (Change("2024", "2025"),)


def test_sums_keep_their_signs():
    text = (
        "The charge for those who use the collection service is {} of what is paid, and was from the start."
    )
    item = found(
        Passage("a", "2024-01-01", text.format("£1,500")), Passage("b", "2024-02-01", text.format("20%"))
    )["b"]
    assert item.changes == (Change("£1,500", "20%"),)


def test_the_same_words_in_another_order_are_another_paragraph():
    words = STOCK.rstrip(".").split()
    random.Random(1).shuffle(words)
    assert not found(Passage("a", "2024-01-01", STOCK), Passage("b", "2024-02-01", " ".join(words)))[
        "b"
    ].is_repeat


def test_paragraphs_with_other_words_are_families_of_their_own():
    items = found(Passage("a", "2024-01-01", STOCK), Passage("b", "2024-02-01", OTHER))
    assert [item.family for item in items.values()] == ["a", "b"]


def test_short_paragraphs_are_left_out():
    short = " ".join(["word"] * (LEAST_WORDS - 1))
    assert find_repeats([Passage("a", "2024-01-01", short), Passage("b", "2024-01-02", short)]) == []
    assert len(find_repeats([Passage("a", "2024-01-01", f"{short} more")])) == 1


def test_what_is_said_on_one_day_is_one_family_but_no_repeat():
    items = found(*(Passage(key, "2024-01-01", STOCK) for key in "cab"))
    assert {item.family for item in items.values()} == {"a"}
    assert not any(item.is_repeat for item in items.values())
    near = found(
        Passage("a", "2024-01-01", STOCK), Passage("b", "2024-01-01", STOCK.replace("once", "twice"))
    )["b"]
    assert (near.family, near.is_repeat) == ("a", False)


def test_of_one_day_the_earlier_id_is_first_and_a_later_day_repeats_it():
    items = found(
        Passage("z", "2024-01-01", STOCK),
        Passage("b", "2024-01-01", STOCK),
        Passage("a", "2024-03-01", STOCK),
        Passage("c", "2024-03-01", STOCK),
    )
    for key in "ac":
        assert (items[key].family, items[key].earlier and items[key].earlier.id) == ("b", "b")


def test_the_closest_earlier_wording_is_compared_not_the_newest():
    twice = STOCK.replace("once a year", "twice a year")
    items = found(
        Passage("a", "2024-01-01", STOCK),
        Passage("b", "2024-02-01", twice),
        Passage("c", "2024-03-01", STOCK),
        Passage("d", "2024-04-01", twice.replace("both parents", "them")),
    )
    assert (items["c"].earlier and items["c"].earlier.id, items["c"].changes) == ("a", ())
    assert items["d"].earlier
    assert items["d"].earlier.id == "b"
    assert {item.family for item in items.values()} == {"a"}


def test_a_paragraph_that_changes_a_little_each_time_stays_one_family():
    words = STOCK.rstrip(".").split()
    passages = []
    for number in range(len(words)):
        words[number] = "other" + ascii_lowercase[number]
        passages.append(Passage(f"p{number:02}", f"2024-01-{number + 1:02}", " ".join(words)))
    items = find_repeats(passages)
    assert {item.family for item in items} == {"p00"}
    assert all(len(item.changes) == 1 for item in items[1:])


def test_paragraphs_are_lines_long_enough_to_be_compared():
    text = f"Yes.\n  {STOCK}  \n\nA | B\n{OTHER}"
    assert [text[start:end] for start, end in paragraphs(text)] == [STOCK, OTHER]
    assert list(paragraphs("")) == []


def generated(count: int, seed: int = 7) -> list[Passage]:
    """Half new paragraphs, half stock ones with now and then another word or figure."""
    rng = random.Random(seed)
    words = ["".join(rng.choices(ascii_lowercase, k=6)) for _ in range(3000)]
    weights = [1 / (rank + 20) for rank in range(3000)]
    stock = [rng.choices(words, weights, k=rng.randint(20, 60)) for _ in range(max(4, count // 100))]
    passages = []
    for number in range(count):
        text = (
            rng.choices(words, weights, k=rng.randint(20, 60)) if rng.random() < 0.5 else [*rng.choice(stock)]
        )
        if rng.random() < 0.3:
            text[rng.randrange(len(text))] = rng.choice([rng.choice(words), str(rng.randint(1, 999))])
        day = f"20{number * 20 // count + 5:02}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        passages.append(Passage(f"p{number:06}", day, " ".join(text)))
    return passages


def test_the_order_in_which_passages_come_makes_no_difference():
    passages = generated(600)
    expected = find_repeats(passages)
    for seed in range(3):
        random.Random(seed).shuffle(passages)
        assert find_repeats(passages) == expected


def test_every_process_finds_the_same():
    code = (
        "from nlp.boilerplate import Passage, find_repeats\n"
        "text = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen {}'\n"
        "passages = [Passage(str(n), f'2024-01-{n % 28 + 1:02}', text.format(n * 'x')) for n in range(99)]\n"
        "print([(f.family, f.earlier and f.earlier.id) for f in find_repeats(passages)])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


WORDS = st.lists(st.sampled_from([*"abcdefghijkl", "2024", "7%"]), min_size=LEAST_WORDS, max_size=30)
DAYS = st.dates().map(str)


@given(st.lists(st.tuples(DAYS, WORDS.map(" ".join)), max_size=30), WORDS.map(" ".join))
def test_a_paragraph_equal_to_an_earlier_one_is_always_found(others, text):
    passages = [Passage(f"o{number:02}", day, words) for number, (day, words) in enumerate(others)]
    items = found(*passages, Passage("first", "0001-01-02", text), Passage("last", "9999-12-31", text))
    last = items["last"]
    assert (last.similarity, last.changes, last.words_before) == (1.0, (), last.words)
    assert last.family == items["first"].family
    for item in items.values():
        assert item.first.date <= item.passage.date
        assert items[item.family].family == item.family
        if item.earlier:
            assert item.first.date <= item.earlier.date < item.passage.date
            assert items[item.earlier.id].family == item.family


@given(WORDS, st.data())
def test_the_words_that_stayed_and_those_that_changed_make_up_both(words, data):
    place = data.draw(st.integers(0, len(words) - 1))
    old, new = " ".join(words), " ".join([*words[:place], "another", *words[place + 1 :]])
    item = found(Passage("a", "2024-01-01", old), Passage("b", "2024-01-02", new))["b"]
    if item.is_repeat:
        gone = sum(count_words(change.old) for change in item.changes)
        put_in = sum(count_words(change.new) for change in item.changes)
        assert count_words(old) - gone == count_words(new) - put_in == item.words_before


def work(passages: list[Passage]) -> Finder:
    finder = Finder()
    for passage in sorted(passages, key=lambda passage: (passage.date, passage.id)):
        finder.add(passage)
    return finder


def test_ten_times_the_paragraphs_are_about_ten_times_the_work():
    few, many = work(generated(500)), work(generated(5000))
    assert many.compared < 20 * few.compared + 5000
    assert many.candidates < 30 * 5000  # all pairs would be twelve million
    assert many.compared <= boilerplate.MOST_COMPARED * 5000


def test_one_stock_paragraph_said_for_ever_costs_the_same_each_time():
    figures = [Passage(f"{n:05}", f"2024-01-{n % 28 + 1:02}", f"{STOCK} It cost £{n}.") for n in range(2000)]
    assert work(figures).candidates <= 2000
    rng = random.Random(3)
    words = ["".join(rng.choices(ascii_lowercase, k=9)) for _ in range(2000)]
    worded = [
        Passage(word, f"2024-01-{n % 28 + 1:02}", f"{STOCK} So {word}.") for n, word in enumerate(words)
    ]
    assert work(worded).candidates <= boilerplate.MOST_KEPT * 2000
    assert len({item.family for item in find_repeats(worded)}) == 1


def test_nearly_all_near_identical_paragraphs_are_found():
    rng = random.Random(11)
    words = ["".join(rng.choices(ascii_lowercase, k=6)) for _ in range(2000)]
    passages = []
    for number in range(500):
        text = rng.choices(words, k=20)
        passages.append(Passage(f"a{number:03}", "2024-01-01", " ".join(text)))
        for place in rng.sample(range(20), 2):  # two words of twenty
            text[place] = rng.choice(words)
        passages.append(Passage(f"b{number:03}", "2024-01-02", " ".join(text)))
    assert sum(item.is_repeat for item in find_repeats(passages)) >= 490


def test_real_stock_paragraphs_are_found(shared):
    path = shared / "real/api-samples/questions-statements/wq_detail_text_cms_2023-09_2025-08.json"
    passages = []
    for key, record in json.loads(path.read_text(encoding="utf-8")).items():
        text = html_to_text(record["answer_text"])
        passages += [
            Passage(f"{key}:{number:02}", record["month"], text[start:end])
            for number, (start, end) in enumerate(paragraphs(text))
        ]
    repeats = {
        (item.passage.id[:7], item.earlier.id[:7]): item for item in find_repeats(passages) if item.earlier
    }
    assert repeats["1818699", "1785902"].similarity == 1.0  # how income is established
    assert repeats["1818696", "1793147"].changes  # an abbreviation was dropped
    assert {item.family[:7] for pair, item in repeats.items() if pair[1] == "1798152"} == {"1798152"}
