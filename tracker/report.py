"""Counts as a table that a person reads on a terminal and finds again in a log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.runs import RunCounts

_COLUMNS = ("new", "updated", "unchanged", "quarantined", "left_out", "requests")


def render_report(counts: Iterable[tuple[str, RunCounts]]) -> str:
    """Return one line a source (or file) with what was new in it."""
    header = ["", *(column.replace("_", " ") for column in _COLUMNS), "outcome"]
    rows = [
        [name, *(str(getattr(item, column)) for column in _COLUMNS), item.outcome] for name, item in counts
    ]
    if not rows:
        return "nothing was read"
    return render_table(header, rows)


def render_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows as aligned text: the first column to the left, the others to the right."""
    table = [list(header), *map(list, rows)]
    widths = [max(len(row[column]) for row in table) for column in range(len(header))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    )
