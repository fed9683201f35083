"""What kind of debate a heading of Hansard opens, in our words.

The Commons tag their headings. The Lords tag nearly all of them alike and print the kind as the first
line under the heading. Unknown tags give None, never a guess.
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
    if location == "Westminster Hall":
        return "westminster hall"  # whose debates on petitions are tagged like bills
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    for line in first_lines:
        if len(line.split()) <= _FIRST_LINE_WORDS:
            return next((kind for label, kind in _BY_FIRST_LINE.items() if line.startswith(label)), None)
    return None
