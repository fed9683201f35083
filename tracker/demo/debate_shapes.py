"""Hansard as its API shows it: section trees, whole debates, and rows of the spoken search."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tracker.demo.content import Debate, Item, Parliament
from tracker.demo.markup import plain, speech_html

PREVIEW = 255
_FIRST_TIME = {"Debate": "14:30:00", "WestHall": "09:30:00"}

Json = dict[str, Any]


def tree(debates: list[Debate], *, section: str, house: str) -> Json:
    """Return one chamber's day as a `SectionTree`: flat rows joined by `ParentId`."""
    day = debates[0]
    return {
        "House": house,
        "ItemDate": f"{day.date}T00:00:00",
        "Metadata": "",
        "Title": day.location,
        "Description": "",
        "SectionType": 1,
        "SortOrder": 1,
        "LastUpdated": max(map(_updated, debates)),
        "VolumeNo": _volume(day),
        "SectionTreeItems": [tree_item(debate, i) for i, debate in enumerate(debates)],
        "Source": 2,
    }


def tree_item(debate: Debate, order: int) -> Json:
    """Return one heading as a row of the tree."""
    return {
        "Id": debate.id,
        "Title": debate.title,
        "ParentId": debate.parent,
        "SortOrder": order,
        "ExternalId": debate.ext_id,
        "HRSTag": debate.tag,
        "HansardSection": None,
        "Timecode": None,
    }


def debate_object(debate: Debate, parliament: Parliament) -> Json:
    """Return `/debates/debate/{ExtId}.json`; a heading repeats everything under it in `ChildDebates`."""
    chain = [d for d in parliament.debates if (d.date, d.house, d.section) == _day(debate)]
    return {
        "Overview": _overview(debate, chain),
        "Navigator": [tree_item(d, i) for i, d in enumerate(_ancestors(debate, chain))],
        "Items": item_objects(debate),
        "ChildDebates": [debate_object(child, parliament) for child in chain if child.parent == debate.id],
    }


def item_objects(debate: Debate) -> list[Json]:
    """Return the debate's `Items`, in the order spoken."""
    clock = datetime.fromisoformat(f"{debate.date}T{_FIRST_TIME.get(debate.section, '11:30:00')}")
    rows = []
    for order, item in enumerate(debate.items, start=1):
        clock = _clock(debate, item, clock)
        # Two items in five carry no time, as in the real reports.
        rows.append(_item(debate, item, order, None if order % 5 in (2, 4) else clock.isoformat()))
    return rows


def spoken_rows(debate: Debate, parliament: Parliament) -> list[Json]:
    """Return the debate's rows of `/search/contributions/Spoken.json`: no continuation paragraphs."""
    found = [row for row in item_objects(debate) if row["MemberId"] and row["AttributedTo"]]
    return [_spoken_row(row, debate, parliament) for row in found]


def _spoken_row(row: Json, debate: Debate, parliament: Parliament) -> Json:
    member = parliament.members[row["MemberId"]]
    return {
        "MemberName": member.name,
        "MemberId": member.id,
        "AttributedTo": row["AttributedTo"],
        "ItemId": row["ItemId"],
        "ContributionExtId": row["ExternalId"],
        "ContributionText": f" {plain(row['Value'])}"[:PREVIEW],
        "ContributionTextFull": row["Value"],
        "HRSTag": row["HRSTag"],
        "HansardSection": row["HansardSection"],
        "Timecode": row["Timecode"],
        "DebateSection": debate.title,
        "DebateSectionId": debate.id,
        "DebateSectionExtId": debate.ext_id.lower(),  # the tree has it in capitals
        "SittingDate": f"{debate.date}T00:00:00",
        "Section": debate.location,
        "House": debate.house,
        "OrderInDebateSection": row["OrderInSection"],
        "DebateSectionOrder": debate.id % 100,
        "Rank": 0,
    }


def _item(debate: Debate, item: Item, order: int, timecode: str | None) -> Json:
    return {
        "ItemType": _item_type(item),
        "ItemId": debate.id * 1000 + order,
        "MemberId": item.by,
        "AttributedTo": item.as_,
        "Value": _value(debate, item, order),
        "OrderInSection": order,
        "Timecode": timecode,
        "ExternalId": _guid(debate, order, item.edition),
        "HRSTag": _item_tag(item),
        "HansardSection": f"B{chr(64 + order % 26)}1",
        "UIN": item.uin,
        "IsReiteration": False,
    }


def _item_type(item: Item) -> str:
    if item.time:
        return "Timestamp"
    return "Division" if item.ayes is not None else "Contribution"


def _item_tag(item: Item) -> str:
    if item.time:
        return "hs_Timeline"
    return "Question" if item.uin else item.tag


def _value(debate: Debate, item: Item, order: int) -> str:
    if item.time:
        return item.time
    if item.ayes is not None:
        return f"Division {debate.id % 1000} Ayes: {item.ayes} Noes: {item.noes}"
    return _tabled(debate, item, order) if item.uin else speech_html(item.text)


def _tabled(debate: Debate, item: Item, order: int) -> str:
    """A tabled oral question, its number on the order paper before its text."""
    number, _, text = item.text.strip().partition(" ")
    outer, inner = (f"{{{_guid(debate, order, part)}}}" for part in ("question", "text"))
    words = speech_html(text)
    return (
        f'<Question HRSContentId="{outer}">{number} '
        f'<QuestionText HRSContentId="{inner}">{words}</QuestionText> </Question>'
    )


def _guid(debate: Debate, order: int, part: str = "") -> str:
    """A GUID of its own for each item and part of an item, the same in every run."""
    return str(uuid5(NAMESPACE_URL, f"{debate.ext_id}/{order}/{part}")).upper()


def _clock(debate: Debate, item: Item, clock: datetime) -> datetime:
    if item.time:
        return datetime.fromisoformat(f"{debate.date}T{item.time}")
    return clock + timedelta(seconds=12 + len(item.text) // 15)  # about the pace of speech


def _overview(debate: Debate, chain: list[Debate]) -> Json:
    place = chain.index(debate)
    before = chain[place - 1] if place else None
    after = chain[place + 1] if place + 1 < len(chain) else None
    return {
        "Id": debate.id,
        "ExtId": debate.ext_id,
        "Title": debate.title,
        "HRSTag": debate.tag,
        "Date": f"{debate.date}T00:00:00",
        "Location": debate.location,
        "House": debate.house,
        "Source": 2,  # a number, though the specification says a name
        "VolumeNo": _volume(debate),
        "ContentLastUpdated": _updated(debate),
        "DebateTypeId": 2 if debate.section == "WestHall" else 1,
        "SectionType": 1,
        "NextDebateExtId": after.ext_id if after else "",
        "NextDebateTitle": after.title if after else "",
        "PreviousDebateExtId": before.ext_id if before else "",
        "PreviousDebateTitle": before.title if before else "",
    }


def _ancestors(debate: Debate, chain: list[Debate]) -> list[Debate]:
    """The headings above the debate, outermost first, and the debate itself."""
    above = next((d for d in chain if d.id == debate.parent), None)
    return [*(_ancestors(above, chain) if above else []), debate]


def _day(debate: Debate) -> tuple[object, str, str]:
    return debate.date, debate.house, debate.section


def _volume(debate: Debate) -> int:
    return 900 + debate.date.year - 2023


def _updated(debate: Debate) -> str:
    return f"{debate.revised or debate.date + timedelta(days=1)}T09:12:44.17"
