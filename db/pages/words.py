"""The words the site uses for codes: statuses, relations, themes, kinds of act, columns of a list."""

from __future__ import annotations

from dataclasses import dataclass

NO_STORY = "A promise about one person’s case"
"""Stands wherever the words of a promise would be a headline about a private person."""


@dataclass(frozen=True, slots=True)
class Status:
    """A status as people read it: its label and what it means in one line."""

    label: str
    meaning: str


OFFICIAL = {
    "promised": Status("Promised", "The last thing said about it is the promise itself, made or repeated."),
    "in progress": Status("In progress", "A later answer or speech says that work is under way."),
    "says done": Status(
        "Says done", "The government says it has been done. That is its word, not a finding."
    ),
    "withdrawn": Status("Withdrawn", "A later answer or speech refuses what had been promised."),
    "nothing since": Status("Nothing since", "No mention has been found here for six months or more."),
}
SCHEDULE = {
    "no date": Status("No date", "No time was ever given for it."),
    "vague": Status("Vague", "Only words such as “in due course” were given, never a date."),
    "not due": Status("Not due", "The date that was given is more than 30 days ahead."),
    "due soon": Status("Due soon", "The date that was given falls within the next 30 days."),
    "overdue": Status(
        "Overdue", "The last day of the date given has passed; no word that it is done was found here."
    ),
    "closed": Status("Closed", "The government says it is done, or has refused it: the calendar stops."),
}
EVIDENCE = {
    "not assessed": Status("Not assessed", "Nobody has yet weighed independent evidence."),
    "kept": Status("Kept", "A reviewer found, with evidence, that it was done as promised."),
    "partly kept": Status("Partly kept", "A reviewer found, with evidence, that part of it was done."),
    "not kept": Status("Not kept", "A reviewer found, with evidence, that it was not done."),
    "cannot be rated": Status("Cannot be rated", "A reviewer found that no evidence could settle it."),
}
AXES = {"official": OFFICIAL, "schedule": SCHEDULE, "evidence": EVIDENCE}
DECIDED_BY = {
    "official": "Read by software from what ministers said on later dates.",
    "schedule": "Counted by software from the dates ministers gave and the as-of date of this page.",
    "evidence": "Decided by a person, with evidence. Software never decides it.",
}
AXIS_TITLES = {
    "official": "What the government says",
    "schedule": "What the calendar says",
    "evidence": "What independent evidence shows",
}

STRENGTHS = {
    "firm": Status("Firm", "“We will”: said without reserve."),
    "intended": Status("Intended", "“We plan to”, “we aim to”: meant, with a way out."),
    "considering": Status("Considering", "“We are considering”: no more than a look at it was promised."),
}
OTHER_CLASSES = {
    "progress": Status("Progress", "Work on a change is under way."),
    "delivered": Status("Delivered", "Something has been done, the government says."),
    "refusal": Status("Refusal", "The government will not, or has no plans to."),
    "aspiration": Status("Aspiration", "A general aim that nobody could tick off."),
    "none": Status("None", "All else: facts, figures, courtesies, explanations."),
}
RELATIONS = {
    "made": "Promised",
    "restated": "Repeated",
    "firmed": "Made firmer",
    "softened": "Made softer",
    "slipped": "Put off",
    "claimed_done": "Says it is done",
    "progress": "Says work is under way",
    "refused": "Refused",
}
THEMES = {
    "enforcement": "Enforcement",
    "abuse": "Domestic abuse",
    "fees": "Fees and charges",
    "staffing": "Staffing",
    "calculation": "Calculation",
    "service": "Service",
    "reform": "Reform",
    "poverty": "Child poverty",
    "statistics": "Statistics",
}
ACT_KINDS = {
    "publish": "Publish",
    "legislate": "Legislate",
    "consult": "Consult",
    "review": "Review",
    "write": "Write",
    "meet": "Meet",
    "recruit": "Recruit",
    "fund": "Fund",
    "change_rules": "Change rules",
    "enforce": "Enforce",
    "build": "Build",
    "report_data": "Report figures",
    "other": "Other",
}
SOURCES = {"question": "written answer", "statement": "written statement", "contribution": "debate"}
STATES = {
    "no answer yet": "No answer yet",
    "holding answer": "Holding answer only",
    "answered": "Answered",
    "corrected": "Answered, then corrected",
    "withdrawn": "Withdrawn",
    "answer cut by the source": "Answer cut short by the source",
}
VERSION_STATES = {"holding": "holding answer", "final": "full answer", "corrected": "corrected answer"}
COLUMNS = {
    "schedule_status": "Calendar",
    "official_status": "Government says",
    "evidence_status": "Evidence",
    "themes": "Theme",
    "act_kind": "Kind of act",
    "minister": "Minister",
    "year": "Year first promised",
    "house": "House",
    "strength": "How firmly",
    "first_date": "First promised",
    "last_date": "Last mentioned",
    "deadline": "Deadline",
    "times_said": "Times promised",
    "times_slipped": "Times put off",
    "days_slipped": "Days put off",
    "days_waiting": "Days waiting",
    "state": "State",
    "answering_body": "Department",
    "asking_party": "Party of the asker",
    "asked_by": "Asked by",
    "date_tabled": "Tabled",
    "date_answered": "Answered",
    "days_to_answer": "Days to answer",
    "member_id": "Member",
}
_VALUES: dict[str, dict[str, str]] = {
    "official_status": {key: status.label for key, status in OFFICIAL.items()},
    "schedule_status": {key: status.label for key, status in SCHEDULE.items()},
    "evidence_status": {key: status.label for key, status in EVIDENCE.items()},
    "strength": {key: status.label for key, status in STRENGTHS.items()},
    "themes": THEMES,
    "act_kind": ACT_KINDS,
    "relation": RELATIONS,
    "source_type": SOURCES,
    "state": STATES,
    "version_state": VERSION_STATES,
}


def label(value: object, column: str) -> str:
    """Return a code of `column` as people read it; what has no wording of its own stays as it is."""
    return _VALUES.get(column, {}).get(str(value), str(value))


def column_label(name: str) -> str:
    """Return the name of a column as people read it."""
    return COLUMNS.get(name, name.replace("_", " ").capitalize())
