"""A workbook as departments publish it: cover, contents and notes, then a sheet for each table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

ODS = "application/vnd.oasis.opendocument.spreadsheet"
Cell = str | float | int | Mapping[str, float] | None
Sheet = tuple[str, Sequence[Sequence[Cell]]]
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def statistics_workbook(tables: Sequence[Mapping[str, Any]]) -> bytes:
    """Return a workbook of tables, each with name, title, headings and rows, in the departments' layout."""
    cover = [
        ["Child Maintenance Service statistics: national tables"],
        ["SAMPLE: every figure in this workbook is invented."],
    ]
    contents = [["Contents"], ["Sheet", "Table"], *([table["name"], table["title"]] for table in tables)]
    notes = [["Notes"], ["Note number", "Note text"], ["note 1", "Figures are rounded to the nearest 100."]]
    sheets: list[Sheet] = [("Cover", cover), ("Contents", contents), ("Notes", notes)]
    for table in tables:
        above = [[table["title"]], ["This worksheet contains one table. Some cells refer to notes."]]
        sheets.append((table["name"], [*above, table["headings"], *table["rows"], [], ["Source: invented"]]))
    return write_ods(sheets)


def write_ods(sheets: Iterable[Sheet]) -> bytes:
    """Return an ODS file of the sheets, always the same bytes. A cell `{share = 0.8}` shows as 80%."""
    tables = "".join(_table(name, rows) for name, rows in sheets)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr(ZipInfo("mimetype"), ODS, ZIP_STORED)  # first and not compressed, as ODS has it
        archive.writestr(ZipInfo("content.xml"), content, ZIP_DEFLATED)
        archive.writestr(ZipInfo("META-INF/manifest.xml"), _MANIFEST, ZIP_DEFLATED)
    return packed.getvalue()


def _table(name: str, rows: Sequence[Sequence[Cell]]) -> str:
    lines = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="{escape(name)}">{lines}</table:table>'


def _cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, Mapping):
        return _typed("percentage", cell["share"], f"{cell['share']:.0%}")
    if isinstance(cell, int | float):
        return _typed("float", cell, f"{cell:,}")
    shown = f"<text:p>{escape(cell)}</text:p>"
    return f'<table:table-cell office:value-type="string">{shown}</table:table-cell>'


def _typed(kind: str, value: float, shown: str) -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{value}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )
