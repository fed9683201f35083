"""Where the records come from, how often each source is read, and under which licence it may be used."""

from __future__ import annotations

from dataclasses import dataclass

OPL = "Open Parliament Licence v3.0"
OGL = "Open Government Licence v3.0"
LICENCES = {
    OPL: "https://www.parliament.uk/site-information/copyright-parliament/open-parliament-licence/",
    OGL: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
"""Addresses of the licences."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One source: who offers it, what it gives, how often it is read, its licence."""

    name: str
    url: str
    gives: str
    read: str
    licence: str


ORIGINS = (
    Origin(
        "Written questions and statements",
        "https://questions-statements.parliament.uk/",
        "Questions, every version of their answers, written statements, the files with them",
        "weekly; a month is read again while late answers and corrections may come",
        OPL,
    ),
    Origin(
        "Hansard",
        "https://hansard.parliament.uk/",
        "Debates of both Houses and Westminster Hall",
        "weekly; a debate is read again while its text is revised, up to a month",
        OPL,
    ),
    Origin(
        "Oral questions and motions",
        "https://oralquestionsandmotions-api.parliament.uk/",
        "Questions as tabled for oral answer, early day motions",
        "weekly",
        OPL,
    ),
    Origin(
        "Committees",
        "https://committees.parliament.uk/",
        "Reports of the Work and Pensions Committee, the government’s responses, deadlines, letters",
        "weekly",
        OPL,
    ),
    Origin(
        "Petitions",
        "https://petition.parliament.uk/",
        "Petitions, signatures, the government’s responses",
        "weekly",
        OPL,
    ),
    Origin(
        "Members",
        "https://members.parliament.uk/",
        "Names, seats, parties and offices by date",
        "weekly, whoever was named",
        OPL,
    ),
    Origin(
        "parlparse by mySociety",
        "https://parser.theyworkforyou.com/",
        "Older debates and answers, people and offices, as files",
        "when the history is filled in",
        f"{OPL}, of the records",
    ),
    Origin(
        "GOV.UK",
        "https://www.gov.uk/",
        "Consultations, policy papers and releases with their changes",
        "weekly; who held an office, monthly",
        OGL,
    ),
    Origin(
        "Child maintenance statistics",
        "https://www.gov.uk/government/collections/child-maintenance-service-statistics",
        "Tables of the Department for Work and Pensions, published each quarter",
        "looked for weekly; a workbook is read once",
        OGL,
    ),
    Origin(
        "legislation.gov.uk",
        "https://www.legislation.gov.uk/",
        "Acts and instruments, and what brought their provisions into force",
        "weekly",
        OGL,
    ),
)
