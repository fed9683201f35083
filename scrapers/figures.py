"""What stands in the cells of an official table: figures, marks in place of figures, and periods.

Departments print counts with thousands commas, shares with a per cent sign, and a mark where a figure is
held back or does not exist. Footnotes hang on headings, periods and figures alike, as "[1]" or "[note 1]".
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime

Cell = str | float | int | bool | date | None

_MARK = re.compile(r"\s*\[[^\[\]]{1,20}\]")
_NUMBER = re.compile(
    r"(?P<sign>[-\u2212(]?)£?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?\)?(?P<share>\s*%)?"
)
_NO_FIGURE = frozenset({"..", "...", "-", "\u2013", "\u2014", ":", "*", "~", "n/a", "na", "#"})
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), start=1
    )
    for name in names.split()
}  # fmt: skip
_ENDS_IN = re.compile(r"\b(?P<month>[a-z]+)\.?[\s-]+(?P<year>\d{4}|\d{2})$", re.IGNORECASE)


class NoFigure(ValueError):
    """A cell where a figure should stand holds neither one nor a mark that is known."""


def without_marks(text: str) -> str:
    """Return `text` without its footnote marks: "Received [1] [note 2]" is "Received"."""
    return " ".join(_MARK.sub("", text).split())


def marks_in(text: str) -> str | None:
    """Return the marks in `text` as they are printed, with a blank between two; None where there is none."""
    return " ".join(mark.strip() for mark in _MARK.findall(text)) or None


def read_figure(cell: Cell) -> tuple[float | None, str | None]:
    """Return the figure in a cell, and the mark that stands beside it or in its place.

    A share printed as "85%" is 85. Raises NoFigure for words.
    """
    if cell is None or isinstance(cell, bool | date):
        return _no_figure(cell)
    if isinstance(cell, int | float):
        return float(cell), None
    mark, text = marks_in(cell), without_marks(cell)
    if not text:
        return None, mark
    if text.casefold() in _NO_FIGURE:
        return None, " ".join(filter(None, (text, mark)))
    if (match := _NUMBER.fullmatch(text)) is None:
        raise NoFigure(f"{cell!r} is neither a figure nor a mark in place of one")
    value = float(match["digits"].replace(",", "") + (match["rest"] or ""))
    return (-value if match["sign"] else value), mark


def read_period(cell: Cell) -> tuple[str, str | None]:
    """Return a period as it is printed, without marks, and its marks; one stored as a date is its ISO day."""
    if isinstance(cell, date):
        return cell.isoformat()[:10], None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell)), None
    text = "" if cell is None else str(cell)
    return without_marks(text), marks_in(text)


def period_end(period: str) -> str | None:
    """Return the last day of a period as ISO, where its words tell: "Jan to Mar 2020", "Dec-24", "2024"."""
    try:
        return datetime.fromisoformat(period).date().isoformat()
    except ValueError:
        pass  # words, as usual
    if re.fullmatch(r"\d{4}", period):
        return f"{period}-12-31"
    match = _ENDS_IN.search(period.strip())
    month = _MONTHS.get(match["month"].casefold()) if match else None
    if not match or not month:
        return None
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    return f"{year}-{month:02}-{monthrange(year, month)[1]}"


def _no_figure(cell: Cell) -> tuple[None, None]:
    if cell is None:
        return None, None
    raise NoFigure(f"{cell!r} is no figure")
