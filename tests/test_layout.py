"""The folders are what they say: four packages of ours, and a site folder that hides no library."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path

import datasette
import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("scrapers", "nlp", "db", "tracker")


def test_the_site_folder_is_never_a_package():
    assert not list((ROOT / "datasette").rglob("__init__.py"))
    assert datasette.__file__
    assert ROOT / "datasette" not in Path(datasette.__file__).parents


@pytest.mark.parametrize("name", PACKAGES)
def test_each_package_is_the_checkouts(name):
    assert Path(str(importlib.import_module(name).__file__)).parent == ROOT / name


def test_the_wheel_names_its_packages():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert tuple(config["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == PACKAGES


def test_no_package_under_tests_hides_ours():
    assert not list((ROOT / "tests").rglob("__init__.py"))


@pytest.mark.parametrize("name", ["utils.py", "helpers.py", "common.py", "misc.py"])
def test_no_module_has_a_name_that_says_nothing(name):
    assert not [path for package in PACKAGES for path in (ROOT / package).rglob(name)]


def test_the_lock_names_no_index():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "--index-url" not in lock
    assert "http" not in lock.replace("httpx", "").replace("httpcore", "").replace("httptools", "")
    assert lock.count("--hash=sha256:") > 100


def test_modules_stay_small():
    sizes = {
        path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines())
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    }
    assert {path: lines for path, lines in sizes.items() if lines > 400} == {}
