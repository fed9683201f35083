"""What the classifier sees of a sentence: its words, its letters, its shape and what the rules found.

Numbers, months and names of the calendar are blurred, so that "by March 2026" in training also stands for
"by July 2031". The rules enter as one column a role and one a verdict: where the words are new to the
classifier, the rules still speak.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from nlp.annotations import CLASSES
from nlp.commitments import ROLES, Verdict

WORDS = {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"(?u)[^\W_]+|[£%?:;]"}
LETTERS = {"analyzer": "char_wb", "ngram_range": (2, 5)}
RULE_WEIGHT = 0.5
"""How loud a rule's column is beside the words, whose squares add up to one."""

_TOKEN = re.compile(WORDS["token_pattern"])
_MONTH = re.compile(
    r"\b(?:january|february|march|april|may(?=\s+\d)|june|july|august|september|october|november|december)\b"
)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_BULLET = re.compile(r"\s*(?:[-–—•*·]|\(?[a-z0-9]{1,3}[).])\s+")


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
        vectorizer = TfidfVectorizer(lowercase=False, min_df=least, **options)
        vectorizer.fit(blurred)
        terms = tuple(str(term) for term in vectorizer.get_feature_names_out())
        blocks.append(Block(terms, vectorizer.idf_.astype(np.float32)))
    return blocks[0], blocks[1]


class Vectorizer:
    """Turns sentences and their verdicts into rows: words, letters, shape, rules.

    A block's part of a row adds up the weight of every term that occurs, and is scaled so that the squares
    of these weights add up to one. Being a plain sum, it can be scored word by word (see nlp.classifier).
    """

    def __init__(self, words: Block, letters: Block):
        self._words = TermFinder(words.terms)
        self._letters = TermFinder(letters.terms)
        self._idf = (words.idf, letters.idf)

    def rows(self, sentences: Sequence[str], verdicts: Sequence[Verdict]) -> csr_matrix:
        """Return one sparse row a sentence."""
        blurred = [blur(sentence) for sentence in sentences]
        words = [self._words.find(words_of(text)) for text in blurred]
        letters = [
            [place for word in text.split() for place in self._letters.find(letters_of(word))]
            for text in blurred
        ]
        texts = [_sum_up(found, idf) for found, idf in zip((words, letters), self._idf, strict=True)]
        return csr_matrix(hstack([*texts, csr_matrix(other_columns(sentences, verdicts))], format="csr"))


class TermFinder:
    """Tells at which places of a vocabulary terms stand."""

    def __init__(self, terms: Sequence[str]):
        self._places = {term: place for place, term in enumerate(terms)}

    def find(self, terms: Iterable[str]) -> list[int]:
        """Return the places of those terms that the vocabulary has, one for each time they occur."""
        places = self._places
        return [places[term] for term in terms if term in places]


def _sum_up(found: Sequence[Sequence[int]], idf: np.ndarray) -> csr_matrix:
    ends = np.cumsum([0, *map(len, found)])
    terms = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=int(ends[-1]))
    weights = idf[terms].astype(np.float64)
    squares = np.add.reduceat(np.append(weights**2, 0.0), ends[:-1]) * (np.diff(ends) > 0)
    weights /= np.repeat(np.sqrt(squares), np.diff(ends))
    rows = csr_matrix((weights, terms, ends), shape=(len(found), len(idf)))
    rows.sum_duplicates()
    return rows


def other_columns(sentences: Sequence[str], verdicts: Sequence[Verdict]) -> np.ndarray:
    """Return a row a sentence of what is no term: its shape and what the rules found."""
    told = [
        shape_of(sentence, verdict) + rules_of(verdict)
        for sentence, verdict in zip(sentences, verdicts, strict=True)
    ]
    return np.array(told, dtype=np.float64)


def words_of(blurred: str) -> list[str]:
    """Return the words of a sentence and its pairs of words."""
    words = _TOKEN.findall(blurred)
    return words + [f"{word} {following}" for word, following in pairwise(words)]


def letters_of(word: str) -> list[str]:
    """Return the runs of letters of one word, edges marked by blanks; a short word ends with itself."""
    padded = f" {word} "
    least, most = LETTERS["ngram_range"]
    longest = min(most, max(least, len(padded)))
    return [
        padded[start : start + size]
        for size in range(least, longest + 1)
        for start in range(len(padded) - size + 1)
    ]


def shape_of(sentence: str, verdict: Verdict) -> list[float]:
    """Return a column for each of nine facts: its length, how it begins and ends, its figures, its list."""
    count = sentence.count(" ") + 1
    facts = (
        count < 6,
        count > 35,
        sentence[:1].islower(),
        bool(_BULLET.match(sentence)),
        sentence.rstrip().endswith(":"),
        not sentence.rstrip().endswith((".", "!", "?", ":", ";")),
        _DIGITS.search(sentence) is not None,
        "£" in sentence,
        verdict.inherited,
    )
    return [RULE_WEIGHT / 2 * fact for fact in facts]


def rules_of(verdict: Verdict) -> list[float]:
    """Return a column for each role that has a cue and one for the verdict's class."""
    return list(_rule_columns(frozenset(cue.role for cue in verdict.cues), verdict.class_))


@lru_cache(maxsize=4096)
def _rule_columns(roles: frozenset[str], class_: str) -> tuple[float, ...]:
    found = [RULE_WEIGHT * (role in roles) for role in ROLES]
    return (*found, *(RULE_WEIGHT * (name == class_) for name in CLASSES))
