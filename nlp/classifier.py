"""The trained sentence classifier: plain arrays in `model/classifier.npz`, written by `python -m nlp.train`.

Multinomial logistic regression over the columns of nlp.features. The file holds no pickle, so loading it
runs no code, and its bytes depend on the training sentences, the rules and the seed alone.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from nlp.annotations import CLASSES, SentenceClass
from nlp.commitments import Verdict
from nlp.features import Block, TermFinder, blur, letters_of, other_columns, words_of

ARTEFACT = Path(__file__).parent / "model" / "classifier.npz"
_FIRST_WORDS = 4096
_MOST_WORDS = 1 << 17  # whose letters are remembered: about 10 MB
_TINY = 1e-12
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
        weights = parameters.weights.astype(np.float64).T
        words, letters = len(parameters.words.terms), len(parameters.letters.terms)
        self.header = parameters.header
        self._finder = TermFinder(parameters.words.terms)
        self._words = _with_squares(weights[:words], parameters.words)
        self._letters = _LetterScores(parameters.letters, weights[words : words + letters])
        self._others = weights[words + letters :]
        self.temperature = float(parameters.header["temperature"])
        """How much the scores of decisions are flattened (nlp.decide); 1.0 leaves them as they are."""
        self._bias = parameters.bias.astype(np.float64)

    def score(
        self, sentences: Sequence[str], verdicts: Sequence[Verdict]
    ) -> list[dict[SentenceClass, float]]:
        """Return the probability of each class for each sentence, given the rules' verdict on it."""
        if not sentences:
            return []
        self._letters.forget_if_full()
        blurred = [blur(sentence) for sentence in sentences]
        logits = _summed(self._words, [self._finder.find(words_of(text)) for text in blurred])
        found = [self._letters.find(text.split()) for text in blurred]  # may let the table grow
        logits += _summed(self._letters.table, found)
        logits += other_columns(sentences, verdicts) @ self._others + self._bias
        shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares = shifted / shifted.sum(axis=1, keepdims=True)
        return [dict(zip(CLASSES, row, strict=True)) for row in shares.tolist()]


class _LetterScores:
    """What the letters of each word that was met add to the classes: a row of `table` a word."""

    def __init__(self, letters: Block, weights: np.ndarray):
        self._finder = TermFinder(letters.terms)
        self._terms = _with_squares(weights, letters)
        self._places: dict[str, int] = {}
        self.table = np.zeros((_FIRST_WORDS, self._terms.shape[1]))

    def forget_if_full(self) -> None:
        """Begin anew where many words are remembered; between batches, for a batch holds on to its rows."""
        if len(self._places) > _MOST_WORDS:
            self._places.clear()

    def find(self, words: Iterable[str]) -> list[int]:
        """Return the rows of these words; a word not met before gets one."""
        return [self._places[word] if word in self._places else self._add(word) for word in words]

    def _add(self, word: str) -> int:
        place = self._places[word] = len(self._places)
        if place == len(self.table):
            self.table = np.concatenate([self.table, np.zeros_like(self.table)])
        self.table[place] = self._terms[self._finder.find(letters_of(word))].sum(axis=0)
        return place


def _with_squares(weights: np.ndarray, block: Block) -> np.ndarray:
    """Return what one occurrence of each term adds: to the classes, and to the squares that scale them."""
    idf = block.idf.astype(np.float64)[:, None]
    return np.hstack([weights * idf, idf**2])


def _summed(table: np.ndarray, found: Sequence[Sequence[int]]) -> np.ndarray:
    """Return for each sentence the sum of its rows of `table`, scaled by the square root of their squares."""
    ends = np.cumsum([0, *map(len, found)])
    places = np.fromiter(chain.from_iterable(found), dtype=np.int32, count=int(ends[-1]))
    sums = csr_matrix((np.ones(len(places)), places, ends), shape=(len(found), len(table))) @ table
    return sums[:, :-1] / np.sqrt(np.maximum(sums[:, -1:], _TINY))


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
