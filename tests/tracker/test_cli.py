"""What a person meets on the command line: clear words, the right exit code, nothing stored lost."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner

from db.fingerprint import content_fingerprint
from db.publish import FILE
from nlp.annotations import Document
from tracker.cli import cli

GOOD = {
    "value": {
        "id": 1,
        "askingMemberId": 11,
        "house": "Commons",
        "dateTabled": "2025-03-03T00:00:00",
        "dateForAnswer": "2025-03-06T00:00:00",
        "uin": "1",
        "questionText": "To ask when the review of child maintenance will be published.",
        "answeringBodyId": 29,
        "answeringBodyName": "Department for Work and Pensions",
        "answeringMemberId": 12,
        "dateAnswered": "2025-03-06T00:00:00",
        "answerText": "<p>We will publish the review by the end of 2025.</p>",
        "answerIsHolding": False,
        "heading": "Children: Maintenance",
    },
    "links": [],
}
BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE publicwhip [
<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">
]>
<publicwhip><speech id="uk.org.publicwhip/debate/2025-01-01a.1.0"><p>&c;</p></speech></publicwhip>"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str):
        return CliRunner().invoke(cli, ["--db", "scratch", "--as-of", "2025-06-01", *map(str, arguments)])

    return run


def write(name: str, content: bytes | str | dict) -> Path:
    path = Path(name)
    if isinstance(content, dict):
        content = json.dumps(content)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows(sql: str) -> list[tuple]:
    db = sqlite3.connect(f"scratch/{FILE}")
    found = db.execute(sql).fetchall()
    db.close()
    return found


BAD = {
    "cut.json": (json.dumps(GOOD).encode()[:300], "cut short"),
    "error.html": (b"<!doctype html><html><title>Sorry</title><body>Bad gateway</body></html>", "HTML"),
    "bomb.xml": (BOMB, "entit"),
    "photo.png": (b"\x89PNG\r\n\x1a\n\x00\x01\x02\x03", "picture"),
    "noise.bin": (bytes(range(256)), "binary"),
    "empty.json": (b"", "empty"),
    "other.json": (b'{"weather": "fine"}', "weather"),
    "notes.txt": (b"Dear diary, nothing happened.", "Asked by"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_by_name_and_the_good_one_beside_it_loads(run, name):
    content, complaint = BAD[name]
    result = run("import", write(name, content), write("good.json", GOOD))
    assert result.exit_code == 1
    assert name in result.stderr
    assert complaint.casefold() in result.stderr.casefold()
    assert "Traceback" not in result.output + result.stderr
    assert rows("select id from questions") == [(1,)]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["empty.json"], "the file was refused; nothing of it was stored"),
        (["empty.json", "good.json"], "1 of 2 files was refused; nothing of it was stored"),
        (["empty.json", "notes.txt"], "2 of 2 files were refused; nothing of them was stored"),
    ],
)
def test_what_was_refused_is_said_on_stderr_alone(run, names, said):
    contents = {"good.json": GOOD} | {name: content for name, (content, _) in BAD.items()}
    result = run("import", *(write(name, contents[name]) for name in names))
    assert said in result.stderr
    assert "nothing" not in result.stdout
    assert [name for name in names if name in result.stdout] == [name for name in names if name not in BAD]


def test_a_bad_file_leaves_what_is_stored_as_it_was(run):
    run("import", write("good.json", GOOD))
    before = content_fingerprint(Path("scratch") / FILE)
    for name, (content, _) in BAD.items():
        assert run("import", write(name, content)).exit_code == 1
    assert content_fingerprint(Path("scratch") / FILE) == before


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (("import", "."), 1, "directory"),
        (("import", "missing.json"), 1, "missing.json"),
        (("import", "--quick", "x.json"), 2, "--quick"),
        (("import",), 2, "PATH"),
        (("updat",), 2, "updat"),
        (("update", "--only", "weather"), 2, "sources are questions"),
        (("update", "--since", "soon"), 2, "soon"),
        (("update", "--since", "2025-06-02"), 2, "after the as-of date, 2025-06-01"),
        (("--as-of", "tomorrow", "status"), 2, "tomorrow"),
        (("verify",), 1, "there is no tracker"),
        (("digest",), 1, "there is no tracker"),
        (("serve",), 1, "there is no tracker"),
        (("status",), 1, "there is no archive"),
        (("evaluate", "missing.jsonl"), 2, "missing.jsonl"),
    ],
)
def test_a_mistake_gets_a_clear_message_and_its_exit_code(run, arguments, code, complaint):
    result = run(*arguments)
    assert result.exit_code == code
    assert complaint in result.stderr
    assert "Traceback" not in result.stderr


def test_importing_twice_finds_nothing_new_and_changes_nothing(run):
    path = write("good.json", GOOD)
    assert run("import", path).exit_code == 0
    before = content_fingerprint(Path("scratch") / FILE)
    result = run("import", path)
    assert result.exit_code == 0
    assert content_fingerprint(Path("scratch") / FILE) == before
    assert rows("select new, updated, unchanged from runs order by id") == [(1, 0, 0), (0, 0, 1)]


def test_a_list_row_imported_later_never_shortens_the_full_answer(run):
    row = json.loads(json.dumps(GOOD))
    row["value"]["answerText"] = "We will publish the review by the end ..."
    run("import", write("full.json", GOOD))
    run("import", write("list.json", {"totalResults": 1, "results": [row]}))
    assert rows("select answer_text, is_truncated from questions") == [
        ("We will publish the review by the end of 2025.", 0)
    ]
    assert rows("select count(*) from answer_versions") == [(1,)]


def test_what_is_not_about_the_topic_is_left_out_and_counted(run):
    other = json.loads(json.dumps(GOOD))
    other["value"] |= {
        "id": 2,
        "questionText": "To ask about buses.",
        "heading": "Buses",
        "answerText": "No.",
    }
    result = run("import", write("other.json", other))
    assert rows("select count(*) from questions") == [(0,)]
    assert rows("select left_out from runs") == [(1,)]
    assert result.exit_code == 0
    assert run("import", "--everything", "other.json").exit_code == 0
    assert rows("select id from questions") == [(2,)]


def test_the_commitment_is_made_dated_and_verified(run):
    run("import", write("good.json", GOOD))
    assert rows("select first_date, member_id, deadline_latest, schedule_status from commitments") == [
        ("2025-03-06", 12, "2025-12-31", "not due")
    ]
    result = run("verify")
    assert result.exit_code == 0
    assert "0 wrong" in result.output


def test_verify_finds_a_quote_that_is_not_in_its_source(run):
    run("import", write("good.json", GOOD))
    db = sqlite3.connect(f"scratch/{FILE}")
    db.execute("update sentences set text = 'We will never.'")
    db.commit()
    db.close()
    result = run("verify")
    assert result.exit_code == 1
    assert "do not stand at" in result.stderr


def test_analyse_reports_a_bad_line_and_goes_on(run):
    good = {"id": "a", "date": None, "text": "We will publish it.", "question": None, "speaker": None,
            "is_government": True, "house": None}  # fmt: skip
    Path("in.jsonl").write_text(f"{json.dumps(good)}\nnot json\n{json.dumps(good)}\n")
    result = run("analyse", "in.jsonl", "-o", "out.jsonl")
    assert result.exit_code == 1
    assert '"line": 2' in result.stderr
    assert len(Path("out.jsonl").read_text().splitlines()) == 2


def test_a_read_only_disk_is_said_plainly(run, monkeypatch):
    Path("scratch").write_text("a file where the directory should be")
    result = run("import", write("good.json", GOOD))
    assert result.exit_code == 1
    assert "scratch" in result.stderr
    assert "Traceback" not in result.stderr


def test_status_tells_a_source_that_never_ran(run):
    run("import", write("good.json", GOOD))
    result = run("status")
    assert "questions" in result.output
    assert "never" in result.output


def test_status_tells_what_was_imported_last(run):
    run("import", write("good.json", GOOD))
    assert re.search(r"^import good.json +done +\S+ +- +1 +0 +0 +0 +0$", run("status").output, re.MULTILINE)
    run("import", write("empty.json", ""))
    result = run("status")
    assert re.search(r"^import empty.json +failed +never +- +0 +0 +0 +\d +1$", result.output, re.MULTILINE)
    assert "import empty.json: refused" in result.output
    assert result.exit_code == 0


def test_a_file_named_like_a_source_is_not_taken_for_its_run(run):
    run("import", write("questions", GOOD))
    result = run("status")
    assert result.exit_code == 0, "nothing was ever collected here, so nothing is stale"
    assert re.search(r"^questions +never run", result.output, re.MULTILINE)


def test_a_file_that_may_not_be_read_is_refused_like_any_bad_one(run, monkeypatch):
    path, read = write("secret.json", GOOD), Path.read_bytes

    def read_bytes(self: Path) -> bytes:
        if self.name == path.name:
            raise PermissionError(13, "Permission denied")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    result = run("import", path, write("good.json", GOOD))
    assert result.exit_code == 1
    assert "secret.json can't be read: Permission denied" in result.stderr
    assert rows("select id from questions") == [(1,)]


def test_the_digest_says_what_is_new_and_what_is_due(run):
    run("import", write("good.json", GOOD))
    result = run("digest", "--since", "2025-03-01")
    assert "New commitments (1)" in result.output
    assert "We will publish the review by the end of 2025." in result.output
    html = run("digest", "--since", "2025-03-01", "--format", "html").output
    assert html.startswith("<!doctype html>")


def test_the_help_of_analyse_names_every_field_of_its_input(run):
    told = run("analyse", "--help").output
    for field in fields(Document):
        assert re.search(rf"^ +{field.name} ", told, re.MULTILINE), field.name
