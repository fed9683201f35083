"""GOV.UK's documents and offices: collected from the sample, published, asked for again only if changed."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.load_roles import agreement, plain_name
from db.publish import FILE
from scrapers import govuk
from scrapers.documents import GovDocument, Holding
from scrapers.records import Post
from tracker.collect_govuk import has_changed
from tracker.demo import govuk_routes, routes
from tracker.demo.asking import Ask, NotFound
from tracker.demo.run import sample_of, sample_settings
from tracker.demo.server import SampleParliament
from tracker.settings import load_settings
from tracker.weekly import Report, weekly_run

LETTERS = "/government/consultations/child-maintenance-service-letters"
MOVED = LETTERS.replace("letters", "post")
FIRST, NOVEMBER, LAST = "2025-10-31", "2025-11-30", "2025-12-31"


@pytest.fixture
def parliament():
    with SampleParliament() as running:
        yield running


def run(parliament: SampleParliament, directory: Path, day: str, *only: str) -> Report:
    settings = load_settings({"data": str(directory)}, environment={}, folder=directory)
    parliament.as_of = day
    parliament.requests.clear()
    return weekly_run(
        sample_settings(settings, parliament, directory, as_of=date.fromisoformat(day)),
        since=date(2023, 7, 1) if not (directory / FILE).exists() else None,
        only=only,
        sample=sample_of(parliament, day),
    )


def rows(directory: Path, sql: str) -> list[tuple]:
    db = sqlite3.connect(directory / FILE)
    found = db.execute(sql).fetchall()
    db.close()
    return found


def fetched(parliament: SampleParliament) -> list[str]:
    return [target.partition("/api/content")[2] for target in parliament.requests if "/api/content" in target]


def test_a_consultation_opens_closes_and_gets_its_outcome(parliament, tmp_path):
    states = []
    for day in (FIRST, NOVEMBER, LAST):
        report = run(parliament, tmp_path, day, "govuk")
        assert report.failed == []
        assert LETTERS in fetched(parliament)
        states += rows(
            tmp_path,
            f"""select kind, opening_date, closing_date, date_published, date_updated,
                       outcome_text is not null from documents where path = '{LETTERS}'""",
        )
    assert states == [
        ("open_consultation", "2025-10-06", "2025-11-28", "2025-10-06", "2025-10-06", 0),
        ("closed_consultation", "2025-10-06", "2025-11-28", "2025-10-06", "2025-10-06", 0),
        ("consultation_outcome", "2025-10-06", "2025-11-28", "2025-10-06", "2025-12-18", 1),
    ]
    assert rows(tmp_path, "select date, note from document_changes where note like '%response%'") == [
        ("2025-12-18", "Published the government response.")
    ]


def test_what_is_published_of_the_sample(parliament, tmp_path):
    run(parliament, tmp_path, LAST, "govuk")
    found = rows(tmp_path, "select kind, title, is_full, relevance from documents order by kind, path")
    assert [(kind, is_full) for kind, _, is_full, _ in found] == [
        ("consultation_outcome", 1),
        ("official_statistics", 1),
        ("official_statistics", 1),
        ("official_statistics_announcement", 1),
        ("policy_paper", 1),
        ("research", 1),
    ]
    assert found[-1][3] == "'child maintenance' in the text"
    assert "Pension Credit" not in str(found)
    files = rows(tmp_path, "select title from attachments where source_type = 'document' order by title")
    assert ("Letters that parents understand: government response",) in files
    sourced = rows(
        tmp_path,
        "select count(*) from documents where raw_hash = '' or fetched_from not like '%/api/content/%'",
    )
    assert sourced == [(0,)]


def test_a_second_run_asks_only_the_search(parliament, tmp_path):
    run(parliament, tmp_path, LAST, "govuk", "statistics", "roles")
    report = run(parliament, tmp_path, LAST, "govuk", "statistics", "roles")
    assert [target.partition("?")[0] for target in parliament.requests] == ["/govuk/api/search.json"] * 4
    assert [(c.new, c.updated, c.outcome) for c in report.counts.values()] == [(0, 0, "done")] * 3


def test_a_document_that_is_gone_or_moved_is_quarantined_and_the_run_goes_on(
    parliament, tmp_path, monkeypatch
):
    def content(ask: Ask, path: str):
        if path == LETTERS:
            raise NotFound(path)
        return real(ask, path)

    real = govuk_routes.content_item
    monkeypatch.setattr("tracker.demo.routes._ROUTES", _with_content(content))
    report = run(parliament, tmp_path, LAST, "govuk")
    assert (report.failed, report.counts["govuk"].quarantined) == ([], 1)
    ((item, reason),) = rows(tmp_path, "select item, reason from quarantine")
    assert item == f"document {LETTERS}"
    assert "listed, but not to be had: not found" in reason
    assert rows(tmp_path, f"select id, is_full from documents where path = '{LETTERS}'") == [(LETTERS, 0)]
    assert len(rows(tmp_path, "select 1 from documents where is_full")) == 5


def test_a_document_that_has_moved_is_quarantined_under_its_old_name(parliament, tmp_path, monkeypatch):
    def moved(session, base_url, path, kind="govuk-content"):
        new = path.replace("letters", "post") if path == LETTERS else path
        answer = fetch_content(session, base_url, path, kind)
        return replace(answer, url=govuk.content_address(base_url, new))

    fetch_content = govuk.fetch_content
    monkeypatch.setattr(govuk, "fetch_content", moved)
    assert run(parliament, tmp_path, LAST, "govuk").failed == []
    assert rows(tmp_path, "select item, reason from quarantine") == [
        (f"document {LETTERS}", f"listed, but moved to {MOVED}, which is no document")
    ]


def test_a_document_behind_a_redirect_is_kept_and_asked_for_once(faulty_server, tmp_path):
    def moved(reply):
        return replace(reply, status=303, body=b"", headers={"Location": f"/govuk/api/content{MOVED}"})

    def new(reply):
        return replace(reply, body=reply.body | {"base_path": MOVED})

    faulty_server.mend()
    faulty_server.spoil(f"content{LETTERS}$", moved)
    faulty_server.spoil(f"content{MOVED}$", new, ask=lambda target: target.replace(MOVED, LETTERS))
    report = run(faulty_server, tmp_path, LAST, "govuk")
    assert (report.failed, report.counts["govuk"].quarantined) == ([], 0)
    ((text,),) = rows(tmp_path, f"select text from documents where path = '{MOVED}' and is_full")
    assert text
    assert rows(tmp_path, f"select path from documents where path = '{LETTERS}'") == [], "the row it was"
    run(faulty_server, tmp_path, LAST, "govuk")
    assert fetched(faulty_server) == []
    assert len(rows(tmp_path, f"select 1 from documents where path in ('{MOVED}', '{LETTERS}')")) == 1
    faulty_server.mend()


def test_a_row_dated_later_than_its_document_is_fetched_once(faulty_server, tmp_path):
    def later(reply):
        dated = [row | {"public_timestamp": "2025-12-30T09:30:00Z"} for row in reply.body["results"]]
        return replace(reply, body=reply.body | {"results": dated})

    faulty_server.mend()
    faulty_server.spoil("/api/search.json", later)
    run(faulty_server, tmp_path, LAST, "govuk", "statistics")
    once = fetched(faulty_server)
    assert len(once) == len(set(once)) > 4, "a release of statistics is read by both sources"
    run(faulty_server, tmp_path, LAST, "govuk", "statistics")
    assert fetched(faulty_server) == []
    faulty_server.mend()


def test_what_one_source_could_not_fetch_the_next_one_tries(faulty_server, tmp_path):
    faulty_server.mend()
    faulty_server.spoil(
        "/api/content/government/statistics/", lambda reply: replace(reply, status=403), times=1
    )
    report = run(faulty_server, tmp_path, LAST, "govuk", "statistics")
    assert report.failed == ["govuk"]
    faulty_server.mend()


def _with_content(handler):
    return tuple(
        (pattern, handler if found is govuk_routes.content_item else found)
        for pattern, found in routes._ROUTES
    )


def held(kind: str, updated_at: str | None) -> GovDocument:
    return GovDocument("c", "/p", kind, "T", updated_at=updated_at)


@pytest.mark.parametrize(
    ("row_time", "kind", "known", "expected"),
    [
        ("2025-01-02", "a", None, True),
        ("2025-01-02", "a", held("a", "2025-01-02"), False),
        ("2025-01-03", "a", held("a", "2025-01-02"), True),
        ("2025-01-01", "a", held("a", "2025-01-02"), False),
        (None, "a", held("a", "2025-01-02"), False),
        ("2025-01-02", "a", held("a", None), True),
        ("2025-01-02", "b", held("a", "2025-01-02"), True),
    ],
)
def test_what_is_fetched_again(row_time, kind, known, expected):
    row = GovDocument("/p", "/p", kind, "T", updated_at=row_time, is_full=False)
    assert has_changed(row, known) is expected


def test_the_sample_search_refuses_what_the_real_one_does(parliament):
    status, _, body = parliament.respond("/govuk/api/search.json?q=x&colour=red")
    assert (status, json.loads(body)) == (422, {"error": "Unexpected parameters: colour"})
    assert parliament.respond("/govuk/api/search.json?count=1501")[0] == 422
    status, _, answer = parliament.respond("/govuk/api/search.json?q=&fields=title,link&count=2")
    assert (status, len(answer["results"]), answer["total"]) == (200, 2, 7)
    assert "description" not in answer["results"][0]


# --- Offices ---


def test_offices_beside_the_record_of_parliament(parliament, tmp_path):
    run(parliament, tmp_path, LAST, "questions", "roles", "members")
    found = rows(tmp_path, "select person, member_id, agrees from office_holders order by start_date")
    assert [(person, member, agrees.partition(":")[0]) for person, member, agrees in found] == [
        ("The Rt Hon Rupert Hallowes", None, "unknown"),  # nothing names him, so he is not looked up
        ("Viscount Eskerdale", 9002, "agrees"),
        ("The Rt Hon Miriam Okafor-Hale MP", 9003, "agrees"),
        ("Baroness Tolland of Eskmere", 9005, "differs"),
        ("The Rt Hon Daniel Prowsey MP", 9004, "agrees"),
    ]
    assert found[3][2].endswith("from 2024-07-10 to now")


def test_offices_are_read_once_a_month(parliament, tmp_path):
    requests = []
    for day in (FIRST, NOVEMBER, NOVEMBER):
        run(parliament, tmp_path, day, "roles")
        requests.append(len(parliament.requests))
    assert requests == [3, 3, 0]
    assert rows(tmp_path, "select distinct agrees, member_id from office_holders") == [("unknown", None)]


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("The Rt Hon Sir Bo O'Sample KC MP", "bo o'sample"),
        ("Rt. Hon. Ada Example", "ada example"),
        ("Baroness Tolland of Eskmere OBE", "baroness tolland of eskmere"),
        ("Dr. Drew Drake", "drew drake"),
    ],
)
def test_names_without_styles(printed, plain):
    assert plain_name(printed) == plain


POSTS = (
    Post("Minister of State", "2022-11-01", "2023-11-13", "Department for Work and Pensions"),
    Post("Minister of State (Home Office)", "2023-11-13", "2024-07-05"),
)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2022-11-01", "2023-11-13", "agrees"),
        ("2022-10-28", "2023-11-15", "agrees"),
        (
            "2022-09-01",
            "2023-11-13",
            "differs: Parliament records Minister of State from 2022-11-01 to 2023-11-13",
        ),
        ("2022-11-01", None, "differs: Parliament records Minister of State from 2022-11-01 to 2023-11-13"),
        (None, None, "unknown"),
    ],
)
def test_days_a_few_apart_agree(start, end, expected):
    assert agreement(Holding("A", start, end), POSTS, ["Work and Pensions"]) == expected


def test_no_post_on_record_says_nothing_and_none_in_the_department_says_so():
    held_office = Holding("A", "2022-11-01")
    assert agreement(held_office, (), ["Work and Pensions"]) == "unknown"
    assert agreement(held_office, POSTS, ["Treasury"]).startswith("differs: Parliament records no post")
