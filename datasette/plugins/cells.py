"""Cells of Datasette's own tables: ids become links to pages, spans of days get their unit."""

from __future__ import annotations

from datasette import hookimpl
from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from db.pages.dates import days

_LINKS = {
    ("due_soon", "id"): "commitments",
    ("overdue", "id"): "commitments",
    ("slipped", "id"): "commitments",
    ("in_due_course", "id"): "commitments",
    ("commitment_tracker", "id"): "commitments",
    ("question_list", "id"): "questions",
    ("proposed_evidence", "commitment_id"): "commitments",
    ("review_queue", "commitment_id"): "commitments",
    ("data_gaps", "question_id"): "questions",
    ("data_gaps", "answering_member_id"): "members",
    ("minister_record", "member_id"): "members",
    ("committee_responses", "id"): "publications",
    ("committee_responses", "answer_id"): "publications",
    ("publications", "responds_to_id"): "publications",
    ("motions", "amends_id"): "motions",
    ("statement_links", "linked_id"): "statements",
}
_TABLES = {
    "question": "questions",
    "statement": "statements",
    "contribution": "contributions",
    "publication": "publication_passages",
    "petition": "petitions",
    "document": "documents",
    "legislation": "legislation",
    "response": "publications",
}


@hookimpl
def render_cell(row, value, column, table, database, datasette):
    if value is None or database != "tracker":
        return None
    if target := _target(row, column, table):
        address = datasette.urls.row(database, target, tilde_encode(str(value)))
        return Markup(f'<a href="{escape(address)}">{escape(value)}</a>')
    if column in _units(datasette, table) and isinstance(value, int):
        return days(value)
    return None


def _target(row, column: str, table: str | None) -> str | None:
    """Return the table whose row an id stands for, or None for a cell that is no such id."""
    kind = column.removesuffix("_id") + "_type"
    if column.endswith("source_id") and kind in row.keys():  # noqa: SIM118 - sqlite3.Row is no mapping
        return _TABLES.get(row[kind])
    return _LINKS.get((table or "", column))


def _units(datasette, table: str | None) -> set[str]:
    # Datasette would print 1,200 days as "1.2 kd".
    units = datasette.table_metadata("tracker", table).get("units", {}) if table else {}
    return {column for column, unit in units.items() if unit == "day"}
