"""What kind of debate a heading of Hansard opens, in our words.

The Commons tag their headings. The Lords tag nearly all of them alike and print the kind as the first
line under the heading. Committees are told by where they sit. Unknown tags give None, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable

_BY_TAG = {
    "hs_3OralAnswers": "oral questions",
    "hs_6bDepartment": "oral questions",
    "hs_8Question": "oral questions",
    "hs_2cStatement": "statement",
    "hs_2cUrgentQuestion": "urgent question",
    "hs_2DebBill": "bill",
    "hs_2BillTitle": "bill",
    "hs_2cBillTitle": "bill",
    "hs_2DebatedMotion": "motion",
    "hs_2cDebatedMotion": "motion",
    "hs_2WestHallDebate": "westminster hall",
    "hs_2cWestHallDebate": "westminster hall",
    "hs_2BusinessWODebate": "business",
    "hs_8Petition": "petition",
    "hs_6bPetitions": "petition",
    "hs_3cOppositionDay": "opposition day",
    "hs_2cSO24Application": "emergency debate application",
    "hs_2GenericHdg": "debate",
    "hs_2cGenericHdg": "debate",
    "hs_3MainHdg": "debate",
}
_BY_PLACE = {  # the service writes some of these in the plural
    "westminster hall": "westminster hall",  # whose debates on petitions are tagged like bills
    "public bill committee": "bill",
    "general committee": "general committee",
    "written correction": "correction",
}
_BY_FIRST_LINE = {  # the first that fits counts, so the longer wordings stand first
    "Commons Urgent Question": "urgent question",
    "Private Notice Question": "private notice question",
    "Question for Short Debate": "debate",
    "Question": "oral questions",
    "Statement": "statement",
    "Second Reading": "bill",
    "Committee": "bill",
    "Report": "bill",
    "Third Reading": "bill",
    "Motion": "motion",
}
_FIRST_LINE_WORDS = 8  # a longer line is speech or procedure, not a label


def debate_kind(tag: str | None, location: str | None, first_lines: Iterable[str]) -> str | None:
    """Return the kind of a debate by its place, its tag, or a label among `first_lines`, said by nobody."""
    place = (location or "").casefold().strip().removesuffix("s")
    if kind := _BY_PLACE.get(place) or _BY_TAG.get(tag or ""):
        return kind
    label = next((line for line in first_lines if len(line.split()) <= _FIRST_LINE_WORDS), "")
    by_label = next((kind for words, kind in _BY_FIRST_LINE.items() if label.startswith(words)), None)
    return by_label or ("grand committee" if place == "grand committee" else None)
