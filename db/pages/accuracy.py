"""How well the software reads: the recorded result of `cms-tracker evaluate`, as rows of a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.pages.words import label
from nlp.scores import Bin

RECORD = Path(__file__).parents[2] / "docs" / "evaluation.json"
"""Absent where the package was installed without its documents: the site then leaves accuracy out."""

_GROUPS = {
    "all": "all texts",
    "cms": "answers on child maintenance",
    "debate": "debates",
    "general": "other departments’ answers",
    "rest": "all but child maintenance",
}
_LINKING = {
    "cms": "Same promise (B-cubed): answers on child maintenance",
    "rest": "Same promise (B-cubed): all but child maintenance",
}
_PARTS = {"rules": "by rules alone", "classifier": "by the classifier alone"}


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 of one thing, and how many of it people had labelled."""

    name: str
    precision: float
    recall: float
    f1: float
    labelled: int


@dataclass(frozen=True, slots=True)
class Acts:
    """Shares of `marked` sentences in which the words of the act, who acts, and the kind of act are right."""

    action: float
    actor: float
    kind: float
    marked: int


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The recorded result; `overall` is commitment or not, over all texts.

    `score_error` is the mean distance between a score and the share right at it, `acts` None where no acts
    were marked.
    """

    analyser: str
    documents: int
    sentences: int
    overall: Figures
    themes_micro_f1: float
    rows: tuple[Figures, ...]
    scores: tuple[Bin, ...] = ()
    score_error: float | None = None
    acts: Acts | None = None


def accuracy(path: Path = RECORD) -> Accuracy | None:
    """Return the recorded result, or None where there is none."""
    if not path.is_file():
        return None
    result = json.loads(path.read_text(encoding="utf-8"))
    scores = result.get("reliability", {}).get("class")
    return Accuracy(
        analyser=result["analyser"],
        documents=result["documents"],
        sentences=result["sentences"],
        overall=_figures("all", result["commitment"]["all"]),
        themes_micro_f1=result["themes_micro_f1"],
        rows=tuple(_rows(result)),
        scores=tuple(Bin(**one) for one in scores["bins"]) if scores else (),
        score_error=scores["error"] if scores else None,
        acts=_acts(result.get("acts", {}).get("all")),
    )


def _rows(result: Mapping[str, Any]) -> Iterator[Figures]:
    for group, counts in result["commitment"].items():
        yield _figures(f"Commitment or not: {_GROUPS.get(group, group)}", counts)
    for name, counts in result["classes"].items():
        yield _figures(f"Class: {name}", counts)
    for theme, counts in result["themes"].items():
        yield _figures(f"Theme: {label(theme, 'theme')}", counts)
    yield _figures("Deadlines: wording", result["deadlines"])
    for name, words in _LINKING.items():
        if counts := result.get("linking", {}).get(name):
            yield _figures(words, counts)
    for part, figures in result.get("parts", {}).items():
        if part in _PARTS:
            for group, counts in figures["commitment"].items():
                yield _figures(f"Commitment or not, {_PARTS[part]}: {_GROUPS[group]}", counts)


def _acts(shares: Mapping[str, Any] | None) -> Acts | None:
    return Acts(shares["action"], shares["actor"], shares["kind"], shares["support"]) if shares else None


def _figures(name: str, counts: Mapping[str, Any]) -> Figures:
    labelled = counts["support"] if "support" in counts else counts["hits"] + counts["missed"]
    return Figures(name, counts["precision"], counts["recall"], counts["f1"], labelled)
