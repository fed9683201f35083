"""Every table, view and column is described, in the file and therefore on the site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

SITE = Path(__file__).parents[2] / "datasette"
METADATA = yaml.safe_load((SITE / "metadata.yaml").read_text(encoding="utf-8"))
TABLES = METADATA["databases"]["tracker"]["tables"]


@pytest.fixture(scope="session")
def schema(tracker) -> dict[str, set[str]]:
    rows = tracker.execute("select name from sqlite_master where type in ('table', 'view')").fetchall()
    names = [
        row["name"] for row in rows if "_fts" not in row["name"] and not row["name"].startswith("sqlite_")
    ]
    return {name: {row["name"] for row in tracker.execute(f"pragma table_info([{name}])")} for name in names}


def test_every_table_and_view_is_described(schema):
    assert {name for name in schema if not TABLES.get(name, {}).get("description")} == set()
    assert {name for name in schema if not TABLES[name].get("title")} == set()


def test_every_column_is_described(schema):
    missing = {(name, column) for name, columns in schema.items() for column in columns - described(name)}
    assert missing == set()


def test_nothing_is_described_that_is_not_there(schema):
    assert set(TABLES) - set(schema) == set()
    extra = {(name, column) for name, columns in schema.items() for column in described(name) - columns}
    assert {(name, column) for name, column in extra if name not in ("runs", "run_summary")} == set()


def described(name: str) -> set[str]:
    return {column for column, words in (TABLES[name].get("columns") or {}).items() if words}


def test_facets_orders_units_and_labels_name_columns_that_exist(schema):
    for name, table in TABLES.items():
        facets = [
            next(iter(one.values())) if isinstance(one, dict) else one for one in table.get("facets", [])
        ]
        orders = [order["column"] for order in table.get("orders", [])]
        single = [table[key] for key in ("sort", "sort_desc", "label_column") if key in table]
        assert {*facets, *orders, *single, *table.get("units", {})} <= schema[name], name


def test_every_span_of_days_has_its_unit(schema):
    days = {
        (name, column) for name, columns in schema.items() for column in columns if column.startswith("days_")
    }
    assert {(name, column) for name, column in days if column not in TABLES[name].get("units", {})} == set()


def test_the_search_index_and_the_steps_of_the_schema_are_hidden(get):
    tables = get("/tracker.json").json()["tables"]
    shown = {table["name"] for table in tables if not table["hidden"]}
    assert shown & {"_sqlite_migrations", "commitments_fts", "commitments_fts_data", "sqlite_stat1"} == set()


def test_source_and_licence_are_named(get):
    metadata = get("/-/metadata.json").json()
    assert {"title", "description", "license", "license_url", "source", "source_url"} <= set(metadata)


def test_settings_are_ones_that_datasette_knows():
    from datasette.app import DEFAULT_SETTINGS

    assert set(json.loads((SITE / "settings.json").read_text(encoding="utf-8"))) <= set(DEFAULT_SETTINGS)
