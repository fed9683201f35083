"""History from bulk files: of the sample parliament, from a copy on disk, and of the real files."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from db.archive import FILE as ARCHIVE
from db.fingerprint import content_fingerprint
from db.people import People
from db.publish import FILE
from db.twfy import TwfyPeople
from db.verify import verify
from scrapers.parlparse import parse_parlparse
from scrapers.popolo import parse_people
from scrapers.popolo_offices import parse_offices
from scrapers.records import OfficeHeld, Person, WrittenQuestion
from tracker.backfill import Years, backfill_run, years_to_read
from tracker.cli import cli
from tracker.demo.content import FOLDER
from tracker.demo.run import sample_of, sample_settings
from tracker.demo.server import SampleParliament
from tracker.settings import Settings, load_settings
from tracker.weekly import Report, weekly_run
from tracker.workspace import Sample

BULK = FOLDER / "bulk"
YEARS = Years(2009, 2010)
AS_OF = "2025-12-31"
PEOPLE = 4  # requests: the people and three lists of ministers
LISTINGS = 8


@pytest.fixture(scope="module")
def served():
    with SampleParliament(as_of=AS_OF) as parliament:
        yield parliament


@pytest.fixture
def parliament(served):
    served.as_of = AS_OF
    served.requests.clear()
    return served


def settings_of(parliament: SampleParliament, directory: Path, **more: Any) -> Settings:
    settings = load_settings({}, environment={}, folder=directory)
    return replace(sample_settings(settings, parliament, directory, as_of=date.fromisoformat(AS_OF)), **more)


def backfill(parliament: SampleParliament, directory: Path, years: Years = YEARS, **more: Any) -> Report:
    settings = settings_of(parliament, directory, **more)
    return backfill_run(settings, years, sample=sample_of(parliament, AS_OF))


@pytest.fixture(scope="module")
def filled(served, tmp_path_factory):
    """A directory that one whole run has filled; tests that write to it work on a copy."""
    directory = tmp_path_factory.mktemp("filled")
    report = backfill(served, directory)
    assert report.failed == []
    return directory


def rows(directory: Path, sql: str, *, file: str = FILE) -> list[tuple]:
    with closing(sqlite3.connect(directory / file)) as db:
        return db.execute(sql).fetchall()


# --- What is published ---


def test_who_said_it_is_joined_to_parliaments_members_with_party_and_office_of_the_day(filled):
    found = rows(
        filled,
        """select debate_id, position, member_id, speaker_name, party, office, is_government, resolved_by
           from contributions where debate_id like 'debate/%' order by debate_id, position""",
    )
    pus = "Parliamentary Under-Secretary (Department for Work and Pensions)"
    hansard_pus = "The Parliamentary Under-Secretary of State for Work and Pensions"
    first, second, third = "debate/2009-11-17b.12.2", "debate/2009-11-17b.41.0", "debate/2010-07-06a.301.0"
    assert found == [
        (first, 0, 9302, "Desmond Arkle", "Conservative", None, 0, "twfy id member/99002"),
        (first, 1, 9305, "Ewan Thackray", "Labour", "The Secretary of State", 1,
         "the holder on 2009-11-17 of: The Secretary of State"),
        (first, 2, None, "The Minister", None, "The Minister", 1, None),
        (second, 0, 9304, "Beatrix Munro-Lyle", "Liberal Democrat", None, 0, "twfy id member/99004"),
        (second, 1, 9301, "Harriet Quillfeather", "Labour", pus, 1, "twfy id member/99001"),
        (third, 0, 9003, "Miriam Okafor-Hale", "Labour", None, 0, "twfy id person/90010"),
        (third, 1, 9302, "Desmond Arkle", "Conservative", hansard_pus, 1, "twfy id person/90002"),
    ]  # fmt: skip


def test_in_the_lords_a_title_is_its_holder_there_and_a_peer_without_id_keeps_name_and_party(filled):
    found = rows(
        filled,
        """select member_id, speaker_name, party, resolved_by from contributions
           where debate_id like 'lords/%' order by position""",
    )
    title = "The Parliamentary Under-Secretary of State, Department for Work and Pensions"
    assert found == [
        (None, "Lord Tarn", "Crossbench", "twfy id lord/199006"),
        (9303, "Lord Penhallow of Carrick", "Labour", f"the holder on 2009-12-01 of: {title}"),
        (9303, "Lord Penhallow of Carrick", "Labour", "twfy id lord/199003"),
    ]


def test_questions_and_statements_are_joined_too(filled):
    pus = "Parliamentary Under-Secretary (Department for Work and Pensions)"
    assert rows(
        filled,
        """select uin, house, asking_member_id, asking_party, answering_member_id, answering_office,
             answering_resolved_by from questions order by uin""",
    ) == [
        ("299201", "Commons", 9302, "Conservative", 9301, pus, "twfy id member/99001"),
        ("HL6101", "Lords", None, "Crossbench", 9303, pus, "twfy id lord/199003"),
    ]
    assert rows(filled, "select id, house, member_id, member_role from statements order by house") == [
        ("wms/2009-12-08a.21WS.2", "Commons", 9305, "Secretary of State (Department for Work and Pensions)"),
        ("lordswms/2009-12-08a.WS31.2", "Lords", 9303, pus),
    ]


def test_only_members_who_are_named_are_published_and_every_reference_holds(filled):
    assert rows(filled, "select id, twfy_id, party from members order by id") == [
        (9003, "person/90010", "Labour"),
        (9301, "person/90001", "Labour"),
        (9302, "person/90002", "Conservative"),
        (9303, "person/90003", "Labour"),
        (9304, "person/90004", "Independent"),
        (9305, "person/90005", "Labour"),
    ]
    checked = verify(filled / FILE)
    assert (checked.faults, checked.quotes > 20) == ((), True)


def test_the_newer_list_knows_better_when_a_post_ended(filled):
    assert rows(filled, "select start_date, end_date from posts where member_id = 9302") == [
        ("2010-05-13", "2012-09-04")
    ]


def test_what_was_promised_then_is_in_the_ledger_and_overdue(filled):
    found = rows(
        filled,
        """select first_date, member_name, schedule_status from commitments
           where quote like '%arrears%' order by 1""",
    )
    assert found == [
        ("2009-11-17", "Harriet Quillfeather", "overdue"),
        ("2010-07-06", "Desmond Arkle", "overdue"),
    ]


# --- What is read, and kept ---


def test_of_a_days_letters_the_last_is_read_alone(parliament, tmp_path):
    backfill(parliament, tmp_path)
    asked = [path for path in parliament.requests if "debates2009" in path]
    assert asked == ["/bulk/pwdata/scrapedxml/debates/debates2009-11-17b.xml"]


def test_files_without_the_topic_are_noted_as_read_and_not_kept(filled):
    kept = {url.rpartition("/")[2] for (url,) in rows(filled, "select url from sightings", file=ARCHIVE)}
    assert {"debates2009-11-17b.xml", "answers2009-11-18a.xml", "people.json"} <= kept
    assert not {"debates2010-02-09a.xml", "answers2010-01-12a.xml"} & kept
    windows = rows(filled, "select source, name from windows where source like 'bulk%'", file=ARCHIVE)
    assert ("bulk debates", "debates2010-02-09a.xml") in {
        (source, name.split()[0]) for source, name in windows
    }


def test_a_broken_file_is_quarantined_and_the_others_are_read(filled):
    [(source, reason)] = rows(filled, "select source, reason from quarantine")
    assert source == "bulk wrans"
    assert reason.startswith("not well-formed XML")
    assert rows(filled, "select outcome, quarantined from runs where source = 'bulk wrans'") == [("done", 1)]


def test_there_is_a_run_for_the_people_and_for_every_directory(filled):
    found = rows(filled, "select command, source, new, left_out from runs order by id")
    assert found == [
        ("backfill", "people", 13, 0),
        ("backfill", "bulk debates", 3, 1),
        ("backfill", "bulk westminhall", 1, 0),
        ("backfill", "bulk lordspages", 1, 0),
        ("backfill", "bulk wrans", 1, 1),
        ("backfill", "bulk lordswrans", 1, 0),
        ("backfill", "bulk wms", 1, 0),
        ("backfill", "bulk lordswms", 1, 0),
        ("backfill", "bulk standing", 1, 0),
    ]


def test_a_second_run_reads_no_file_and_changes_nothing(parliament, filled, tmp_path):
    directory = shutil.copytree(filled, tmp_path / "copy")
    backfill(parliament, directory)
    assert len(parliament.requests) == PEOPLE + LISTINGS
    assert [path for path in parliament.requests if path.endswith(".xml")] == []
    assert content_fingerprint(directory / FILE) == content_fingerprint(filled / FILE)


def test_only_the_years_asked_for_are_read(parliament, tmp_path):
    backfill(parliament, tmp_path, Years(2010, 2010))
    files = [path.rpartition("/")[2] for path in parliament.requests if path.endswith(".xml")]
    assert len(files) == 4
    assert all("2010-" in name for name in files)


def test_when_the_topic_changes_its_files_are_read_again(parliament, filled, tmp_path):
    directory = shutil.copytree(filled, tmp_path / "copy")
    topic = tmp_path / "footpaths.toml"
    text = settings_of(parliament, directory).topic.read_text(encoding="utf-8")
    topic.write_text(text.replace("terms = [\n", "terms = [\n    '\\bfootpaths\\b',\n", 1), encoding="utf-8")
    report = backfill(parliament, directory, topic=topic)
    assert report.counts["bulk debates"].new == 1
    assert rows(directory, "select title from debates where id like '%2010-02-09%'") == [
        ("Footpaths (Wealdham)",)
    ]


def test_a_run_that_reaches_its_cap_goes_on_next_time(parliament, filled, tmp_path):
    report = backfill(parliament, tmp_path, max_requests=8)
    assert report.counts["bulk standing"].outcome == "capped"
    assert len(parliament.requests) == 8
    report = backfill(parliament, tmp_path)
    assert report.failed == []
    assert content_fingerprint(tmp_path / FILE) == content_fingerprint(filled / FILE)


def test_a_mirror_without_people_fails_there_and_is_read_all_the_same(parliament, tmp_path, monkeypatch):
    monkeypatch.setattr("scrapers.popolo.PEOPLE", "nobody.json")
    report = backfill(parliament, tmp_path)
    assert report.failed == ["people"]
    assert "not there" in report.counts["people"].message
    assert rows(tmp_path, "select count(*), count(member_id) from contributions") == [(14, 0)]


def start(parliament: SampleParliament, directory: Path, *arguments: str) -> subprocess.Popen:
    environment = os.environ | parliament.addresses | {
        "CMS_TRACKER_PACE": "0.01", "CMS_TRACKER_AS_OF": AS_OF, "CMS_TRACKER_CONTACT": "tests@example.org",
    }  # fmt: skip
    command = [sys.executable, "-m", "tracker", "--db", str(directory), "backfill", *arguments]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_run_killed_half_way_is_made_good_by_the_next(parliament, tmp_path):
    years = ("--from", "2009", "--to", "2010")
    victim = start(parliament, tmp_path / "killed", *years)
    while len(parliament.requests) < 11 and victim.poll() is None:
        time.sleep(0.001)
    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    assert not (tmp_path / "killed" / FILE).exists(), "killed before it could publish"
    before = [path for path in parliament.requests if path.endswith(".xml")][:-1]
    parliament.requests.clear()
    second = start(parliament, tmp_path / "killed", *years)
    out, err = second.communicate(timeout=120)
    assert second.returncode == 0, err
    assert "bulk standing" in out
    assert not set(before) & set(parliament.requests), "what was read before is not read again"
    whole = start(parliament, tmp_path / "whole", *years)
    whole.communicate(timeout=120)
    assert content_fingerprint(tmp_path / "killed" / FILE) == content_fingerprint(tmp_path / "whole" / FILE)


# --- A copy on this machine ---


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def local(directory: Path, files: Path, years: Years = YEARS) -> Report:
    settings = load_settings(
        {"data": str(directory), "as_of": AS_OF}, environment={}, folder=directory.parent
    )
    return backfill_run(settings, years, files=files)


def test_a_local_copy_gives_the_same_records_without_the_network(no_network, filled, tmp_path):
    report = local(tmp_path / "data", BULK)
    assert report.failed == []
    said = "select id, member_id, resolved_by, office, party, text from contributions order by id"
    assert rows(tmp_path / "data", said) == rows(filled, said)
    answered = "select id, answering_member_id, answering_office, answer_text from questions order by id"
    assert rows(tmp_path / "data", answered) == rows(filled, answered)


def test_a_local_file_is_read_again_only_when_its_bytes_have_changed(no_network, tmp_path):
    copy = shutil.copytree(BULK, tmp_path / "bulk")
    local(tmp_path / "data", copy)
    report = local(tmp_path / "data", copy)
    assert {counts.new + counts.updated + counts.left_out for counts in report.counts.values()} == {0}
    path = copy / "scrapedxml/westminhall/westminster2010-03-09a.xml"
    path.write_text(path.read_text().replace("nineteen minutes", "ninety minutes"))
    time.sleep(1)  # the archive counts in seconds
    report = local(tmp_path / "data", copy)
    assert report.counts["bulk westminhall"].updated == 1
    [(text,)] = rows(tmp_path / "data", "select text from contributions where text like '%on average%'")
    assert "ninety minutes" in text


def test_a_file_that_says_it_is_superseded_gives_way_to_the_one_before(no_network, tmp_path):
    folder = tmp_path / "bulk" / "debates"
    folder.mkdir(parents=True)
    source = BULK / "scrapedxml/debates"
    superseded = (source / "debates2009-11-17a.xml").read_text().replace("17a.", "17c.")
    (folder / "debates2009-11-17c.xml").write_text(superseded)
    shutil.copy(source / "debates2009-11-17b.xml", folder)
    local(tmp_path / "data", tmp_path / "bulk")
    assert {key[:18] for (key,) in rows(tmp_path / "data", "select id from debates")} == {
        "debate/2009-11-17b"
    }


def test_without_people_beside_it_a_copy_is_read_with_the_names_printed(no_network, tmp_path, caplog):
    shutil.copytree(BULK / "scrapedxml", tmp_path / "scrapedxml")
    report = local(tmp_path / "data", tmp_path)
    assert report.failed == []
    assert "no people.json" in caplog.text
    [(name, key)] = rows(
        tmp_path / "data", "select answering_member, answering_member_id from questions where uin = '299201'"
    )
    assert (name, key) == ("Harriet Quillfeather", None)


def test_a_directory_that_holds_no_bulk_files_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="holds none of the directories debates"):
        local(tmp_path / "data", tmp_path)


# --- The command ---


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str):
        return CliRunner().invoke(
            cli, ["--db", "scratch", "--as-of", AS_OF, "backfill", *map(str, arguments)]
        )

    return run


def test_the_command_reads_a_copy_publishes_and_says_what_was_in_it(no_network, run):
    result = run("--from", 2009, "--to", 2010, "--files", BULK)
    assert result.exit_code == 0, result.output
    assert "bulk lordswrans" in result.stdout
    assert verify(Path("scratch") / FILE).faults == ()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Missing option '--from'"),
        (("--from", "2010", "--to", "2009"), "--to 2009 is before --from 2010"),
        (("--from", "2030"), "--from 2030 is after the as-of date"),
        (("--from", "then"), "'then' is not a valid integer"),
        (("--from", "2009", "--files", "nowhere"), "does not exist"),
    ],
)
def test_a_wrong_use_is_said_and_exits_2(run, arguments, words):
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.output


def test_a_directory_without_bulk_files_exits_1_with_a_line_that_names_it(run, tmp_path):
    result = run("--from", "2009", "--files", tmp_path)
    assert (result.exit_code, str(tmp_path) in result.output) == (1, True)


def test_a_service_that_is_down_exits_1_and_keeps_what_there_is(run, monkeypatch):
    monkeypatch.setenv("CMS_TRACKER_BULK_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("CMS_TRACKER_PACE", "0")
    result = run("--from", "2009", "--to", "2009")
    assert result.exit_code == 1
    assert "did not finish: people, bulk debates" in result.output


# --- Which years, and the months after ---


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (2003, 2005, Years(2003, 2005)),
        (2003, None, Years(2003, 2021)),  # the topic's own records begin on 1 January 2022
        (2023, None, Years(2023, 2025)),
    ],
)
def test_without_a_last_year_all_is_read_up_to_where_update_begins(tmp_path, first, last, years):
    settings = load_settings({"data": str(tmp_path), "as_of": AS_OF}, environment={}, folder=tmp_path)
    assert years_to_read(settings, first, last) == years


def test_update_reads_the_people_again_every_month_once_a_backfill_has(parliament, filled, tmp_path):
    directory = shutil.copytree(filled, tmp_path / "copy")

    def update(day: str) -> int:
        parliament.requests.clear()
        now = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
        settings = replace(settings_of(parliament, directory), as_of=date.fromisoformat(day))
        report = weekly_run(settings, only=["members"], sample=Sample(now, parliament.url))
        assert report.failed == []
        return sum("/pwdata/members/" in path for path in parliament.requests)

    assert [update(day) for day in ("2026-01-07", "2026-01-31", "2026-02-07")] == [0, PEOPLE, 0]


def test_an_update_that_never_saw_a_backfill_asks_for_no_people(parliament, tmp_path):
    weekly_run(
        settings_of(parliament, tmp_path), only=["members"], sample=sample_of(parliament, AS_OF)
    )  # fmt: skip
    assert parliament.requests == []


# --- The real files ---


@pytest.fixture(scope="module")
def real(shared, tmp_path_factory) -> Path:
    """The real files laid out as the tree is, with the few persons whose ids the test knows."""
    tree, real = tmp_path_factory.mktemp("tree"), shared / "real"
    places = {"answers": "wrans", "daylord": "lordspages", "debates": "debates", "lordswrans": "lordswrans",
              "ministerial": "wms", "standing": "standing", "westminster": "westminhall"}  # fmt: skip
    for prefix, directory in places.items():
        (tree / directory).mkdir()
        for path in (real / "parlparse").glob(f"{prefix}2*.xml"):
            shutil.copy(path, tree / directory)
    (tree / "members").mkdir()
    shutil.copy(real / "members/parlparse-ministers-to-2010.json", tree / "members/ministers.json")
    (tree / "members/people.json").write_text(json.dumps(known_persons()), encoding="utf-8")
    data = tmp_path_factory.mktemp("data")
    report = local(data, tree, Years(2009, 2020))
    assert report.failed == []
    return data


def known_persons() -> dict[str, list]:
    """Facts of parlparse: which person a seat's id is of. Parliament's ids here are the test's own."""
    known = {13057: ("lord/100802", "house-of-lords"), 11027: ("member/1548", "house-of-commons"),
             10461: ("member/1910", "house-of-commons")}  # fmt: skip
    prefix = "uk.org.publicwhip/"
    return {
        "persons": [
            {"id": f"{prefix}person/{person}",
             "identifiers": [{"scheme": "datadotparl_id", "identifier": person}],
             "other_names": [{"note": "Main", "family_name": f"Person {person}"}]}
            for person in known
        ],
        "memberships": [
            {"id": prefix + seat, "person_id": f"{prefix}person/{person}", "organization_id": house,
             "start_date": "2005-05-05"}
            for person, (seat, house) in known.items()
        ],
        "organizations": [], "posts": [],
    }  # fmt: skip


def test_every_real_file_is_read_and_nothing_in_it_is_lost(real):
    assert rows(real, "select count(*) from quarantine") == [(0,)]
    found = dict(rows(real, "select source, new from runs where new"))
    assert found.keys() >= {"people", "bulk lordspages", "bulk standing"}
    assert rows(
        real, "select count(*) from contributions where kind = 'speech' and speaker_name is null"
    ) == [(0,)]
    assert verify(real / FILE).faults == ()


def test_the_offices_of_2009_come_from_the_real_list_of_ministers(real):
    found = rows(
        real,
        """select distinct member_id, office from contributions
           where member_id is not null and debate_id like 'lords/2009-10-27%'""",
    )
    offices = [
        f"Parliamentary Under-Secretary (Department for {name})"
        for name in ("Communities and Local Government", "Work and Pensions")
    ]
    assert found == [(13057, "; ".join(offices))]


@pytest.mark.parametrize(
    ("file", "twfy_id", "body", "office"),
    [
        ("answers2009-10-27c.xml", "member/1548", "WORK AND PENSIONS",
         "Minister of State (the South West) (Department for Work and Pensions)"),
        ("answers2009-10-27c.xml", "member/1910", "HEALTH",
         "Minister of State (Health Services) (Department of Health)"),
    ],
)  # fmt: skip
def test_who_answered_in_2009_held_the_post_in_the_department_that_answers(
    shared, file, twfy_id, body, office
):
    held = parse_offices((shared / "real/members/parlparse-ministers-to-2010.json").read_bytes()).records
    persons = parse_people(json.dumps(known_persons()).encode()).records
    posts: dict[str, tuple] = {}
    for record in held:
        assert isinstance(record, OfficeHeld)
        posts[record.person_id] = (*posts.get(record.person_id, ()), record.post)
    people = People([], TwfyPeople({p.id: p for p in persons if isinstance(p, Person)}, posts))
    parsed = parse_parlparse((shared / "real/parlparse" / file).read_bytes(), name=file)
    answers = [
        record
        for record in parsed.records
        if isinstance(record, WrittenQuestion)
        and (record.answering_twfy_id, record.answering_body) == (twfy_id, body)
    ]
    assert answers
    for answer in answers:
        who = people.who(None, answer.answering_twfy_id)
        assert people.on(who.key, answer.date_answered, department=answer.answering_body).office == office
