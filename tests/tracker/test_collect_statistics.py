"""The quarterly statistics: workbooks found through their releases, revised figures, changed tables."""

from __future__ import annotations

import copy
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.publish import FILE
from scrapers.documents import GovDocument
from scrapers.records import Attachment
from scrapers.relevance import load_topic
from tracker.collect_statistics import releases_of
from tracker.demo import govuk_routes
from tracker.demo.content import read
from tracker.demo.run import sample_of, sample_settings
from tracker.demo.server import SampleParliament
from tracker.settings import TOPIC, load_settings
from tracker.weekly import Report, weekly_run

FIRST, LAST = "2025-10-31", "2025-12-31"
SEPTEMBER = "national-tables-cms-data-to-september-2025.ods"


@pytest.fixture
def parliament():
    with SampleParliament() as running:
        yield running


@pytest.fixture
def change(monkeypatch) -> Callable[[Callable[[dict[str, Any]], None]], None]:
    """Let a function change the sample's documents and workbooks."""

    def changed(edit: Callable[[dict[str, Any]], None]) -> None:
        sample = copy.deepcopy(read("govuk.toml"))
        edit(sample)
        monkeypatch.setattr(govuk_routes, "_sample", lambda: sample)

    return changed


def run(parliament: SampleParliament, directory: Path, day: str) -> Report:
    settings = load_settings({"data": str(directory)}, environment={}, folder=directory)
    parliament.as_of = day
    parliament.requests.clear()
    return weekly_run(
        sample_settings(settings, parliament, directory, as_of=date.fromisoformat(day)),
        since=date(2023, 7, 1) if not (directory / FILE).exists() else None,
        only=["statistics"],
        sample=sample_of(parliament, day),
    )


def rows(directory: Path, sql: str) -> list[tuple]:
    db = sqlite3.connect(directory / FILE)
    found = db.execute(sql).fetchall()
    db.close()
    return found


def figures(directory: Path, series: str) -> list[tuple]:
    return rows(
        directory,
        f"""select period, value, note, substr(table_title, 1, 9) from statistics
            where series = '{series}' order by period_end""",
    )


def workbook(sample: dict[str, Any], name: str) -> dict[str, Any]:
    return next(found for found in sample["workbook"] if found["name"] == name)


def test_the_newest_release_is_published_and_revises_the_older(parliament, tmp_path):
    assert run(parliament, tmp_path, FIRST).failed == []
    before = figures(tmp_path, "Deduction orders")
    assert before[-1] == ("Apr to Jun 2025", 10400.0, "[p]", "Table 7: ")
    assert run(parliament, tmp_path, LAST).failed == []
    assert figures(tmp_path, "Deduction orders") == [
        ("Oct to Dec 2024", 9700.0, None, "Table 6.1"),
        ("Jan to Mar 2025", 10100.0, None, "Table 6.1"),
        ("Apr to Jun 2025", 10600.0, "[r]", "Table 6.1"),
        ("Jul to Sep 2025", 11000.0, "[p]", "Table 6.1"),
    ]


def test_a_quarter_that_only_the_older_release_has_stays(parliament, tmp_path):
    run(parliament, tmp_path, LAST)
    found = figures(tmp_path, "Sanctions: Driving disqualifications")
    assert found == [
        ("Oct to Dec 2024", None, "[c]", "Table 8: "),
        ("Jan to Mar 2025", None, "[c]", "Table 6.2"),
        ("Apr to Jun 2025", None, "-", "Table 6.2"),
        ("Jul to Sep 2025", 10.0, None, "Table 6.2"),
    ]


def test_units_and_sources_of_the_figures(parliament, tmp_path):
    run(parliament, tmp_path, LAST)
    assert rows(
        tmp_path, "select distinct unit, series from statistics where unit <> 'number' order by 2"
    ) == [
        ("%", "Mandatory reconsiderations cleared within 28 days"),
        ("£ million", "Money due and paid: Due (£ million)"),
        ("£ million", "Money due and paid: Paid (£ million)"),
        ("%", "Money due and paid: Percentage paid (%)"),
    ]
    assert rows(tmp_path, "select value from statistics where unit = '%' order by position limit 1") == [
        (81.0,)
    ]
    assert rows(
        tmp_path, "select count(distinct raw_hash), min(fetched_from) like '%.ods' from statistics"
    ) == [(2, 1)]


def test_a_workbook_is_fetched_once(parliament, tmp_path):
    run(parliament, tmp_path, LAST)
    assert sum(target.endswith(".ods") for target in parliament.requests) == 2
    run(parliament, tmp_path, LAST)
    assert sum(target.endswith(".ods") for target in parliament.requests) == 0


def test_a_changed_column_is_loud_and_the_older_figures_stand(parliament, tmp_path, change):
    def rename(sample: dict[str, Any]) -> None:
        workbook(sample, SEPTEMBER)["sheet"][0]["headings"][1] = "Orders to deduct"

    change(rename)
    for _ in range(2):  # and stays so until the topic file is changed
        report = run(parliament, tmp_path, LAST)
        counts = report.counts["statistics"]
        assert (report.failed, counts.outcome, counts.failure) == (["statistics"], "failed", "wrong schema")
        assert "'Orders to deduct'" in counts.message
    ((item, reason),) = rows(tmp_path, "select item, reason from quarantine")
    assert item.startswith("release /government/statistics/")
    assert "0 columns of 'Table 6.1: Enforcement actions, Great Britain, to September 2025'" in reason
    assert "'Orders to deduct'; 'Liability orders (England and Wales)'" in reason
    assert figures(tmp_path, "Deduction orders")[-1] == ("Apr to Jun 2025", 10400.0, "[p]", "Table 7: ")
    assert figures(tmp_path, "Sanctions: Driving disqualifications")[-1][0] == "Jul to Sep 2025"


def test_a_table_that_an_older_release_did_not_have_is_no_failure(parliament, tmp_path, change):
    def drop(sample: dict[str, Any]) -> None:
        workbook(sample, "national-tables-cms-data-to-June-2025.ods")["sheet"].pop()

    change(drop)
    assert run(parliament, tmp_path, LAST).failed == []
    assert len(figures(tmp_path, "Appeals: Lodged")) == 3


@pytest.mark.parametrize("name", ["cms-tables.ods", "national-tables.pdf"])
def test_a_release_without_its_workbook_is_loud(parliament, tmp_path, change, name):
    def rename(sample: dict[str, Any]) -> None:
        release = next(d for d in sample["document"] if d["path"].endswith("data-to-september-2025"))
        release["states"][0]["files"] = [{"title": "Tables", "name": name, "id": "1", "size": 1}]

    change(rename)
    report = run(parliament, tmp_path, LAST)
    assert report.failed == ["statistics"]
    assert f"its files are {name}" in report.counts["statistics"].message


def test_releases_are_those_with_workbooks_in_the_order_of_publication():
    topic = load_topic(TOPIC)
    files = (Attachment("https://a/m/1/NATIONAL-tables-x.ods"), Attachment("https://a/m/2/bulletin.ods"))

    def document(title: str, day: str, *attached: Attachment) -> GovDocument:
        return GovDocument(
            title, f"/{title}", "official_statistics", title, date_published=day, attachments=attached
        )

    found = releases_of(
        [
            document("Child maintenance statistics: data to June", "2025-09-01", *files),
            document("Child maintenance survey: 2025", "2025-10-01", files[1]),
            document("Child maintenance statistics: data to March", "2025-06-01", *files),
            document("Pension statistics: data to June", "2025-09-01", *files),
        ],
        topic,
    )
    assert [(release.document.date_published, len(release.files)) for release in found] == [
        ("2025-06-01", 1),
        ("2025-09-01", 1),
    ]
