"""A score means what it says: bins and calibration error checked by hand, and the scores of real texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.annotations import CLASSES
from nlp.classifier import load_classifier
from nlp.commitments import judge
from nlp.decide import blend, commitment_share, decide, settle, tempered
from nlp.evaluate import evaluate
from nlp.gold import read_gold
from nlp.reliability import BINS, reliability

REAL = Path(__file__).parents[3] / "shared" / "gold" / "dev.jsonl"


def test_the_bins_hold_mean_score_and_share_right():
    figures = reliability([(0.82, True), (0.88, False), (0.31, False), (1.0, True)])
    assert [(one.low, one.count, one.right) for one in figures.bins] == [
        (0.3, 1, 0.0),
        (0.8, 2, 0.5),
        (0.9, 1, 1.0),
    ]
    assert figures.bins[1].score == pytest.approx(0.85)
    assert figures.error == pytest.approx((0.31 + 2 * 0.35 + 0.0) / 4)
    assert figures.count == 4


def test_nothing_given_has_no_error():
    assert reliability([]).error == 0.0
    assert reliability([]).to_json() == {"count": 0, "error": 0.0, "bins": []}


def test_there_are_ten_bins_or_fewer():
    assert len(reliability([(place / 1000, True) for place in range(1001)]).bins) == BINS <= 10


def shares(**given):
    rest = (1 - sum(given.values())) / (len(CLASSES) - len(given))
    return {name: given.get(name, rest) for name in CLASSES}


@pytest.mark.parametrize("temperature", [0.5, 1.0, 1.3, 4.0])
@pytest.mark.parametrize("given", [shares(firm=0.9), shares(firm=0.3, considering=0.3), shares(none=0.8)])
def test_a_temperature_changes_how_sure_a_decision_is_but_never_which(given, temperature):
    verdict = judge("We will publish it.")
    decision = decide(verdict, given, temperature=temperature)
    assert decision.class_ == settle(blend(verdict, given))
    assert 0 < decision.score <= decision.commits <= 1 or decision.class_ == "none"


def test_tempered_shares_add_up_and_are_flatter():
    flat = tempered(shares(firm=0.9), 2.0)
    assert sum(flat.values()) == pytest.approx(1.0)
    assert 1 / len(CLASSES) < flat["firm"] < 0.9
    assert tempered(shares(firm=0.9), 1.0) == pytest.approx(shares(firm=0.9))


def test_commits_is_the_probability_of_all_three_commitment_classes():
    verdict, given = judge("We will publish it."), shares(firm=0.5, intended=0.3)
    blended = blend(verdict, given)
    commits = decide(verdict, given, temperature=1.0).commits
    assert commits == pytest.approx(commitment_share(blended), abs=1e-4)


def test_the_committed_classifier_brings_its_temperature():
    verdict, given = judge("We will publish it."), shares(firm=0.7)
    temperature = load_classifier().temperature
    assert 0.5 < temperature < 3
    assert decide(verdict, given) == decide(verdict, given, temperature=temperature)


@pytest.fixture(scope="module")
def real():
    if not REAL.is_file():
        pytest.skip("the real texts are not part of this repository")
    with REAL.open(encoding="utf-8") as lines:
        return evaluate(read_gold(lines))


def test_scores_on_real_texts_mean_what_they_say(real):
    assert real.reliability["class"].error <= 0.04
    assert real.reliability["commitment"].error <= 0.04
    assert real.reliability["no cue"].error <= 0.04


def test_both_parts_together_are_what_the_pipeline_gives(real):
    assert real.parts["both"].to_json() == real.tally.to_json()


def test_the_record_of_real_texts_holds_no_text(real):
    texts = [json.loads(line)["text"][:40] for line in REAL.read_text(encoding="utf-8").splitlines()]
    recorded = json.dumps(real.to_json(), ensure_ascii=False)
    assert not [text for text in texts if text in recorded]
