"""How well the software reads: the recorded result of `cms-tracker evaluate`, as rows of a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.pages.words import label

RECORD = Path(__file__).parents[2] / "docs" / "evaluation.json"
"""Absent where the package was installed without its documents: the site then leaves accuracy out."""

_GROUPS = {
    "all": "all texts",
    "cms": "answers on child maintenance",
    "debate": "debates",
    "general": "other departments’ answers",
    "rest": "all but child maintenance",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 of one thing, and how many of it people had labelled."""

    name: str
    precision: float
    recall: float
    f1: float
    labelled: int


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The recorded result; `overall` is commitment or not, over all texts."""

    analyser: str
    documents: int
    sentences: int
    overall: Figures
    themes_micro_f1: float
    rows: tuple[Figures, ...]


def accuracy(path: Path = RECORD) -> Accuracy | None:
    """Return the recorded result, or None where there is none."""
    if not path.is_file():
        return None
    result = json.loads(path.read_text(encoding="utf-8"))
    return Accuracy(
        analyser=result["analyser"],
        documents=result["documents"],
        sentences=result["sentences"],
        overall=_figures("all", result["commitment"]["all"]),
        themes_micro_f1=result["themes_micro_f1"],
        rows=tuple(_rows(result)),
    )


def _rows(result: Mapping[str, Any]) -> Iterator[Figures]:
    for group, counts in result["commitment"].items():
        yield _figures(f"Commitment or not: {_GROUPS.get(group, group)}", counts)
    for name, counts in result["classes"].items():
        yield _figures(f"Class: {name}", counts)
    for theme, counts in result["themes"].items():
        yield _figures(f"Theme: {label(theme, 'theme')}", counts)
    yield _figures("Deadlines: wording", result["deadlines"])


def _figures(name: str, counts: Mapping[str, Any]) -> Figures:
    labelled = counts["hits"] + counts["missed"]
    return Figures(name, counts["precision"], counts["recall"], counts["f1"], labelled)
