"""How well speakers are read: invented debates with every shape of attribution, and the recorded rows."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scrapers.hansard_parse import parse_debate
from scrapers.records import Contribution, Debate

DEBATES = sorted((Path(__file__).parents[1] / "fixtures" / "speakers").glob("*.toml"))
LEAST_TURNS = 150
LEAST_SHARE = 0.99
LEFT_OUT = "left out"
_FIELDS = {
    "id": "member_id",
    "name": "speaker_name",
    "office": "office",
    "party": "party",
    "seat": "constituency",
    "continues": "is_continuation",
    "chair": "is_chair",
    "kind": "kind",
}
_ABSENT = {"continues": False, "chair": False, "kind": "speech"}


@dataclass(frozen=True, slots=True)
class Checked:
    """One field of one item: what was expected of it and what the reader found."""

    where: str
    field: str
    expected: Any
    found: Any

    @property
    def is_right(self) -> bool:
        return self.expected == self.found


def turns_of(path: Path) -> list[dict[str, Any]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))["turn"]


def item_of(turn: dict[str, Any], number: int) -> dict[str, Any]:
    return {
        "ItemType": turn.get("type", "Contribution"),
        "ItemId": 60_000_000 + number,
        "MemberId": turn.get("id"),
        "AttributedTo": turn.get("by"),
        "Value": turn["text"],
        "OrderInSection": number,
        "Timecode": None,
        "ExternalId": turn.get("ext", f"00000000-0000-4000-8000-{number:012}"),
        "HRSTag": turn.get("tag", "hs_Para"),
        "HansardSection": None,
        "UIN": turn.get("uin"),
        "IsReiteration": turn.get("again", False),
    }


def debate_of(overview: dict[str, Any], items: list[dict[str, Any]]) -> Debate:
    body = json.dumps({"Overview": overview, "Navigator": [], "Items": items, "ChildDebates": []})
    parsed = parse_debate(body.encode())
    assert parsed.rejected == parsed.unknown_fields == ()
    [debate] = parsed.records
    assert isinstance(debate, Debate)
    return debate


def read(path: Path) -> Debate:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    overview = {
        "Id": 1,
        "ExtId": "5BEA0000-0000-4000-8000-000000000001",
        "Title": path.stem,
        "HRSTag": content["tag"],
        "Date": "2025-11-04T00:00:00",
        "Location": content["location"],
        "House": content["house"],
    }
    return debate_of(overview, [item_of(turn, number) for number, turn in enumerate(content["turn"])])


def compared(path: Path) -> Iterator[Checked]:
    """Yield every field of every item of a debate that is a contribution."""
    spoken = iter(read(path).contributions)
    for number, turn in enumerate(turns_of(path)):
        if turn["is"] == LEFT_OUT:
            continue
        assert set(turn["is"]) <= set(_FIELDS), "a misspelt key would go unchecked"
        where = f"{path.stem}[{number}] {turn.get('by') or turn['text'][:40]!r}"
        said = next(spoken)
        for key, name in _FIELDS.items():
            yield Checked(where, name, turn["is"].get(key, _ABSENT.get(key)), getattr(said, name))


def report(checked: list[Checked]) -> str:
    """Return right and wrong by field, and every error."""
    lines = []
    for name in dict.fromkeys(item.field for item in checked):
        right = [item.is_right for item in checked if item.field == name]
        lines.append(f"{name}: {sum(right)} right, {len(right) - sum(right)} wrong")
    errors = (item for item in checked if not item.is_right)
    return "\n".join(
        lines + [f"{e.where} {e.field}: expected {e.expected!r}, found {e.found!r}" for e in errors]
    )


def test_there_are_turns_enough():
    assert sum(len(turns_of(path)) for path in DEBATES) >= LEAST_TURNS


@pytest.mark.parametrize("path", DEBATES, ids=lambda path: path.stem)
def test_every_item_is_a_contribution_in_its_place_or_left_out_by_rule(path):
    kept = [turn for turn in turns_of(path) if turn["is"] != LEFT_OUT]
    said = read(path).contributions
    assert [line.attributed_to or "" for line in said] == [(turn.get("by") or "").strip() for turn in kept]
    assert len({line.id for line in said}) == len(kept)


def test_speakers_of_every_shape_are_read():
    checked = [item for path in DEBATES for item in compared(path)]
    for name in _FIELDS.values():
        right = [item.is_right for item in checked if item.field == name]
        assert sum(right) >= LEAST_SHARE * len(right), report(checked)
    wrong = {item.where for item in checked if not item.is_right}
    assert len(wrong) <= (1 - LEAST_SHARE) * len({item.where for item in checked}), report(checked)


def recorded(shared: Path) -> list[dict[str, Any]]:
    path = shared / "real" / "api-samples" / "hansard" / "search_contributions_spoken_subset.json"
    return json.loads(path.read_bytes())["Results"]


def item_of_row(row: dict[str, Any]) -> dict[str, Any]:
    same = {key: row[key] for key in ("ItemId", "MemberId", "AttributedTo", "HRSTag", "Timecode")}
    return same | {"Value": row["ContributionTextFull"], "ExternalId": row["ContributionExtId"]}


def read_rows(rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Contribution]]:
    """Yield each search row with the contribution it becomes, read in the debate and order it was said in."""
    by_debate: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: row["OrderInDebateSection"]):
        by_debate.setdefault(row["DebateSectionExtId"].upper(), []).append(row)
    for ext_id, said in by_debate.items():
        first = said[0]
        overview = {
            "ExtId": ext_id,
            "Title": first["DebateSection"],
            "Date": first["SittingDate"],
            "Location": first["Section"],
            "House": first["House"],
        }
        debate = debate_of(overview, [item_of_row(row) for row in said])
        yield from zip(said, debate.contributions, strict=True)


def as_printed(said: Contribution) -> str:
    """Put the parts of a back-bencher's attribution together again."""
    brackets = (part for part in (said.constituency, said.party) if part)
    return " ".join((said.speaker_name or "", *(f"({part})" for part in brackets)))


def test_recorded_rows_are_read_to_the_member_the_service_names(shared):
    rows = recorded(shared)
    assert len(rows) == 44
    checked: list[Checked] = []
    for row, said in read_rows(rows):
        where, printed = f"{row['SittingDate'][:10]} {row['AttributedTo']}", row["AttributedTo"]
        is_full = "(" in printed
        checked += [
            Checked(where, "member_id", row["MemberId"], said.member_id),
            Checked(where, "speaker_name", row["MemberName"], said.speaker_name),
            Checked(where, "office", None, said.office),
            Checked(where, "attribution", printed, as_printed(said) if is_full else said.attributed_to),
            Checked(where, "is_chair", False, said.is_chair),
            Checked(where, "kind", "question" if row["HRSTag"] == "Question" else "speech", said.kind),
        ]
    assert sum(item.is_right for item in checked) >= LEAST_SHARE * len(checked), report(checked)


def test_each_recorded_row_alone_gives_only_what_it_prints(shared):
    for row in recorded(shared):
        [(_, said)] = read_rows([row])
        assert as_printed(said) == row["AttributedTo"]
