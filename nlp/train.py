"""Trains the sentence classifier on our own sentences: `python -m nlp.train`.

Prints figures by training file, each sentence judged by a classifier that saw nothing of its policy field,
and writes `model/classifier.npz`. Training reads nothing but `training/*.jsonl`, the rules and a fixed seed,
and gives the same bytes each time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from nlp import lexicon
from nlp.annotations import CLASSES, SentenceClass
from nlp.classifier import ARTEFACT, Classifier, Parameters, write_parameters
from nlp.commitments import Verdict, judge_each
from nlp.decide import Shares, blend, settle
from nlp.features import Vectorizer, fit_blocks
from nlp.tally import Outcome, Tally

TRAINING = Path(__file__).parent / "training"
SEED = 20250710
STRENGTH = 6.0  # inverse of the regularisation
FOLDS = 5
OUR_FIELD = "child maintenance"
_PLACES = 3  # decimals kept of a weight: blurs what differs between processors, halves the file
_TEMPERATURES = range(25, 501)  # hundredths
_LEAST = 1e-9  # probability that stands for none, so that it has a logarithm
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled training sentence, the rules' verdict on it, its file (`group`) and its policy field."""

    text: str
    class_: SentenceClass
    verdict: Verdict
    group: str
    field: str


def load_examples(folder: Path = TRAINING) -> list[Example]:
    """Return the training sentences in file order. Raises ValueError naming a faulty line."""
    rows = [
        (path.stem, _read_line(path, number, line))
        for path in sorted(folder.glob("*.jsonl"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]
    verdicts = judge_each([data["text"] for _, data in rows])
    return [
        Example(data["text"], data["class"], verdict, group, data["field"])
        for (group, data), verdict in zip(rows, verdicts, strict=True)
    ]


def _read_line(path: Path, number: int, line: str) -> dict[str, Any]:
    data = json.loads(line)
    if data.get("class") not in CLASSES:
        raise ValueError(f"{path.name}, line {number}: unknown class {data.get('class')!r}")
    if not data.get("field"):
        raise ValueError(f"{path.name}, line {number}: no policy field")
    return data


def training_hash(folder: Path = TRAINING) -> str:
    """Return a hash of what the artefact is made from: training sentences and commitment rules."""
    digest = hashlib.sha256()
    for path in [*sorted(folder.glob("*.jsonl")), lexicon.FOLDER / "commitments.toml"]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def train(examples: Sequence[Example], *, temperature: float = 1.0) -> Parameters:
    """Fit the classifier; deterministic. `temperature` (see fit_temperature) is kept with it."""
    texts = [example.text for example in examples]
    words, letters = fit_blocks(texts)
    rows = Vectorizer(words, letters).rows(texts, [example.verdict for example in examples])
    model = LogisticRegression(C=STRENGTH, max_iter=2000, random_state=SEED)
    model.fit(rows, [CLASSES.index(example.class_) for example in examples])
    weights = np.zeros((len(CLASSES), model.coef_.shape[1]))
    bias = np.full(len(CLASSES), -20.0)  # a class without examples is never given
    weights[np.asarray(model.classes_)] = model.coef_
    bias[np.asarray(model.classes_)] = model.intercept_
    header = {
        "classes": CLASSES,
        "training_hash": training_hash(),
        "examples": len(examples),
        "seed": SEED,
        "temperature": temperature,
        "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__},
    }
    return Parameters(words, letters, weights.round(_PLACES), bias.round(_PLACES), header)


def field_folds(examples: Sequence[Example], folds: int = FOLDS) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the places of the sentences to learn from and of those held out: whole policy fields."""
    labels = [example.class_ for example in examples]
    fields = [example.field for example in examples]
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=SEED)
    return splitter.split(labels, labels, fields)


def cross_validate(examples: Sequence[Example], folds: int = FOLDS) -> list[Shares]:
    """Return the probabilities given to each example by a classifier that has seen nothing of its field."""
    shares: list[Shares] = [{}] * len(examples)
    for learn, hold in field_folds(examples, folds):
        classifier = Classifier(train([examples[place] for place in learn]))
        for place, given in zip(hold, score_all(classifier, [examples[at] for at in hold]), strict=True):
            shares[place] = given
    return shares


def score_all(classifier: Classifier, examples: Sequence[Example]) -> list[dict[SentenceClass, float]]:
    """Return the classifier's probabilities for each example."""
    return classifier.score([one.text for one in examples], [one.verdict for one in examples])


def class_given(example: Example, shares: Shares) -> SentenceClass:
    """Return the class that the pipeline gives a training sentence: none where no rule finds anything."""
    return settle(blend(example.verdict, shares)) if example.verdict.is_candidate else "none"


def fit_temperature(examples: Sequence[Example], shares: Sequence[Shares]) -> float:
    """Return the temperature at which the blend of held-out sentences is likeliest, to two places.

    Only sentences in which a rule finds something are scored by the pipeline, so only those count.
    """
    pairs = [pair for pair in zip(examples, shares, strict=True) if pair[0].verdict.is_candidate]
    blends = [blend(example.verdict, given) for example, given in pairs]
    logs = np.log(np.clip([[one[name] for name in CLASSES] for one in blends], _LEAST, 1))
    labels = np.array([CLASSES.index(example.class_) for example, _ in pairs])

    def surprise(temperature: float) -> float:
        scaled = logs / temperature
        right = scaled[np.arange(len(labels)), labels]
        return float((np.log(np.exp(scaled).sum(axis=1)) - right).mean())

    return min((hundredths / 100 for hundredths in _TEMPERATURES), key=surprise)


def report(examples: Sequence[Example], given: Sequence[SentenceClass]) -> Iterable[str]:
    """Yield one line of figures for each training file and for all of them."""
    yield f"{'group':14} {'n':>5}  commitment P/R/F1      macro-F1"
    for group in [*sorted({example.group for example in examples}), "all"]:
        pairs = [pair for pair in zip(examples, given, strict=True) if group in (pair[0].group, "all")]
        tally = tally_of(pairs)
        commitment = tally.commitment["all"]
        figures = f"{commitment.precision:.3f} {commitment.recall:.3f} {commitment.f1:.3f}"
        yield f"{group:14} {len(pairs):5}  {figures}    {tally.macro_f1:.3f}"


def tally_of(pairs: Iterable[tuple[Example, SentenceClass]]) -> Tally:
    """Return the counts of examples with the class each was given; child maintenance counts as "cms"."""
    tally = Tally()
    for example, given in pairs:
        kind = "cms" if example.field == OUR_FIELD else "general"
        tally.add(kind, Outcome((example.class_,), given))
    return tally


def main() -> None:
    """Run the command."""
    argparse.ArgumentParser(description="Train the sentence classifier on our own sentences.").parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    examples = load_examples()
    shares = cross_validate(examples)
    for line in report(examples, [class_given(*pair) for pair in zip(examples, shares, strict=True)]):
        log.info(line)
    temperature = fit_temperature(examples, shares)
    write_parameters(ARTEFACT, train(examples, temperature=temperature))
    log.info("%s: %d bytes, temperature %.2f", ARTEFACT, ARTEFACT.stat().st_size, temperature)


if __name__ == "__main__":
    main()
