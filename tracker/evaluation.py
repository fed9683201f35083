"""Evaluates the analysis and keeps the recorded result, so that each change shows what it gained and lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from nlp.evaluate import compare, evaluate, render
from nlp.evaluate_links import LinkingGold, read_linking_gold

RECORD = Path("docs/evaluation.json")
LINKING_GOLD = Path("docs/linking-gold.json")


def evaluate_and_compare(gold_lines: Iterable[str], record: Path | None) -> str:
    """Return the table, and the sentences gained and lost against the recorded result where there is one.

    `record` is the file to write the result to; without it the committed record is only compared with.
    """
    result = evaluate(gold_lines, linking=_linking_gold())
    new = result.to_json()
    parts = [render(result)]
    path = record or RECORD
    if path.is_file():
        gained, lost = compare(_recorded(path), new)
        parts.append(f"against {path}: {len(gained)} gained, {len(lost)} lost")
        parts += [f"  gained {item}" for item in gained] + [f"  lost {item}" for item in lost]
    if record:
        record.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        parts.append(f"recorded in {record}")
    return "\n".join(parts)


def _linking_gold() -> LinkingGold | None:
    if not LINKING_GOLD.is_file():
        return None
    try:
        return read_linking_gold(LINKING_GOLD.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{LINKING_GOLD}: {error}") from error


def _recorded(path: Path) -> dict:
    recorded = json.loads(path.read_text(encoding="utf-8"))
    outcomes = recorded.get("outcomes") if isinstance(recorded, dict) else None
    if not isinstance(outcomes, dict) or not all(isinstance(value, str) for value in outcomes.values()):
        raise ValueError(f"{path} holds no recorded result to compare with; move it away and record anew")
    return recorded


_GROUPS = {
    "cms": "commitments, answers on child maintenance",
    "rest": "commitments, other answers and speeches",
}


_LINKING = {
    "cms": "same promise (B-cubed, one labeller), answers on child maintenance",
    "rest": "same promise (B-cubed, one labeller), other answers and speeches",
}


def markdown_table(path: Path = RECORD) -> str:
    """Return the recorded result as a table for the README; the figures are read, never typed."""
    recorded = _recorded(path)
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


def _markdown_row(words: str, row: Mapping[str, float]) -> str:
    figures = " | ".join(f"{row[name]:.2f}" for name in ("precision", "recall", "f1"))
    of = row["support"] if "support" in row else row["hits"] + row["missed"]
    return f"| {words} | {figures} | {of} |"
