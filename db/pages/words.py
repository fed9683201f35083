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
    "enforcement": Status(
        "Enforcement",
        "Getting maintenance paid that is owed: arrears, deductions from earnings and accounts, courts, "
        "enforcement agents, driving licences and passports, and income that is hidden.",
    ),
    "abuse": Status(
        "Domestic abuse",
        "Domestic and economic abuse, the safety of survivors, and what the service does about it.",
    ),
    "fees": Status(
        "Fees and charges", "What parents pay for the service itself: for applying and for its collection."
    ),
    "staffing": Status(
        "Staffing", "How many people work for the service, who they are, how they are trained."
    ),
    "calculation": Status(
        "Calculation",
        "How the amount is worked out: income, thresholds, shared care, variations and yearly reviews.",
    ),
    "service": Status(
        "Service",
        "How it is to deal with: waiting, calls, complaints, mistakes, letters and online accounts.",
    ),
    "reform": Status(
        "Reform", "Changes to the scheme as such: consultations, new law, and how money is to change hands."
    ),
    "poverty": Status(
        "Child poverty", "What maintenance means for families’ living standards, hardship and benefits."
    ),
    "statistics": Status("Statistics", "Which figures are collected and published, and how good they are."),
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
SOURCES = {
    "question": "written answer",
    "statement": "written statement",
    "contribution": "debate",
    "publication": "response to a committee",
    "petition": "response to a petition",
    "document": "GOV.UK document",
    "legislation": "law",
    "response": "response to a committee",
}
EVIDENCE_KINDS = {
    "delivered": "The government says it is done",
    "progress": "The government says work is under way",
    "refusal": "The government refuses it",
    "published": "Published",
    "consultation opened": "Consultation opened",
    "outcome published": "Outcome of a consultation published",
    "response published": "Response to a committee published",
    "law made": "Law made",
    "in force": "Come into force",
}
"""What may show the outcome of a promise, by the codes of `evidence.kind`."""
RESPONSES = {
    "overdue": Status("Overdue", "The deadline has passed and no response was found here."),
    "due soon": Status("Due soon", "The deadline falls within the next 30 days."),
    "not due": Status("Not due", "The deadline is more than 30 days ahead."),
    "met": Status("Answered", "A response was published by the deadline, or there was no deadline."),
    "met late": Status("Answered late", "A response was published after the deadline."),
    "excepted": Status("No answer owed", "The committee’s service says that no response is owed by a date."),
    "no date": Status("No deadline", "No deadline was given and no response was found here."),
}
"""Whether the government answered a committee's report, in the words of the view `committee_responses`."""
PARTS = {
    "answered": Status(
        "Answered", "A sentence of the answer tells what was asked: a number, a date, a step, an assessment."
    ),
    "partly answered": Status(
        "Partly answered", "Something is told; the rest is not, or is said not to be held."
    ),
    "deflected": Status(
        "Not told directly",
        "The answer names another text or body, or speaks of the subject; software found nothing that tells "
        "what was asked. Read the answer.",
    ),
    "not held": Status("Not held", "The answer says that this is not held, collected or available."),
    "disproportionate cost": Status(
        "Disproportionate cost", "The answer says that finding it out would cost too much."
    ),
    "not answered": Status(
        "No answer found", "Software found no sentence that speaks to it. Read the answer."
    ),
}
"""What became of one part of a question, by the codes of `question_parts.status`."""
STATEMENT_LINKS = {
    "CorrectedStatement": "Corrected statement",
    "CorrectedAnswer": "Corrected answer",
    "JointStatement": "Made in both Houses",
}
PETITION_STATES = {
    "open": "Open for signature",
    "closed": "Closed",
    "rejected": "Rejected",
    "awaiting_response": "Waiting for a response",
    "awaiting_debate": "Waiting for a debate",
    "with_response": "Answered",
    "debated": "Debated",
    "not_debated": "Not debated",
}
LAWS = {
    "ukpga": "Act of Parliament",
    "uksi": "UK statutory instrument",
    "nia": "Act of the Northern Ireland Assembly",
    "nisi": "Northern Ireland Order in Council",
    "nisr": "Northern Ireland statutory rule",
    "asp": "Act of the Scottish Parliament",
    "ssi": "Scottish statutory instrument",
    "wsi": "Welsh statutory instrument",
}
"""Kinds of law by legislation.gov.uk's codes; any other code is shown as it is."""
FILE_TYPES = {
    "application/pdf": "PDF",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS spreadsheet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel spreadsheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "text/csv": "CSV",
    "text/html": "web page",
}
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
    "class": "Read as",
    "rules_class": "By the rules alone",
    "relation": "What it does",
    "stance": "For or against",
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
    "kind": "Kind",
    "committee": "Committee",
    "responding_department": "Department that answers",
    "response_deadline": "Answer due",
    "organisations": "Published by",
    "in_force": "In force",
    "is_archived": "Of an earlier Parliament",
    "is_withdrawn": "Withdrawn",
    "is_government": "By the government",
    "is_extracted": "Text taken out of a PDF",
    "table_title": "Table",
    "party": "Party",
}
_YES_OR_NO = {"1": "Yes", "0": "No"}
_VALUES: dict[str, dict[str, str]] = {
    "official_status": {key: status.label for key, status in OFFICIAL.items()},
    "schedule_status": {key: status.label for key, status in SCHEDULE.items()},
    "evidence_status": {key: status.label for key, status in EVIDENCE.items()},
    "strength": {key: status.label for key, status in STRENGTHS.items()},
    "class": {key: status.label for key, status in (STRENGTHS | OTHER_CLASSES).items()},
    "rules_class": {key: status.label for key, status in (STRENGTHS | OTHER_CLASSES).items()},
    "themes": {key: theme.label for key, theme in THEMES.items()},
    "theme": {key: theme.label for key, theme in THEMES.items()},
    "act_kind": ACT_KINDS,
    "relation": RELATIONS,
    "source_type": SOURCES,
    "state": STATES | PETITION_STATES,
    "version_state": VERSION_STATES,
    "status": {key: status.label for key, status in (RESPONSES | PARTS).items()},
    "gap": {key: status.label for key, status in PARTS.items()},
    "kind": LAWS | EVIDENCE_KINDS,
    "link_type": STATEMENT_LINKS,
    "file_type": FILE_TYPES,
}


def label(value: object, column: str) -> str:
    """Return a code of `column` as people read it; what has no wording of its own stays as it is."""
    named = _YES_OR_NO if column.startswith("is_") else _VALUES.get(column, {})
    plain = str(value).replace("_", " ") if column in ("kind", "state") else str(value)
    return named.get(str(value), plain)


def column_label(name: str) -> str:
    """Return the name of a column as people read it."""
    return COLUMNS.get(name, name.replace("_", " ").capitalize())
