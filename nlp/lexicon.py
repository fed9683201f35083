"""Rules as data: each rule of a lexicon carries its pattern and its own proof.

A lexicon is a TOML file in `nlp/lexicons/` with one `[[rule]]` table a rule. Closed lists of words carry no
proof and are read by their own modules: `clauses.toml` is nothing else, `outcomes.toml` has one beside rules.

    [[rule]]
    id = "promise.will-publish"       # unique in the file; shown in every decision's `why`
    role = "promise"                  # one of the roles the reading module declares
    pattern = '\\bwill publish\\b'    # a regular expression, read case-insensitively and verbosely
    note = "why the rule is there"    # optional
    matches = ["We will publish it."] # sentences it must find: at least one
    rejects = ["It was published."]   # sentences it must leave alone: at least one

A `[words]` table on top may name alternations used by many rules; `<<name>>` in a pattern stands for
`(?:...)` of that name, and a name may use the names above it:

    [words]
    person = "parents?|customers?"

`tests/nlp/test_lexicons.py` holds every rule to its own `matches` and `rejects`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicons"
_KEYS = {"id", "role", "pattern", "note", "matches", "rejects"}
_NAME = re.compile(r"<<(\w+)>>")


class LexiconError(ValueError):
    """A lexicon file that says something no module would read."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern with its role and the sentences that prove it."""

    id: str
    role: str
    pattern: re.Pattern[str]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    note: str = ""


@cache
def load_rules(name: str, roles: Collection[str] | None = None) -> tuple[Rule, ...]:
    """Return the rules of `lexicons/<name>.toml` in file order.

    Raises LexiconError for an unknown key, an unknown role (where `roles`, hashable, is given), an id used
    twice, an unknown `<<name>>`, a pattern that is no regular expression, or a rule without `matches` or
    `rejects`.
    """
    path = FOLDER / f"{name}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    words = _read_words(data.get("words", {}), path.name)
    rules = tuple(_rule(table, path.name, roles, words) for table in data.get("rule", []))
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise LexiconError(f"{path.name}: rule id {rule.id!r} is used twice")
        seen.add(rule.id)
    return rules


def _read_words(table: dict[str, str], file: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for name, alternatives in table.items():
        words[name] = f"(?:{_expand(alternatives, words, f'{file}: words {name!r}')})"
    return words


def _expand(pattern: str, words: Mapping[str, str], where: str) -> str:
    """Put the alternations in for each `<<name>>`."""
    if unknown := set(_NAME.findall(pattern)) - set(words):
        raise LexiconError(f"{where}: unknown words {sorted(unknown)}; the file names {sorted(words)}")
    return _NAME.sub(lambda name: words[name[1]], pattern)


def _rule(table: dict, file: str, roles: Collection[str] | None, words: Mapping[str, str]) -> Rule:
    where = f"{file}: rule {table.get('id', '(no id)')!r}"
    if unknown := set(table) - _KEYS:
        raise LexiconError(f"{where}: unknown key {sorted(unknown)}; a rule may have {sorted(_KEYS)}")
    for key in ("id", "role", "pattern", "matches", "rejects"):
        if not table.get(key):
            raise LexiconError(f"{where}: {key!r} is missing or empty")
    if roles is not None and table["role"] not in roles:
        raise LexiconError(f"{where}: unknown role {table['role']!r}; roles are {sorted(roles)}")
    try:
        pattern = re.compile(_expand(table["pattern"], words, where), re.IGNORECASE | re.VERBOSE)
    except re.error as error:
        raise LexiconError(f"{where}: pattern is no regular expression: {error}") from error
    return Rule(
        id=table["id"],
        role=table["role"],
        pattern=pattern,
        matches=tuple(table["matches"]),
        rejects=tuple(table["rejects"]),
        note=table.get("note", ""),
    )
