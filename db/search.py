"""Full-text search: which columns are searchable, and a query that finds words in all of them at once."""

from __future__ import annotations

from sqlite_utils import Database

SEARCHABLE = {
    "questions": ("heading", "question_text", "answer_text"),
    "statements": ("title", "text"),
    "contributions": ("text",),
    "oral_questions": ("question_text",),
    "motions": ("title", "text"),
    "publication_passages": ("text",),
    "petitions": ("title", "background", "details", "response_text"),
    "documents": ("title", "description", "text", "outcome_text"),
    "legislation": ("title",),
    "commitments": ("quote", "action", "member_name", "office"),
}


def enable_search(db: Database) -> None:
    """Index the searchable columns of a freshly built tracker; words are stemmed, accents ignored."""
    for table, columns in SEARCHABLE.items():
        db.table(table).enable_fts(columns, tokenize="porter unicode61")


def match_expression(words: str) -> str:
    """Return what a person typed as an FTS5 expression that can't be malformed.

    Each word must occur; "words in quotes" are a phrase. Operators and stray quotes are read as words.
    """
    pieces = words.split('"')
    phrases = [piece.strip() for piece in pieces[1::2]]
    singles = [word for piece in pieces[0::2] for word in piece.split()]
    return " ".join(f'"{part}"' for part in (*phrases, *singles) if part.strip("'*()^:-+.,;"))
