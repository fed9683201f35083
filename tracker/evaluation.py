"""Evaluates the analysis and keeps the recorded result, so that each change shows what it gained and lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from nlp.classifier import load_classifier
from nlp.evaluate import compare, evaluate
from nlp.evaluate_acts import read_act_gold
from nlp.evaluate_links import read_linking_gold
from nlp.evaluation_text import render, render_curve
from nlp.gold import read_gold
from nlp.learning_curve import learning_curve
from nlp.train import load_examples
from tracker.evaluation_tables import RECORD, read_recorded
from tracker.progress import with_progress

LINKING_GOLD = RECORD.with_name("linking-gold.json")
ACT_GOLD = RECORD.with_name("act-gold.json")
T = TypeVar("T")


def evaluate_and_compare(gold_lines: Iterable[str], record: Path | None, *, curve: bool = False) -> str:
    """Return the tables, and the sentences gained and lost against the recorded result.

    Where that or the gold of linking or acts is not there, a line says so.

    `record` is the file to write the result to; without it the committed record is only compared with.
    `curve` trains anew on growing parts of the training sentences, which takes minutes; without it a recorded
    curve is kept while there are as many sentences as it saw. Raises ValueError for what is no gold.
    """
    gold = read_gold(gold_lines)
    linking = _read(LINKING_GOLD, read_linking_gold)
    result = evaluate(gold, linking=linking, acts=_read(ACT_GOLD, read_act_gold) or ())
    new = result.to_json()
    path = record or RECORD
    parts = [part for part in (_missing(path), render(result)) if part]
    if curve:
        watch = partial(with_progress, label="learning curve, quarters")
        measured = learning_curve(load_examples(), gold, watch=watch)
        new["curve"] = measured.to_json()
        parts += [render_curve(measured)]
    if path.is_file():
        old = read_recorded(path)
        parts += [_compared(path, old, new)]
        new = _kept_curve(old) | new
    if record:
        record.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        parts += [f"recorded in {record}"]
    return "\n\n".join(parts)


def _missing(recorded: Path) -> str:
    """Return a line for each absent file without which something is not measured or compared."""
    left_out = {
        LINKING_GOLD: "linking is not measured",
        ACT_GOLD: "acts are not measured",
        recorded: "there is nothing to compare with",
    }
    absent = [(path, words) for path, words in left_out.items() if not path.is_file()]
    return "\n".join(f"{path} is not there: {words}" for path, words in absent)


def _compared(path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    gained, lost = compare(old, new)
    lines = [f"against {path}: {len(gained)} gained, {len(lost)} lost"]
    lines += [f"  gained {item}" for item in gained] + [f"  lost {item}" for item in lost]
    return "\n".join(lines)


def _kept_curve(old: Mapping[str, Any]) -> dict[str, Any]:
    """Return the curve of an earlier result, unless sentences were added or taken away since."""
    curve = old.get("curve")
    is_current = curve and curve["points"][-1]["sentences"] == load_classifier().header["examples"]
    return {"curve": curve} if is_current else {}


def _read(path: Path, reader: Callable[[str], T]) -> T | None:
    """Return what stands in a file, or None where there is none; a faulty one is named."""
    if not path.is_file():
        return None
    try:
        return reader(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
