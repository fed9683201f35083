"""Titles of office: what Hansard prints, what Parliament's lists say, and whether the two are the same post.

One post goes by many names: "The Parliamentary Under-Secretary of State for Work and Pensions" in Hansard,
"Parliamentary Under-Secretary" with "Department for Work and Pensions" in the lists, "Minister of State,
Department for Work and Pensions" on a written statement. Each name is read as a rank and the words of a
department or brief; the words that all departments share do not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.records import Post

_RANKS = (  # the first that a title opens with; each holds the ones after it
    (
        "parliamentary under-secretary",
        re.compile(r"(?:joint )?parliamentary under[- ]?secretary(?: of state)?"),
    ),
    ("parliamentary secretary", re.compile(r"parliamentary secretary")),
    ("minister of state", re.compile(r"minister of state")),
    ("secretary of state", re.compile(r"(?:first )?secretary of state")),
    ("minister", re.compile(r"(?:the )?(?:noble |hon\.? )?minister")),
)
_SHARED_BY_MANY = re.compile(r"\b(?:in waiting|whips?|commissioners?|treasurer|comptroller|chamberlain)\b")
_AND_ANOTHER = re.compile(
    r"(?:,| and| &) (?:the )?(?=(?:lord (?:chancellor|privy seal|president)|(?:first )?secretary of state"
    r"|minister|leader of|chancellor of|paymaster|deputy prime minister)\b)"
)
_BRACKET = re.compile(r"\(([^()]*)\)?")
_IS_DEPARTMENT = re.compile(r"\b(?:department|ministry|office|treasury)\b")
_EMPTY = frozenset({
    "a", "affairs", "also", "and", "at", "department", "departments", "for", "her", "hm", "his", "in",
    "majesty", "majestys", "ministry", "of", "office", "secretary", "state", "the",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    """One office as named: `rank` is None for one that is like no other ("lord chancellor").

    `department` holds the telling words of a department, `brief` those of the work given to its holder.
    """

    name: str
    rank: str | None
    department: frozenset[str] = frozenset()
    brief: frozenset[str] = frozenset()

    @property
    def is_held_by_one(self) -> bool:
        """Say whether there is only one such office at a time, whoever else is a minister there."""
        if self.rank is None:
            return not _SHARED_BY_MANY.search(self.name)
        return self.rank == "secretary of state"


def department_words(name: str | None) -> frozenset[str]:
    """Return the words that tell a department from others: "work" and "pensions" for all its names."""
    words = re.findall(r"[a-z]+", (name or "").casefold().replace("'", "").replace("’", ""))
    return frozenset(words) - _EMPTY


def read_titles(text: str | None, department: str | None = None) -> tuple[Title, ...]:
    """Return the offices that a printed title names, one by one; most name one.

    >>> [title.rank for title in read_titles("The Minister of State, Department for Work and Pensions")]
    ['minister of state']
    """
    name = " ".join((text or "").casefold().split()).removeprefix("the ")
    return tuple(_title(part, department) for part in _AND_ANOTHER.split(name) if part)


def titles_of(post: Post) -> tuple[Title, ...]:
    """Return the offices that a post in the lists is."""
    return read_titles(post.office, post.department)


def is_same(asked: Title, held: Title) -> bool:
    """Say whether the office asked for may be the one held.

    "The Minister" may be any minister; "the Minister for Pensions" the one whose brief is pensions, or who
    serves in a department of that name. A title that names no department or brief matches none.
    """
    if asked.rank is None or held.rank is None:
        return asked.rank == held.rank and asked.name == held.name
    if asked.rank != held.rank and asked.rank != "minister":
        return False
    if asked.brief and asked.brief != held.brief:
        return False
    return bool(asked.department) and (asked.department == held.department or is_brief(asked, held))


def is_brief(asked: Title, held: Title) -> bool:
    """Say whether an office is asked for by the work its holder was given, which is nobody else's."""
    return asked.rank in ("minister", "minister of state") and asked.department == held.brief


def _title(name: str, department: str | None) -> Title:
    rank, rest = None, name
    for candidate, pattern in _RANKS:
        if found := pattern.match(name):
            rank, rest = candidate, name[found.end() :]
            break
    else:
        return Title(name.rstrip(" )"), None, department_words(department))
    brackets = [found[1] for found in _BRACKET.finditer(rest)]
    rest = _BRACKET.sub(" ", rest)
    brief = [words for words in brackets if not _IS_DEPARTMENT.search(words)]
    named = " ".join([rest, *(words for words in brackets if words not in brief)])
    return Title(
        name=name,
        rank=rank,
        department=department_words(named) or department_words(department),
        brief=department_words(brief[0].partition(";")[0]) if brief else frozenset(),
    )
