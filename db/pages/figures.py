"""The department's figures: every series with its newest periods, its course as a line, and its table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from db.pages.reader import Read, Row

SHOWN = 8
"""Newest periods of each series in its table; the line shows them all."""
WIDTH, HEIGHT = 1000, 120
"""Units of a drawing."""
_EDGE = 6  # units above and below the line, so that no dot is cut

_FIGURES = """
select series, period, value, unit, note, table_title, sheet, source_file, fetched_from
from statistics order by series, period_end is not null, period_end, position
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A series as drawn: stretches of "x,y x,y" broken where a figure was left out, and the newest point."""

    stretches: list[str]
    x: int
    y: int
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Series:
    """One series: the newest figures first, its line (None for fewer than two figures), its table."""

    name: str
    unit: str
    newest: list[Row]
    count: int
    first_period: str
    last_period: str
    line: Line | None
    has_notes: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a workbook with the series that were read from it."""

    title: str
    sheet: str
    source_file: str
    url: str
    series: list[Series]


async def statistics_page(read: Read) -> list[Table]:
    """Return every table that figures were read from, each with its series, in the order of their numbers."""
    rows = await read(_FIGURES)
    series = {name: list(own) for name, own in groupby(rows, key=itemgetter("series"))}
    tables: dict[tuple[str, ...], list[Series]] = {}
    for name, own in series.items():
        newest = own[-1]
        key = (newest["table_title"], newest["sheet"], newest["source_file"], newest["fetched_from"])
        tables.setdefault(key, []).append(_series(name, own))
    return [Table(*key, series=own) for key, own in sorted(tables.items(), key=_by_number)]


def _by_number(item: tuple[tuple[str, ...], list[Series]]) -> list[tuple[int, str]]:
    """Sort "Table 10" after "Table 9"."""
    return [(int(part or 0), word) for word, part in re.findall(r"(\D+)(\d*)", " ".join(item[0]))]


def _series(name: str, rows: Sequence[Row]) -> Series:
    newest = list(reversed(rows[-SHOWN:]))
    return Series(
        name=name,
        unit=rows[-1]["unit"],
        newest=newest,
        count=len(rows),
        first_period=rows[0]["period"],
        last_period=rows[-1]["period"],
        line=line([row["value"] for row in rows]),
        has_notes=any(row["note"] for row in newest),
    )


def line(values: Sequence[float | None]) -> Line | None:
    """Return how figures run in time, drawn from zero, or None where fewer than two are known."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    bottom, top = min(0, *known), max(0, *known)
    step, scale = WIDTH / max(len(values) - 1, 1), (HEIGHT - 2 * _EDGE) / ((top - bottom) or 1)
    points = [
        None if value is None else (round(at * step), round(HEIGHT - _EDGE - (value - bottom) * scale))
        for at, value in enumerate(values)
    ]
    x, y = next(point for point in reversed(points) if point)
    return Line(list(_stretches(points)), x, y, min(known), max(known))


def _stretches(points: Iterable[tuple[int, int] | None]) -> Iterator[str]:
    for is_known, own in groupby(points, key=lambda point: point is not None):
        if is_known:
            yield " ".join(f"{x},{y}" for x, y in filter(None, own))
