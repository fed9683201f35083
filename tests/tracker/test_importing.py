"""Saved files of every make: what loads, what is refused, what stays as it was."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest

from db.fingerprint import content_fingerprint
from db.publish import FILE
from tracker.importing import Imported, import_run
from tracker.settings import load_settings

QUESTION = "To ask the Secretary of State what steps she is taking on child maintenance" + " and arrears" * 20
ANSWER = "We will publish the review of child maintenance by the end of 2025. " * 6
PAGE = f"""Asked by: Ada Sample (Labour - Wold)
Question to the Department for Work and Pensions:
{QUESTION}
Answered by Ben Specimen - Minister (Department for Work and Pensions)
{ANSWER}
"""


def question(key: object = 1, **more: object) -> dict:
    value = {
        "id": key,
        "uin": str(key),
        "house": "Commons",
        "questionText": QUESTION,
        "answeringBodyId": 29,
        "askingMemberId": 11,
        "answeringMemberId": 12,
        "heading": "Children: Maintenance",
        "dateTabled": "2025-03-03T00:00:00",
        "dateAnswered": "2025-03-06T00:00:00",
        "answerText": f"<p>{ANSWER}</p>",
        **more,
    }
    return {"value": value, "links": []}


def row(item: dict) -> dict:
    """The same question as a list shows it."""
    value = item["value"]
    text = value["answerText"].removeprefix("<p>").removesuffix("</p>")
    cut = {"questionText": value["questionText"][:255], "answerText": text[:255] + "..."}
    return {"value": value | cut, "links": []}


def listed(*items: dict) -> dict:
    return {"totalResults": len(items), "results": list(items)}


@pytest.fixture
def load(tmp_path):
    settings = load_settings(
        {"data": str(tmp_path / "data"), "as_of": "2026-01-01"}, environment={}, folder=tmp_path
    )

    def load(*files: Path | tuple[str, object], everything: bool = False) -> list[Imported]:
        paths = [file if isinstance(file, Path) else saved(tmp_path, *file) for file in files]
        return import_run(settings, paths, everything=everything)

    return load


def saved(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def rows(tmp_path):
    def rows(sql: str) -> list[tuple]:
        with closing(sqlite3.connect(tmp_path / "data" / FILE)) as db:
            return db.execute(sql).fetchall()

    return rows


def test_rows_saved_without_their_list_are_cut_and_never_analysed(load, rows):
    load(("rows.json", [row(question(1)), row(question(2))]))
    assert rows("select is_truncated, source from questions") == [(1, "list")] * 2
    assert rows("select count(*) from sentences") == [(0,)]
    load(("whole.json", [question(1)]))
    assert rows("select is_truncated from questions where id = 1") == [(0,)]
    assert rows("select count(*) from answer_versions") == [(1,)]


@pytest.mark.parametrize(
    "bad",
    [
        question(9, questionText=None, answerText=None),
        question("nine"),
        {"value": None},
        question(9, dateTabled="soon"),
    ],
)
@pytest.mark.parametrize("shape", [listed, lambda *items: list(items)], ids=["list", "array"])
def test_a_file_with_one_bad_item_is_refused_whole_and_says_which(load, rows, shape, bad):
    good, refused = load(("good.json", question(1)), ("bad.json", shape(question(2), bad, question(3))))
    assert good.error is None
    assert "1 of its 3 items can't be read (questions[1]" in str(refused.error)
    assert rows("select id from questions") == [(1,)]
    assert rows("select source, outcome, quarantined, message from runs") == [
        ("good.json", "done", 0, None),
        ("bad.json", "failed", 1, "refused"),
    ]
    assert len(rows("select item, reason from quarantine")) == 1


def test_a_refused_file_leaves_its_words_out_of_what_is_published(load, rows):
    load(("letter.txt", "Dear Ada, please tell nobody."))
    assert rows("select outcome, message from runs") == [("failed", "refused")]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode() + b" \r\n\r\n",
    ],
    ids=["bom", "utf-16", "windows"],
)
@pytest.mark.parametrize("text", [json.dumps(question(1), indent=1), PAGE], ids=["json", "page"])
def test_any_editors_encoding_is_read(load, rows, encode, text):
    [result] = load(("wrong.xml", encode(text)))
    assert result.error is None
    assert rows("select answer_text from questions") == [(ANSWER.strip(),)]


def test_ids_are_integers_however_they_were_sent(load, rows):
    load(("a.json", question("1728240", askingMemberId="11", answeringBodyId="29", uin=7)))
    assert rows("select id, typeof(id), uin, asking_member_id from questions") == [
        (1728240, "integer", "7", 11)
    ]


def test_two_files_of_one_name_and_one_file_twice_are_each_told(load, rows, tmp_path):
    first = saved(tmp_path, "a/same.json", question(1))
    second = saved(tmp_path, "b/same.json", question(2))
    results = load(first, second, second)
    assert [(item.counts.new, item.counts.unchanged) for item in results] == [(1, 0), (1, 0), (0, 1)]
    assert rows("select id from questions order by id") == [(1,), (2,)]
    assert len(rows("select * from runs")) == 3


def test_no_email_address_is_published(load, tmp_path):
    address = "https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.gov.uk&amp;data=5%7Cada%40x.example"
    load(
        (
            "mail.json",
            question(
                1,
                heading="Child Maintenance: ada@x.example",
                answeringBodyName="ada@x.example",
                answerText=f'<p>See <a href="{address}">{address}</a>, write to ada&#64;x.example.</p>',
                attachments=[{"url": "https://x.example/a.pdf", "title": "Letter from ada@x.example"}],
            ),
        )
    )
    published = (tmp_path / "data" / FILE).read_bytes()
    assert b"ada" not in published
    assert b"safelinks" not in published


CORRECTED = question(
    2,
    answerText="<p>We will publish it in 2026.</p>",
    answerIsCorrection=True,
    dateAnswerCorrected="2025-05-01T00:00:00",
)
FILES = {
    "list.json": listed(row(question(1)), row(CORRECTED)),
    "single.json": question(1),
    "array.json": [question(1), question(2, answerText="<p>We will publish it in 2024.</p>")],
    "corrected.json": CORRECTED,
    "page.txt": PAGE,
}


@pytest.fixture(scope="module")
def prints() -> set[str]:
    return set()


@pytest.mark.parametrize("order", list(permutations(FILES))[::11], ids=" ".join)
def test_the_order_of_loading_makes_no_difference(load, rows, tmp_path, prints, order):
    for name in order[:2]:
        load((name, FILES[name]))
    load(*((name, FILES[name]) for name in order[2:]))
    prints.add(content_fingerprint(tmp_path / "data" / FILE))
    assert len(prints) == 1
    assert rows("select id, source, is_truncated from questions") == [(1, "detail", 0), (2, "detail", 0)]


def test_page_text_goes_to_the_same_one_of_two_like_questions_in_any_order(load, rows):
    load(("later.json", question(5)))
    load(("page.txt", PAGE), ("earlier.json", question(4)))
    assert rows("select question_id from question_aliases") == [(4,)]


def scraped(letter: str, words: str, kind: str = "debate") -> str:
    prefix = f"uk.org.publicwhip/{kind}/2025-03-03{letter}"
    return f"""<publicwhip><major-heading id="{prefix}.1.0">Child Maintenance</major-heading>
    <speech id="{prefix}.1.1" speakername="Ada Sample"><p>{words}</p></speech></publicwhip>"""


@pytest.mark.parametrize("order", list(permutations("ab")))
def test_a_day_scraped_again_replaces_the_earlier_scrape(load, rows, order):
    files = {"a": scraped("a", "We shall act."), "b": scraped("b", "We will act.")}
    load(("lords.xml", scraped("a", "My Lords.", "lords")), *((f"{name}.xml", files[name]) for name in order))
    assert rows("select text from contributions order by text") == [("My Lords.",), ("We will act.",)]


def test_members_are_published_though_nothing_names_them_yet(load, rows):
    member = {"id": 9, "nameDisplayAs": "Ada Sample", "latestHouseMembership": {"house": 2}}
    load(("search.json", {"items": [{"value": member, "links": []}], "totalResults": 1}))
    assert rows("select id, name, house from members") == [(9, "Ada Sample", "Lords")]


def test_a_biography_that_does_not_say_whose_it_is_is_refused(load):
    [result] = load(
        ("Biography.json", {"value": {"representations": [], "governmentPosts": []}, "links": []})
    )
    assert "nothing in it says whose" in str(result.error)


def test_an_unreadable_file_does_not_stop_the_others(load, rows, tmp_path):
    dangling = tmp_path / "dangling.json"
    dangling.symlink_to(tmp_path / "nowhere")
    bad, good = load(dangling, ("good.json", question(1)))
    assert "can't be read: No such file" in str(bad.error)
    assert good.error is None
    assert rows("select count(*) from questions") == [(1,)]


@pytest.mark.parametrize("damage", ["cut", "scribbled", "empty", "gone"])
def test_a_damaged_tracker_is_made_again(load, tmp_path, damage):
    load(("good.json", question(1)))
    path = tmp_path / "data" / FILE
    before, whole = content_fingerprint(path), path.read_bytes()
    half = len(whole) // 2
    changed = {
        "cut": whole[:half],
        "scribbled": whole[:half] + b"Z" * 8192 + whole[half + 8192 :],
        "empty": b"",
        "gone": None,
    }[damage]
    path.unlink()
    if changed is not None:
        path.write_bytes(changed)
    load(("good.json", question(1)))
    assert content_fingerprint(path) == before


def command(tmp_path: Path, *arguments: str, **more) -> subprocess.Popen:
    words = [sys.executable, "-m", "tracker", "--db", str(tmp_path / "data"), *arguments]
    return subprocess.Popen(words, stderr=subprocess.PIPE, text=True, **more)


@pytest.mark.parametrize("name", ["archive.db", "tracker.db"])
def test_a_file_that_is_no_database_is_said_plainly(tmp_path, name):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / name).write_text("no database " * 100)
    process = command(tmp_path, "status" if name == "archive.db" else "verify")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "is damaged: file is not a database" in err
    assert "Traceback" not in err


def test_a_reader_that_has_seen_enough_is_no_error_of_the_disk(load, tmp_path):
    load(("good.json", question(1)))
    reading, writing = os.pipe()
    os.close(reading)
    process = command(tmp_path, "status", stdout=writing)
    os.close(writing)
    _, err = process.communicate(timeout=60)
    assert err == ""


def test_the_lock_of_a_dead_process_blocks_nobody(load, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tracker.lock").write_text("99999")
    [result] = load(("good.json", question(1)))
    assert result.error is None


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="needs a limit on the size of files")
def test_a_full_disk_is_said_and_loses_nothing(load, tmp_path):
    import resource

    load(("good.json", question(1)))
    before = content_fingerprint(tmp_path / "data" / FILE)
    more = saved(tmp_path, "more.json", question(2))
    limit = (tmp_path / "data" / FILE).stat().st_size // 2
    process = command(
        tmp_path,
        "import",
        str(more),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit,) * 2),
    )
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Traceback" not in err
    assert content_fingerprint(tmp_path / "data" / FILE) == before
    [result] = load(more)
    assert result.error is None
