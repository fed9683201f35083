"""What the analysis returns: plain frozen shapes, ready to be written as the JSON of design section 4."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SentenceClass = Literal[
    "firm", "intended", "considering", "aspiration", "progress", "delivered", "refusal", "none"
]
CLASSES: tuple[SentenceClass, ...] = (
    "firm", "intended", "considering", "aspiration", "progress", "delivered", "refusal", "none",
)  # fmt: skip
COMMITMENTS: frozenset[str] = frozenset({"firm", "intended", "considering"})
THEMES = (
    "enforcement", "abuse", "fees", "staffing", "calculation", "service", "reform", "poverty", "statistics",
)  # fmt: skip
ACT_KINDS = (
    "publish", "legislate", "consult", "review", "write", "meet", "recruit", "fund", "change_rules",
    "enforce", "build", "report_data", "other",
)  # fmt: skip
PRECISIONS = (
    "day", "month", "quarter", "season", "half-year", "year", "financial year", "recess", "parliament",
    "vague", "event",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """One text to analyse: an answer, a statement or a contribution (design 4, input).

    `text` is plain, paragraphs split by a newline; `date` the ISO day it was said, or None.
    """

    id: str
    text: str
    date: str | None = None
    question: str | None = None
    speaker: str | None = None
    is_government: bool = True
    house: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A future time as said (`text`, at `start` to `end` of its sentence) and as meant.

    `earliest` and `latest` are inclusive ISO dates, both None for "vague" and "event" precision and for
    relative wordings in a text without a date.
    """

    text: str
    earliest: str | None
    latest: str | None
    precision: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with the words that decided it.

    `spoken_in` has each word of the text that speaks for it, behind the number of its sentence, from 0.
    """

    name: str
    why: tuple[str, ...]
    spoken_in: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document, `start` to `end` (exclusive) in characters of its text.

    `why` names what decided the class: rule ids, cue words and the classifier's score.
    `action`, `actor` and `act_kind` are filled for commitments, refusals and deliveries, else None.
    """

    start: int
    end: int
    class_: str
    score: float
    why: str
    action: str | None = None
    actor: str | None = None
    act_kind: str | None = None
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """The analysis of one document, sentences in order and covering the whole text."""

    id: str
    themes: tuple[Theme, ...]
    sentences: tuple[Sentence, ...]
