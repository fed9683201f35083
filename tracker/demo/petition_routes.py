"""The petitions service: lists in pages, of this Parliament and the last, and single petitions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from tracker.demo.asking import Ask, NotFound
from tracker.demo.content import read

PUBLIC_URL = "https://petition.parliament.uk"
_PAGE_SIZE, _LARGEST_PAGE = 25, 50
_NO_DATES = dict.fromkeys((
    "rejected_at", "moderation_threshold_reached_at", "response_threshold_reached_at",
    "debate_threshold_reached_at", "scheduled_debate_date", "debate_outcome_at",
))  # fmt: skip
_DEPARTMENTS = {"Department for Work and Pensions": "DWP"}

Json = dict[str, Any]


def petitions(ask: Ask) -> Any:
    """Petitions of this Parliament by words, a page of them, the newest first."""
    return _page(ask, "/petitions.json", archived=False)


def archived_petitions(ask: Ask) -> Any:
    """Petitions of the Parliament dissolved last, likewise."""
    return _page(ask, "/archived/petitions.json", archived=True)


def petition(ask: Ask, number: str) -> Any:
    """One petition of this Parliament."""
    return _single(ask, int(number), archived=False)


def archived_petition(ask: Ask, number: str) -> Any:
    """One petition of an earlier Parliament."""
    return _single(ask, int(number), archived=True)


def _page(ask: Ask, route: str, *, archived: bool) -> Json:
    found = [entry for entry in _shown(ask, archived=archived) if _matches(entry, ask.text("q"))]
    size = min(ask.number("count", _PAGE_SIZE), _LARGEST_PAGE)
    page, last = ask.number("page", 1), max(1, -(-len(found) // size))
    asked = {"count": size, "q": ask.text("q"), "state": ask.text("state", "all")}

    def address(number: int) -> str | None:
        is_there = 1 <= number <= last
        return f"{PUBLIC_URL}{route}?{urlencode(asked | {'page': number})}" if is_there else None

    links = {"self": address(page), "first": address(1), "last": address(last)}
    links |= {"next": address(page + 1), "prev": address(page - 1)}
    rows = found[(page - 1) * size : page * size]
    return {"links": links, "data": [_item(entry, ask.as_of) | _self_link(entry) for entry in rows]}


def _single(ask: Ask, number: int, *, archived: bool) -> Json:
    for entry in _shown(ask, archived=archived):
        if entry["id"] == number:
            item = _item(entry, ask.as_of)
            item["attributes"] |= {"signatures_by_country": [], "signatures_by_constituency": []}
            return _self_link(entry) | {"data": item}
    raise NotFound("petition")


@cache
def _all() -> list[Json]:
    return read("petitions.toml")["petition"]


def _shown(ask: Ask, *, archived: bool) -> list[Json]:
    there = [entry for entry in _all() if entry["opened"] <= ask.as_of]
    return [entry for entry in reversed(there) if entry.get("archived", False) == archived]


def _matches(entry: Json, words: str) -> bool:
    """The search finds every word in any form, one by one."""
    text = f"{entry['action']} {entry['background']} {entry.get('additional_details', '')}".lower()
    return all(re.search(rf"\b{re.escape(word)}", text) for word in words.lower().split())


def _self_link(entry: Json) -> Json:
    folder = "/archived/petitions" if entry.get("archived") else "/petitions"
    return {"links": {"self": f"{PUBLIC_URL}{folder}/{entry['id']}.json"}}


def _item(entry: Json, day: date) -> Json:
    is_archived = entry.get("archived", False)
    kind = "archived-petition" if is_archived else "petition"
    return {"type": kind, "id": entry["id"], "attributes": _attributes(entry, day, is_archived)}


def _attributes(entry: Json, day: date, is_archived: bool) -> Json:
    state = _as_of(entry["states"], day)
    response = entry.get("response") if _is_past(entry.get("response", {}).get("on"), day) else None
    debate = entry.get("debate") if _is_past(entry.get("debate", {}).get("on"), day) else None
    closed = next((change["on"] for change in entry["states"] if change["is"] == "closed"), None)
    attributes = _NO_DATES | {
        "action": entry["action"],
        "background": entry["background"],
        "additional_details": entry.get("additional_details", ""),
        "committee_note": "",
        "state": state,
        "signature_count": _as_of(entry["signatures"], day),
        "created_at": _stamp(entry["opened"]),
        "updated_at": _stamp(_last_change(entry, day)),
        "opened_at": _stamp(entry["opened"]) if state != "rejected" else None,
        "closed_at": _stamp(closed) if closed and state == "closed" else None,
        "government_response_at": _stamp(response["on"]) if response else None,
        "rejection": {"code": entry["rejection"], "details": ""} if "rejection" in entry else None,
        "government_response": _response(response) if response else None,
        "debate": _debate(entry, debate) if debate else None,
        "departments": _departments(entry),
        "topics": ["family"],
    }
    if _is_past(entry.get("threshold"), day):
        attributes["response_threshold_reached_at"] = _stamp(entry["threshold"])
    if not is_archived:
        attributes["creator_name"] = entry["creator"] if state == "open" else None
    return attributes


def _response(response: Json) -> Json:
    return {
        "responded_on": response["on"].isoformat(),
        "summary": response["summary"],
        "details": response["details"].strip().replace("\n", "\r\n"),
        "created_at": _stamp(response["on"]),
        "updated_at": _stamp(response["on"]),
    }


def _debate(entry: Json, debate: Json) -> Json:
    day = debate["on"].isoformat()
    return {
        "debated_on": day,
        "transcript_url": f"https://hansard.parliament.uk/commons/{day}/debates/{entry['id']}",
        "video_url": None,
        "debate_pack_url": None,
        "public_engagement_url": None,
        "debate_summary_url": None,
        "overview": debate["overview"],
    }


def _departments(entry: Json) -> list[Json]:
    name = entry.get("department")
    url = "https://www.gov.uk/government/organisations"
    return [{"acronym": _DEPARTMENTS.get(name, ""), "name": name, "url": url}] if name else []


def _as_of(changes: Iterable[Json], day: date) -> Any:
    return [change["is"] for change in changes if change["on"] <= day][-1]


def _last_change(entry: Json, day: date) -> date:
    changes = [change["on"] for change in (*entry["states"], *entry["signatures"])]
    return max(on for on in changes if on <= day)


def _is_past(on: date | None, day: date) -> bool:
    return on is not None and on <= day


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T09:30:00.000Z"
