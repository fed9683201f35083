from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracker.demo.run import run_demo
from tracker.settings import Settings, load_settings


def settings_for(directory: Path, **options: str) -> Settings:
    return load_settings({"data": str(directory), **options}, environment={}, folder=directory)


@pytest.fixture(scope="session")
def demo_directory(tmp_path_factory) -> Path:
    """The demo's data, made once for all tests that only read it."""
    directory = tmp_path_factory.mktemp("demo")
    run_demo(settings_for(directory, as_of=date(2030, 1, 1).isoformat()), directory)
    return directory
