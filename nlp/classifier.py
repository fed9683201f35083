"""The trained sentence classifier: plain arrays in `model/classifier.npz`, written by `python -m nlp.train`.

Multinomial logistic regression over the columns of nlp.features. The file holds no pickle, so loading it
runs no code, and its bytes depend on the training sentences, the rules and the seed alone.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from nlp.annotations import CLASSES, SentenceClass
from nlp.commitments import Verdict
from nlp.features import Block, Vectorizer

ARTEFACT = Path(__file__).parent / "model" / "classifier.npz"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the zip format's first moment: equal bytes whenever it is written


@dataclass(frozen=True, slots=True)
class Parameters:
    """Everything that the file holds. `weights` has a row a class, in the order of CLASSES."""

    words: Block
    letters: Block
    weights: np.ndarray
    bias: np.ndarray
    header: Mapping[str, Any]


class Classifier:
    """Gives sentences a probability for each class."""

    def __init__(self, parameters: Parameters):
        self.header = parameters.header
        self.temperature = float(parameters.header["temperature"])
        """How much the scores of decisions are flattened (nlp.decide); 1.0 leaves them as they are."""
        self._vectorizer = Vectorizer(parameters.words, parameters.letters)
        self._weights = parameters.weights.astype(np.float64).T
        self._bias = parameters.bias.astype(np.float64)

    def score(
        self, sentences: Sequence[str], verdicts: Sequence[Verdict]
    ) -> list[dict[SentenceClass, float]]:
        """Return the probability of each class for each sentence, given the rules' verdict on it."""
        if not sentences:
            return []
        logits = self._vectorizer.rows(sentences, verdicts) @ self._weights + self._bias
        shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares = shifted / shifted.sum(axis=1, keepdims=True)
        return [dict(zip(CLASSES, row, strict=True)) for row in shares.tolist()]


@cache
def load_classifier() -> Classifier:
    """Return the committed classifier; read once."""
    return Classifier(read_parameters(ARTEFACT))


def read_parameters(path: Path) -> Parameters:
    """Read an artefact. Raises FileNotFoundError with the command that makes it."""
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: run `python -m nlp.train`")
    with np.load(path, allow_pickle=False) as arrays:
        return Parameters(
            words=Block(_terms(arrays["words"]), arrays["words_idf"]),
            letters=Block(_terms(arrays["letters"]), arrays["letters_idf"]),
            weights=arrays["weights"],
            bias=arrays["bias"],
            header=json.loads(arrays["header"].tobytes()),
        )


def write_parameters(path: Path, parameters: Parameters) -> None:
    """Write an artefact: the same parameters always make the same bytes."""
    arrays = {
        "header": _bytes(json.dumps(parameters.header, sort_keys=True)),
        "words": _bytes("\n".join(parameters.words.terms)),
        "words_idf": parameters.words.idf.astype(np.float32),
        "letters": _bytes("\n".join(parameters.letters.terms)),
        "letters_idf": parameters.letters.idf.astype(np.float32),
        "weights": parameters.weights.astype(np.float32),
        "bias": parameters.bias.astype(np.float32),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.save(buffer, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, buffer.getvalue(), compresslevel=9)


def _bytes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)


def _terms(array: np.ndarray) -> tuple[str, ...]:
    return tuple(array.tobytes().decode("utf-8").split("\n"))
