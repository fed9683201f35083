"""The figures of the datasheet of the training sentences (`training/DATASHEET.md`), as Markdown tables.

cog writes them there (`make fix`), so that none is typed. Two sentences are near-duplicates when their words,
sorted, are alike to NEAR in 100 or more (rapidfuzz's token_sort_ratio).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean, median

import numpy as np
from rapidfuzz import fuzz, process

from nlp.annotations import CLASSES
from nlp.train import TRAINING

NEAR = 90
"""Likeness of near-duplicates, of which there are to be none."""
KIN = 80
"""Likeness from which two sentences may be one template, filled twice; nobody is to have many such kin."""
_ROWS = 500  # compared at a time, so that memory stays small
_OPENING = 4  # words

Row = Mapping[str, str]


def read_rows(folder: Path = TRAINING) -> list[dict[str, str]]:
    """Return the training sentences as they stand in their files, with the `file` of each."""
    return [
        {**json.loads(line), "file": path.name}
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def nearest(texts: Sequence[str], others: Sequence[str] | None = None) -> np.ndarray:
    """Return for each text how like its nearest other is, 0 to 100; below 50 counts as 0.

    Compared with each other, or with `others` where given.
    """
    return np.concatenate([alike.max(axis=1, initial=0) for alike in _likeness(texts, others)])


def kin(texts: Sequence[str]) -> np.ndarray:
    """Return for each text how many others are like it to KIN or more: a filled template has many."""
    return np.concatenate([(alike >= KIN).sum(axis=1) for alike in _likeness(texts, None)])


def _likeness(texts: Sequence[str], others: Sequence[str] | None) -> Iterator[np.ndarray]:
    """Yield how like each text is to each other one, some rows at a time; 0 to itself."""
    left = [sorted_words(text) for text in texts]
    right = left if others is None else [sorted_words(text) for text in others]
    for first in range(0, len(left), _ROWS):
        block = left[first : first + _ROWS]
        alike = process.cdist(block, right, scorer=fuzz.ratio, score_cutoff=50, dtype=np.uint8)
        if others is None:
            alike[np.arange(len(block)), first + np.arange(len(block))] = 0
        yield alike


def sorted_words(text: str) -> str:
    """Return the words in small letters and alphabetical order, without marks: what likeness is told by."""
    return " ".join(sorted("".join(mark if mark.isalnum() else " " for mark in text.lower()).split()))


def classes_by_file(rows: Sequence[Row]) -> str:
    """Return a table of the classes, a column a file."""
    files = sorted({row["file"] for row in rows})
    counts = Counter((row["class"], row["file"]) for row in rows)
    lines = [
        [name, *(str(counts[name, file]) for file in files), str(sum(counts[name, file] for file in files))]
        for name in CLASSES
    ]
    totals = [str(sum(row["file"] == file for row in rows)) for file in files]
    return _table(["class", *files, "all"], [*lines, ["all", *totals, str(len(rows))]])


def fields(rows: Sequence[Row], *, least: int = 20) -> str:
    """Return a table of the policy fields; those with fewer than `least` sentences share a line."""
    counts = Counter(row["field"] for row in rows)
    commitments = Counter(row["field"] for row in rows if row["class"] in ("firm", "intended", "considering"))
    large = [name for name, count in counts.most_common() if count >= least]
    small = [name for name in counts if name not in large]
    lines = [[name, str(counts[name]), str(commitments[name])] for name in large]
    if small:
        total, bound = (sum(of[name] for name in small) for of in (counts, commitments))
        lines.append([f"{len(small)} others", str(total), str(bound)])
    return _table(["policy field", "sentences", "of them commitments"], lines)


def shapes(rows: Sequence[Row]) -> str:
    """Return a table of lengths, deadlines, openings and likeness."""
    words = sorted(len(row["text"].split()) for row in rows)
    openings = Counter(" ".join(row["text"].lower().split()[:_OPENING]) for row in rows)
    opening, count = openings.most_common(1)[0]
    texts = [row["text"] for row in rows]
    alike, related = nearest(texts), kin(texts)
    lines = [
        ["sentences", str(len(rows))],
        ["words in a sentence: mean, median", f"{mean(words):.1f}, {median(words):g}"],
        ["shortest, longest", f"{words[0]}, {words[-1]}"],
        ["with the wording of a deadline", str(sum(bool(row["deadline"]) for row in rows))],
        [f"different openings of {_OPENING} words", str(len(openings))],
        ["commonest opening", f"“{opening} …”, {count} times"],
        [f"near-duplicates (likeness {NEAR} or more)", str(int((alike >= NEAR).sum()))],
        [f"with a neighbour of likeness {KIN} or more", str(int((related > 0).sum()))],
        ["most such neighbours of one sentence", str(int(related.max()))],
        ["likeness of the nearest neighbour: median", f"{np.median(alike):.0f}"],
    ]
    return _table(["", ""], lines)


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rule = ["---", *(["--:"] * (len(head) - 1))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *lines))
