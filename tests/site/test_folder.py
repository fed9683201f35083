"""The site folder keeps to its rules: no package, no SQL or script in templates, thin plugins that load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from datasette.plugins import pm

SITE = Path(__file__).parents[2] / "datasette"
PLUGINS = sorted((SITE / "plugins").glob("*.py"))
TEMPLATES = sorted((SITE / "templates").glob("*.html"))


def test_there_is_no_package_file():
    assert list(SITE.rglob("__init__.py")) == []


@pytest.mark.parametrize("path", PLUGINS, ids=lambda path: path.name)
def test_every_plugin_is_loaded_by_path_and_does_something(get, path):
    get("/robots.txt")  # a site was built
    plugin = pm.get_plugin(path.name)
    assert plugin is not None
    assert pm.get_hookcallers(plugin)


@pytest.mark.parametrize("path", PLUGINS, ids=lambda path: path.name)
def test_plugins_hold_no_sql_and_reach_no_further_than_db(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\bselect\b.*\bfrom\b", text, re.IGNORECASE)
    assert not re.search(r"^\s*(?:from|import) (?:tracker|scrapers|nlp)\b", text, re.MULTILINE)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_query_no_script_and_trust_only_answers(path):
    text = path.read_text(encoding="utf-8")
    if path.name != "database.html":  # the box for a query of one's own holds an example
        assert not re.search(r"\bselect\b.*\bfrom\b", text, re.IGNORECASE)
    assert "<script" not in text
    trusted = set(re.findall(r"\{\{[^}]*\|\s*safe\b[^}]*\}\}", text))
    assert {one for one in trusted if "page.html" not in one and "urlencode" not in one} == set()


def test_the_style_asks_for_nothing_from_elsewhere():
    style = (SITE / "static" / "site.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style
