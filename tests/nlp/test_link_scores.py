"""B-cubed, worked out by hand."""

from __future__ import annotations

import pytest

from nlp.link_scores import b_cubed

GOLD = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}


@pytest.mark.parametrize(
    ("given", "precision", "recall"),
    [
        pytest.param(GOLD, 1.0, 1.0, id="the same groups"),
        pytest.param({"a": "x", "b": "x", "c": "x", "d": "y", "e": "y"}, 1.0, 1.0, id="other names"),
        # all in one: a, b, c see 3 of 5, d and e see 2 of 5
        pytest.param(dict.fromkeys(GOLD, 0), (3 * 3 / 5 + 2 * 2 / 5) / 5, 1.0, id="all in one"),
        # each alone: a, b, c find 1 of 3, d and e find 1 of 2
        pytest.param({key: key for key in GOLD}, 1.0, (3 / 3 + 2 / 2) / 5, id="each alone"),
        # {a, b}, {c, d, e}: c sees 1 of 3, d and e see 2 of 3; a, b find 2 of 3, c finds 1 of 3
        pytest.param(
            {"a": 0, "b": 0, "c": 1, "d": 1, "e": 1},
            (1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5,
            (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5,
            id="one in the wrong group",
        ),
        # c is left out and so stands alone
        pytest.param(
            {"a": 0, "b": 0, "d": 1, "e": 1}, 1.0, (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5, id="one missed"
        ),
        # z is no labelled sentence, and stands beside d and e: they see 2 of 3
        pytest.param(GOLD | {"z": 2}, (3 + 2 / 3 + 2 / 3) / 5, 1.0, id="one that belongs nowhere"),
        pytest.param(GOLD | {"z": 9}, 1.0, 1.0, id="one that belongs nowhere, by itself"),
    ],
)
def test_worked_by_hand(given, precision, recall):
    figures = b_cubed(GOLD, given)
    assert (figures.precision, figures.recall) == (pytest.approx(precision), pytest.approx(recall))
    assert figures.f1 == pytest.approx(2 * precision * recall / (precision + recall))
    assert figures.support == 5


def test_the_means_may_run_over_a_part():
    given = {"a": 0, "b": 0, "c": 1, "d": 1, "e": 1}
    figures = b_cubed(GOLD, given, over={"a", "c", "z"})
    assert (figures.precision, figures.recall) == (pytest.approx((1 + 1 / 3) / 2), pytest.approx(1 / 2))
    assert figures.support == 2


def test_nothing_labelled_is_nothing_measured():
    figures = b_cubed({}, {"a": 1})
    assert (figures.precision, figures.recall, figures.f1, figures.support) == (0.0, 0.0, 0.0, 0)


def test_figures_are_rounded_for_the_record():
    record = b_cubed(GOLD, dict.fromkeys(GOLD, 0)).to_json()
    assert record == {"precision": 0.52, "recall": 1.0, "f1": 0.6842, "support": 5}
