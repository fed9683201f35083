"""Workbooks of statistics that departments publish (ODS, also XLSX): every table that runs over time.

The layout is that of the government's guidance on spreadsheets: a cover, contents and notes, then sheets
of tables, each with its title above it and one row of headings, the first of which names the period. The
numbers of tables and sheets mean nothing from one release to the next, so all tables are read; which of
them are wanted, `scrapers.wanted_tables` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from scrapers.documents import Statistic, StatisticsTable
from scrapers.fields import WrongShape
from scrapers.figures import Cell, NoFigure, period_end, read_figure, read_period, without_marks
from scrapers.records import Parsed, Rejected
from scrapers.session import PoliteSession, RawAnswer
from scrapers.wanted_tables import PLAIN_UNIT

LARGEST = 200_000_000  # bytes that a workbook may have once unpacked; a real one has some millions
_PERIOD = re.compile(r"(?:quarter|month|period|financial year|year|date)\b", re.IGNORECASE)
_TITLE = re.compile(r"table\s+\w+", re.IGNORECASE)
_SHARE = re.compile(r"%|\bper ?cent(?:age)?\b|\bproportion\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\((£[^()]*)\)")

Row = Sequence[Any]  # of cells, as the reader of the file gives them


@dataclass(frozen=True, slots=True)
class _Block:
    """One table as it stands in a sheet: its title, its headings, and the rows under them."""

    title: str
    headings: list[str]
    rows: list[Row]


def fetch_workbook(session: PoliteSession, url: str) -> RawAnswer:
    """Return the file at `url`, as it is; one that was replaced stays known by the address asked for."""
    return replace(session.get("govuk-workbook", url, expect="file"), url=url)


def parse_workbook(body: bytes, address: str) -> Parsed:
    """Return every table of a workbook that runs over time, its series called by the columns' headings.

    A cell that is neither a figure nor a known mark is rejected and left out. Raises `WrongShape` for a
    file that is no workbook.
    """
    tables: list[StatisticsTable] = []
    rejected: list[Rejected] = []
    for sheet, rows in _sheets(body):
        for block in _blocks(rows):
            figures, wrong = _figures(block, sheet)
            identity = f"{urlsplit(address).path}#{len(tables) + 1}"
            tables.append(StatisticsTable(identity, block.title, sheet, address, figures))
            rejected += wrong
    if not tables:
        raise WrongShape("a workbook without any table that runs over time")
    return Parsed(tuple(tables), tuple(rejected))


def _sheets(body: bytes) -> list[tuple[str, Sequence[Row]]]:
    try:
        with ZipFile(BytesIO(body)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > LARGEST:
            raise WrongShape(f"a workbook of {size} bytes when unpacked")
        workbook = CalamineWorkbook.from_filelike(BytesIO(body))
        return [(name, workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names]
    except (BadZipFile, CalamineError) as error:
        raise WrongShape(f"not a workbook: {error}") from error


def _blocks(rows: Sequence[Row]) -> Iterator[_Block]:
    """Yield the tables of a sheet; notes above and below them belong to none."""
    above: list[str] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        index += 1
        if not _is_headings(row):
            above += [text for cell in row if (text := _text(cell))][:1]
            continue
        length = next((n for n, under in enumerate(rows[index:]) if not _is_data(under)), len(rows) - index)
        headings = [without_marks(_text(cell)) for cell in row]
        yield _Block(_title(above), headings, list(rows[index : index + length]))
        index, above = index + length, []


def _is_headings(row: Row) -> bool:
    return bool(row) and bool(_PERIOD.match(_text(row[0]))) and sum(bool(_text(cell)) for cell in row) > 1


def _is_data(row: Row) -> bool:
    """A table ends with a blank row, or with a line that stands alone: a note, the next title."""
    return bool(row) and bool(_text(row[0])) and any(_text(cell) for cell in row[1:])


def _title(above: Sequence[str]) -> str:
    """The line that calls itself a table; without one, the first of those above the headings."""
    numbered = [line for line in above if _TITLE.match(line)]
    return without_marks((numbered or list(above) or ["(no title)"])[-1 if numbered else 0])


def _figures(block: _Block, sheet: str) -> tuple[tuple[Statistic, ...], list[Rejected]]:
    figures: list[Statistic] = []
    rejected: list[Rejected] = []
    for column, heading in enumerate(block.headings[1:], start=1):
        if heading:
            found, wrong = _column(block, column, heading, sheet)
            figures += found
            rejected += wrong
    return tuple(figures), rejected


def _column(block: _Block, column: int, heading: str, sheet: str) -> tuple[list[Statistic], list[Rejected]]:
    unit = _unit(heading)
    found: list[Statistic] = []
    rejected: list[Rejected] = []
    for row in block.rows:
        period, period_mark = read_period(row[0])
        cell = row[column] if column < len(row) else None
        try:
            value, mark = read_figure(cell)
        except NoFigure as error:
            where = f"sheet {sheet}, {block.title}, {heading}, {period}"
            rejected.append(Rejected(where, str(error), repr(cell)))
            continue
        note = " ".join(filter(None, (mark, period_mark))) or None
        found.append(Statistic(heading, period, value, unit, note, period_end(period)))
    return (_per_cent(found) if unit == "%" else found), rejected


def _unit(heading: str) -> str:
    if _SHARE.search(heading):
        return "%"
    money = _IN_BRACKETS.search(heading)
    return money[1].strip() if money else PLAIN_UNIT


def _per_cent(figures: list[Statistic]) -> list[Statistic]:
    """Return the figures of a column of shares in per cent.

    A cell that shows 85% holds 0.85, and the reader of the file gives what it holds. So a column of shares
    none of which is more than 1 is one of fractions.
    """
    values = [figure.value for figure in figures if figure.value is not None]
    if not values or max(values) > 1 or all(value.is_integer() for value in values):
        return figures
    return [
        figure if figure.value is None else replace(figure, value=round(figure.value * 100, 6))
        for figure in figures
    ]


def _text(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())
