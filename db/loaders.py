"""Which function writes which of the other sources' records; called in this order at every publication."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from db.gather import Gathered
from db.load_committees import load_publications
from db.load_govuk import load_documents
from db.load_legislation import load_legislation
from db.load_petitions import load_petitions
from db.load_roles import load_roles
from db.load_statistics import load_statistics
from db.load_tabled import load_motions, load_oral_questions
from db.people import People
from scrapers.relevance import Topic

Loader = Callable[[Database, Gathered, People, Topic], None]
"""Writes what `gathered.of(...)` gives of its kinds of record, after questions, statements and debates."""

LOADERS: tuple[Loader, ...] = (
    load_oral_questions,
    load_motions,
    load_publications,
    load_petitions,
    load_legislation,
    load_documents,
    load_statistics,
    load_roles,
)
