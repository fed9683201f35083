"""The docs name everything there is, so that they can't go stale unnoticed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from nlp.annotations import CLASSES, THEMES
from tracker.cli import cli

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_with_an_example_and_stands_in_the_docs(name):
    command = cli.commands[name]
    assert command.help
    assert "cms-tracker " in command.help, "an example"
    assert f"## cms-tracker {name}" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def test_the_changelog_knows_the_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"[{version}]" in changelog or "[Unreleased]" in changelog


def test_every_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert block
    assert [line for line in block.group(1).splitlines() if "#" not in line] == []


def test_every_environment_variable_of_the_settings_is_documented():
    from tracker.settings import _DEFAULTS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for key in _DEFAULTS:
        name = key.upper()
        assert f"CMS_TRACKER_{name}" in readme or f"..._{name}" in readme


def test_classes_and_themes_are_what_the_training_sentences_use():
    import json

    for path in (ROOT / "nlp" / "training").glob("*.jsonl"):
        used = {json.loads(line)["class"] for line in path.read_text(encoding="utf-8").splitlines()}
        assert used <= set(CLASSES)
    assert len(THEMES) == 9
