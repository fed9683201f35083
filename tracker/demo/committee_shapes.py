"""Publications of the sample's committee as the service shows them, every key in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

Json = dict[str, Any]

_TYPES = {
    1: ("Report", "Reports", True, False),
    2: ("Government Response", "Government Responses", False, True),
    3: ("Correspondence", "Correspondence", False, True),
    12: ("Special Report", "Special Reports", False, True),
}


def publication_item(
    entry: Mapping[str, Any],
    committee: Mapping[str, Any],
    *,
    answers: Iterable[Json],
    sizes: Mapping[int, int],
) -> Json:
    """Return one publication; `answers` are those published so far, `sizes` the bytes of each document."""
    return {
        "businesses": [],
        "committee": _committee(committee),
        **_summary(entry, committee, sizes),
        "governmentResponses": _responses(entry, [_summary(answer, committee, {}) for answer in answers]),
    }


def _summary(entry: Mapping[str, Any], committee: Mapping[str, Any], sizes: Mapping[int, int]) -> Json:
    is_answer = entry["type"] in {2, 12}
    return {
        "description": entry["title"],
        "id": entry["id"],
        "publicationStartDate": f"{entry['date']}T10:15:00",
        "governmentResponses": _responses(entry, []),
        "publicationEndDate": None,
        "documents": [_document(file, sizes.get(file["id"])) for file in entry["document"]],
        "hcNumber": _paper(entry.get("paper")),
        "hlPaper": None,
        "type": _type(entry["type"]),
        "responseToPublicationId": entry.get("responds_to"),
        "additionalContentUrl": None,
        "additionalContentUrl2": None,
        "respondingDepartment": _department(committee) if is_answer else None,
    }


def _responses(entry: Mapping[str, Any], answers: list[Json]) -> Json:
    deadline: date | None = entry.get("deadline")
    return {
        "publication": answers,
        "responseDeadline": f"{deadline}T00:00:00" if deadline else None,
        "responseExcepted": entry.get("excepted", False),
    }


def _document(file: Mapping[str, Any], size: int | None) -> Json:
    held = {"fileName": file["file"], "fileSize": size, "fileDataFormat": "OriginalFormat", "url": None}
    return {"documentId": file["id"], "files": [held]}


def _paper(number: str | None) -> Json | None:
    return {"number": number, "sessionId": 39, "sessionDescription": "2024-25"} if number else None


def _type(number: int) -> Json:
    name, plural, can_be_answered, can_answer = _TYPES[number]
    return {
        "id": number,
        "name": name,
        "description": None,
        "governmentCanRespond": can_be_answered,
        "canBeResponse": can_answer,
        "iconKey": None,
        "pluralVersion": plural,
    }


def _department(committee: Mapping[str, Any]) -> Json:
    absent = dict.fromkeys(("address", "otherAddress", "phone", "email", "url"))
    return {"id": 29, "name": committee["department"], **absent}


def _committee(committee: Mapping[str, Any]) -> Json:
    name = {"committeeId": committee["id"], "name": committee["name"]}
    contact = dict.fromkeys(("email", "phone", "address", "contactDisclaimer"))
    select = {"id": 1, "name": "Select"}
    kind = {"id": 1, "name": "(HC) Public Standing Orders - Departmental", "committeeCategory": select}
    return {
        "contact": contact,
        "id": committee["id"],
        "name": committee["name"],
        "parentCommittee": None,
        "subCommittees": [],
        "house": "Commons",
        "leadHouse": None,
        "category": select,
        "committeeTypes": [kind],
        "showOnWebsite": True,
        "websiteLegacyUrl": None,
        "websiteLegacyRedirectEnabled": False,
        "startDate": "2010-07-13T00:00:00",
        "endDate": None,
        "dateCommonsAppointed": "2024-09-11T00:00:00",
        "dateLordsAppointed": None,
        "scrutinisingDepartments": [],
        "isLeadCommittee": None,
        "nameHistory": [{"id": 164, **name, "startDate": "2010-07-13T00:00:00", "endDate": None}],
    }
