"""The recorded result as Markdown for README and datasheet: figures are read, never typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from db.pages.accuracy import RECORD
from nlp.ablation import PARTS

_GROUPS = {
    "cms": "commitments, answers on child maintenance",
    "rest": "commitments, other answers and speeches",
}
_LINKING = {
    "cms": "same promise (B-cubed, one labeller), answers on child maintenance",
    "rest": "same promise (B-cubed, one labeller), other answers and speeches",
}


def read_recorded(path: Path = RECORD) -> dict[str, Any]:
    """Return a recorded result; raises ValueError where the file holds none."""
    recorded = json.loads(path.read_text(encoding="utf-8"))
    outcomes = recorded.get("outcomes") if isinstance(recorded, dict) else None
    if not isinstance(outcomes, dict) or not all(isinstance(value, str) for value in outcomes.values()):
        raise ValueError(f"{path} holds no recorded result to compare with; move it away and record anew")
    return recorded


def markdown_table(path: Path = RECORD) -> str:
    """Return the recorded result as a table for the README."""
    recorded = read_recorded(path)
    lines = ["| | precision | recall | F1 | of |", "|---|--:|--:|--:|--:|"]
    for name, words in _GROUPS.items():
        lines.append(_markdown_row(words, recorded["commitment"][name]))
    lines.append(f"| eight classes, macro average | | | {recorded['classes_macro_f1']:.2f} | |")
    lines.append(f"| themes, micro average | | | {recorded['themes_micro_f1']:.2f} | |")
    lines.append(_markdown_row("wording of the deadline", recorded["deadlines"]))
    for name, words in _LINKING.items():
        if name in recorded.get("linking", {}):
            lines.append(_markdown_row(words, recorded["linking"][name]))
    return "\n".join(lines)


def markdown_notes(path: Path = RECORD) -> str:
    """Return what the recorded result says beside the table: scores, parts and acts, a sentence each."""
    recorded = read_recorded(path)
    notes = []
    if scores := recorded.get("reliability"):
        notes.append(
            f"A score is off by {scores['class']['error']:.2f} on average (expected calibration error), "
            f"the probability of a commitment by {scores['commitment']['error']:.2f}."
        )
    if parts := recorded.get("parts"):
        cms, rest = (
            ", ".join(f"{parts[name]['commitment'][group]['f1']:.2f} by {name}" for name in PARTS)
            for group in ("cms", "rest")
        )
        notes.append(f"F1 of commitments on child maintenance: {cms}; on other texts: {rest}.")
    if acts := recorded.get("acts", {}).get("all"):
        notes.append(
            f"Of {acts['support']} marked sentences the words of the act are right in {acts['action']:.0%}, "
            f"who acts in {acts['actor']:.0%}, the kind of act in {acts['kind']:.0%}."
        )
    return "\n".join(notes)


def markdown_curve(path: Path = RECORD) -> str:
    """Return the recorded learning curve as a table for the datasheet, or how to measure it."""
    curve = read_recorded(path).get("curve")
    if not curve:
        return "Not measured on these sentences yet: `cms-tracker evaluate GOLD.jsonl --curve --record FILE`."
    head = ["training sentences", "held out, child maintenance", "held out, other fields", "held out, macro"]
    head += ["real texts, child maintenance", "real texts, others", "real texts, macro", "words alone, macro"]
    rows = [head, ["--:"] * len(head)]
    for point in curve["points"]:
        figures = [*_f1s(point["held_out"]), *_f1s(point["gold"]), point["words"]["classes_macro_f1"]]
        rows.append([str(point["sentences"]), *(f"{figure:.3f}" for figure in figures)])
    rows.append(["rules alone", *(f"{figure:.3f}" for figure in _f1s(curve["rules"])), "", "", "", ""])
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


def _f1s(part: Mapping[str, Any]) -> tuple[float, float, float]:
    commitment = part["commitment"]
    return commitment["cms"]["f1"], commitment["rest"]["f1"], part["classes_macro_f1"]


def _markdown_row(words: str, row: Mapping[str, float]) -> str:
    figures = " | ".join(f"{row[name]:.2f}" for name in ("precision", "recall", "f1"))
    of = row["support"] if "support" in row else row["hits"] + row["missed"]
    return f"| {words} | {figures} | {of} |"
