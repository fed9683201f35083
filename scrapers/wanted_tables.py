"""Which tables of a workbook a topic publishes, and whether a workbook still has them as they were.

A table is known by the words of its title, a column by the words of its heading: numbers and places of
tables change from release to release. One that is not found is said loudly, with what was there instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scrapers.documents import Statistic, StatisticsTable
from scrapers.topic import WantedTable, plain

PLAIN_UNIT = "number"  # of a column whose heading names no unit


@dataclass(frozen=True, slots=True)
class Chosen:
    """The figures of one wanted table, each named by its series, and the table they stand in."""

    table: StatisticsTable
    figures: tuple[Statistic, ...]


def choose(
    tables: Iterable[StatisticsTable], wanted: Sequence[WantedTable]
) -> tuple[list[Chosen], list[str]]:
    """Return what a workbook's tables hold of the wanted ones, and a sentence on each that is not there.

    A table whose columns have changed gives no figures at all: what stands in them is not known any more.
    """
    tables = list(tables)
    chosen: list[Chosen] = []
    faults: list[str] = []
    for want in wanted:
        found = [table for table in tables if want.title.search(plain(table.title))]
        if len(found) != 1:
            faults.append(_wrong_number(want, found, tables))
            continue
        columns = {heading: _series(want, heading) for heading in _headings(found[0])}
        if fault := _wrong_columns(want, found[0], columns):
            faults.append(fault)
            continue
        chosen.append(Chosen(found[0], _named(found[0], columns, want)))
    return chosen, faults


def _headings(table: StatisticsTable) -> list[str]:
    return list(dict.fromkeys(figure.series for figure in table.figures))


def _series(want: WantedTable, heading: str) -> str | None:
    """Return the name of the series under a heading; None for a column nobody asked for.

    A table without named columns gives all it has, each under its own heading.
    """
    if not want.columns:
        return f"{want.series}: {heading}"
    names = [column.series for column in want.columns if column.heading.search(plain(heading))]
    return names[0] if names else None


def _wrong_number(want: WantedTable, found: list[StatisticsTable], tables: list[StatisticsTable]) -> str:
    titles = "; ".join(f"{table.title!r} on sheet {table.sheet!r}" for table in found or tables)
    if found:
        return f"{want.series}: {len(found)} tables have a title like {want.title.pattern!r}: {titles}"
    return f"{want.series}: no table has a title like {want.title.pattern!r}; there are {titles or 'none'}"


def _wrong_columns(want: WantedTable, table: StatisticsTable, columns: dict[str, str | None]) -> str | None:
    """Return what is wrong where a named column is missing, or anything stands there twice."""
    cells = [(figure.series, figure.period) for figure in table.figures if columns[figure.series]]
    if twice := sorted(cell for cell, number in Counter(cells).items() if number > 1):
        return f"{want.series}: two figures under {twice[0][0]!r} for {twice[0][1]!r} in {table.title!r}"
    for column in want.columns:
        number = list(columns.values()).count(column.series)
        if number != 1:
            printed = "; ".join(map(repr, columns)) or "none"
            return (
                f"{want.series}: {number} columns of {table.title!r} have a heading like "
                f"{column.heading.pattern!r}, not one; there are {printed}"
            )
    return None


def _named(
    table: StatisticsTable, columns: dict[str, str | None], want: WantedTable
) -> tuple[Statistic, ...]:
    return tuple(
        replace(figure, series=name, unit=want.unit if figure.unit == PLAIN_UNIT else figure.unit)
        for figure in table.figures
        if (name := columns[figure.series])
    )
