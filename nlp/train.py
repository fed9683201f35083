"""Trains the sentence classifier on our own sentences: `python -m nlp.train [--curve]`.

Prints five-fold figures by training file and writes `model/classifier.npz`. Training reads nothing but
`training/*.jsonl`, the rules and a fixed seed, and gives the same bytes each time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from nlp import lexicon
from nlp.annotations import CLASSES, COMMITMENTS, SentenceClass
from nlp.classifier import ARTEFACT, Classifier, Parameters, write_parameters
from nlp.commitments import Verdict, judge
from nlp.decide import decide
from nlp.features import Vectorizer, fit_blocks
from nlp.scores import Counts, macro_f1

TRAINING = Path(__file__).parent / "training"
SEED = 20250710
STRENGTH = 6.0  # inverse of the regularisation
FOLDS = 5
_PLACES = 3  # decimals kept of a weight: blurs what differs between processors, halves the file
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled training sentence, the rules' verdict on it and the file it came from."""

    text: str
    class_: SentenceClass
    verdict: Verdict
    group: str


def load_examples(folder: Path = TRAINING) -> list[Example]:
    """Return the training sentences in file order. Raises ValueError naming a faulty line."""
    examples = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            data = json.loads(line)
            if data.get("class") not in CLASSES:
                raise ValueError(f"{path.name}, line {number}: unknown class {data.get('class')!r}")
            examples.append(Example(data["text"], data["class"], judge(data["text"]), path.stem))
    return examples


def training_hash(folder: Path = TRAINING) -> str:
    """Return a hash of what the artefact is made from: training sentences and commitment rules."""
    digest = hashlib.sha256()
    for path in [*sorted(folder.glob("*.jsonl")), lexicon.FOLDER / "commitments.toml"]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def train(examples: Sequence[Example]) -> Parameters:
    """Fit the classifier; deterministic."""
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
        "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__},
    }
    return Parameters(words, letters, weights.round(_PLACES), bias.round(_PLACES), header)


def cross_validate(examples: Sequence[Example], folds: int = FOLDS) -> list[SentenceClass]:
    """Return the class given to each example by a model that has not seen it."""
    given: list[SentenceClass] = ["none"] * len(examples)
    labels = [example.class_ for example in examples]
    for learn, hold in StratifiedKFold(folds, shuffle=True, random_state=SEED).split(labels, labels):
        classifier = Classifier(train([examples[place] for place in learn]))
        for place, class_ in zip(
            hold, _decisions(classifier, [examples[place] for place in hold]), strict=True
        ):
            given[place] = class_
    return given


def _decisions(classifier: Classifier, examples: Sequence[Example]) -> list[SentenceClass]:
    verdicts = [example.verdict for example in examples]
    scores = classifier.score([example.text for example in examples], verdicts)
    return [decide(verdict, score).class_ for verdict, score in zip(verdicts, scores, strict=True)]


def report(examples: Sequence[Example], given: Sequence[SentenceClass]) -> Iterable[str]:
    """Yield one line of figures for each training file and for all of them."""
    yield f"{'group':14} {'n':>5}  commitment P/R/F1      macro-F1"
    for group in [*sorted({example.group for example in examples}), "all"]:
        chosen = [place for place, one in enumerate(examples) if group in (one.group, "all")]
        commitment, classes = Counts(), {name: Counts() for name in CLASSES}
        for place in chosen:
            true, got = examples[place].class_, given[place]
            commitment.add(given=got in COMMITMENTS, true=true in COMMITMENTS)
            for name, counts in classes.items():
                counts.add(given=got == name, true=true == name)
        figures = f"{commitment.precision:.3f} {commitment.recall:.3f} {commitment.f1:.3f}"
        yield f"{group:14} {len(chosen):5}  {figures}    {macro_f1(classes.values()):.3f}"


def learning_curve(examples: Sequence[Example]) -> Iterable[str]:
    """Yield the figures of models that saw a quarter, a half, three quarters and all of the training."""
    order = np.random.default_rng(SEED).permutation(len(examples))
    for quarter in (1, 2, 3, 4):
        chosen = [examples[place] for place in order[: len(examples) * quarter // 4]]
        yield f"-- {len(chosen)} examples"
        yield list(report(chosen, cross_validate(chosen)))[-1]


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Train the sentence classifier on our own sentences.")
    parser.add_argument("--curve", action="store_true", help="print the learning curve too")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    examples = load_examples()
    for line in report(examples, cross_validate(examples)):
        log.info(line)
    if options.curve:
        for line in learning_curve(examples):
            log.info(line)
    write_parameters(ARTEFACT, train(examples))
    log.info("%s: %d bytes", ARTEFACT, ARTEFACT.stat().st_size)


if __name__ == "__main__":
    main()
