"""What the classifier sees of a sentence: its words, its letters, its shape and what the rules found.

Numbers, months and names of the calendar are blurred, so that "by March 2026" in training also stands for
"by July 2031". The rules enter as one column a role and one a verdict: where the words are new to the
classifier, the rules still speak.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from nlp.annotations import CLASSES
from nlp.commitments import ROLES, Verdict

WORDS = {"analyzer": "word", "ngram_range": (1, 3), "token_pattern": r"(?u)[^\W_]+|[£%?:;]"}
LETTERS = {"analyzer": "char_wb", "ngram_range": (2, 5)}
RULE_WEIGHT = 0.5
"""How loud a rule's column is beside the words, whose squares add up to one."""

_MONTH = re.compile(
    r"\b(?:january|february|march|april|may(?=\s+\d)|june|july|august|september|october|november|december)\b"
)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_BULLET = re.compile(r"\s*(?:[-–—•*·]|\(?[a-z0-9]{1,3}[).])\s+")
_SHAPES = ("short", "long", "lower start", "bullet", "colon end", "no stop", "number", "money", "inherited")


@dataclass(frozen=True, slots=True)
class Block:
    """One vocabulary with its inverse document frequencies."""

    terms: tuple[str, ...]
    idf: np.ndarray


def blur(sentence: str) -> str:
    """Return the sentence in lower case with its numbers and months made alike."""
    text = _MONTH.sub("month", sentence.lower().replace("’", "'"))
    return _DIGITS.sub("0", text)


def fit_blocks(sentences: Sequence[str], *, min_words: int = 2, min_letters: int = 4) -> tuple[Block, Block]:
    """Return the vocabularies of words and of letters found in at least so many sentences."""
    blurred = [blur(sentence) for sentence in sentences]
    blocks = []
    for options, least in ((WORDS, min_words), (LETTERS, min_letters)):
        vectorizer = TfidfVectorizer(lowercase=False, sublinear_tf=True, min_df=least, **options)
        vectorizer.fit(blurred)
        terms = tuple(str(term) for term in vectorizer.get_feature_names_out())
        blocks.append(Block(terms, vectorizer.idf_.astype(np.float32)))
    return blocks[0], blocks[1]


class Vectorizer:
    """Turns sentences and their verdicts into rows: words, letters, shape, rules."""

    def __init__(self, words: Block, letters: Block):
        self._parts = [_rebuilt(words, WORDS), _rebuilt(letters, LETTERS)]

    def rows(self, sentences: Sequence[str], verdicts: Sequence[Verdict]) -> csr_matrix:
        """Return one sparse row a sentence."""
        blurred = [blur(sentence) for sentence in sentences]
        texts = [part.transform(blurred) for part in self._parts]
        other = csr_matrix(
            [
                shape_of(sentence, verdict) + rules_of(verdict)
                for sentence, verdict in zip(sentences, verdicts, strict=True)
            ],
            dtype=np.float64,
        )
        return csr_matrix(hstack([*texts, other], format="csr"))


def shape_of(sentence: str, verdict: Verdict) -> list[float]:
    """Return a column for each of `_SHAPES`."""
    count = sentence.count(" ") + 1
    facts = (
        count < 6,
        count > 35,
        sentence[:1].islower(),
        bool(_BULLET.match(sentence)),
        sentence.rstrip().endswith(":"),
        not sentence.rstrip().endswith((".", "!", "?", ":", ";")),
        any(letter.isdigit() for letter in sentence),
        "£" in sentence,
        verdict.inherited,
    )
    return [RULE_WEIGHT / 2 * fact for fact in facts]


def rules_of(verdict: Verdict) -> list[float]:
    """Return a column for each role that has a cue and one for the verdict's class."""
    roles = {cue.role for cue in verdict.cues}
    found = [RULE_WEIGHT * (role in roles) for role in ROLES]
    return found + [RULE_WEIGHT * (name == verdict.class_) for name in CLASSES]


def column_names(words: Block, letters: Block) -> list[str]:
    """Return a readable name for every column, in order."""
    names = [f"word {term!r}" for term in words.terms] + [f"letters {term!r}" for term in letters.terms]
    names += [f"shape {name}" for name in _SHAPES] + [f"role {role}" for role in ROLES]
    return names + [f"verdict {name}" for name in CLASSES]


def _rebuilt(block: Block, options: dict) -> TfidfVectorizer:
    vocabulary = {term: place for place, term in enumerate(block.terms)}
    vectorizer = TfidfVectorizer(lowercase=False, sublinear_tf=True, vocabulary=vocabulary, **options)
    vectorizer.idf_ = block.idf.astype(np.float64)
    return vectorizer
