from __future__ import annotations

import io
import logging
import re
import sys
from types import SimpleNamespace

from tracker import progress
from tracker.progress import with_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_a_bar_with_counts_and_the_time_left(monkeypatch):
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    monkeypatch.setattr("tqdm.std.tqdm.monitor_interval", 0)  # no thread beside the test
    monkeypatch.setattr("tqdm.std.time", iter(range(0, 1000, 2)).__next__)  # each look is two seconds later
    assert list(with_progress(["a", "b", "c"], "questions: months")) == ["a", "b", "c"]
    shown = screen.getvalue()
    assert "questions: months" in shown
    assert re.search(r"[12]/3 \[\d\d:\d\d<\d\d:\d\d", shown), shown


def test_elsewhere_a_line_in_the_log_says_so_now_and_then(monkeypatch, caplog):
    monkeypatch.setattr(sys, "stderr", plain := io.StringIO())
    clock = SimpleNamespace(monotonic=iter(range(0, 1000, 20)).__next__)
    monkeypatch.setattr(progress, "time", clock)
    with caplog.at_level(logging.INFO):
        assert list(with_progress(iter("abcd"), "hansard: days")) == ["a", "b", "c", "d"]
    assert plain.getvalue() == ""
    assert [record.message for record in caplog.records] == [
        "hansard: days: 1 of 4, about 120 s left",
        "hansard: days: 3 of 4, about 27 s left",
    ]
