"""Finds what a passage is about: the guide's nine themes, of question and answer together.

Rules are data (`lexicons/themes.toml`, which says what each role is for). A theme holds where its words carry
weight enough: words of the question say what is asked and count most; in the answer it counts how many of its
sentences speak of the theme. A few wordings decide wherever they stand; others only name a theme in passing,
and the words inside them do not count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from operator import itemgetter

from nlp.annotations import THEMES, Theme
from nlp.lexicon import load_rules
from nlp.prefilter import Prefilter
from nlp.sentences import split_sentences

Passage = tuple[str | None, Sequence[str]]
"""What was asked, and the sentences of the text."""
Found = dict[str, list[tuple[int, str]]]
"""Of each role the words found, each with the number of its sentence."""
Patterns = tuple[tuple[str, str, re.Pattern[str]], ...]
"""Theme, role and pattern of each rule."""
IN_BOTH, IN_QUESTIONS = ("", ".sure", ".passing"), (".asked", ".hint", ".else")
ALONE_NOTHING = (".hint", ".else")
"""What says nothing of a theme that no other word speaks of."""
ROLES = frozenset(theme + suffix for theme in THEMES for suffix in IN_BOTH + IN_QUESTIONS)

# What words are worth, by where they stand; a theme holds from THRESHOLD on. Set on labelled documents.
IN_QUESTION, HINT = 1.0, 0.4  # for each different wording; for any number of hints
IN_ANSWER, MOST = 0.2, 4  # for each different wording; so many of them count
SHARE = 1.5  # times the share of the answer's sentences that hold a word of the theme
THRESHOLD = 1.0

# What a question refers to is not what it asks: "with reference to the report entitled ..., what steps".
_REFERENCE = re.compile(
    r"""(?:with\ (?:reference|regard)\ to|pursuant\ to|further\ to|following)\b.*?,\s+
        (?=(?:on\ |for\ )?(?:what|when|whether|if|how|which|who|where|why)\b)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_ADDRESS = re.compile(
    r"^\s*to\s+ask\s+(?:(?:his|her)\s+majesty['’]s\s+government,?\s*|[^,]*,\s*)", re.IGNORECASE
)


def find_themes(question: str | None, text: str) -> tuple[Theme, ...]:
    """Return the themes of a passage in the guide's order, each with the words that decided it."""
    sentences = [text[start:end] for start, end in split_sentences(text)]
    return find_themes_of_each([(question, sentences)])[0]


def find_themes_of_each(passages: Sequence[Passage]) -> list[tuple[Theme, ...]]:
    """Return the themes of each passage; many at once take less time than one by one."""
    questions = [[_REFERENCE.sub("", _ADDRESS.sub("", question or ""))] for question, _ in passages]
    asked = _find_in_each(questions, IN_BOTH + IN_QUESTIONS)
    answered = _find_in_each([sentences for _, sentences in passages], IN_BOTH)
    lengths = [len(sentences) for _, sentences in passages]
    return list(map(_themes, asked, answered, lengths))


def _themes(asked: Found, answered: Found, length: int) -> tuple[Theme, ...]:
    """Return the themes of a passage with a text of `length` sentences."""
    told_of = {role.partition(".")[0] for role in [*asked, *answered] if not role.endswith(ALONE_NOTHING)}
    found = []
    for theme in (name for name in THEMES if name in told_of):
        why, score = _weigh(theme, asked, answered, length)
        if score >= THRESHOLD:
            found.append(
                Theme(theme, why, tuple(sorted(answered.get(theme, []) + answered.get(theme + ".sure", []))))
            )
    return tuple(found) or _otherwise(asked)


def _weigh(theme: str, asked: Found, text: Found, length: int) -> tuple[tuple[str, ...], float]:
    """Return the words that speak for `theme`, the weightiest first, and what they weigh together.

    `length` is the number of sentences in the text.
    """
    sure = [*_words(asked, theme + ".sure"), *_words(text, theme + ".sure")]
    strong, hints = _words(asked, theme, theme + ".asked"), _words(asked, theme + ".hint")
    answered = _words(text, theme)
    sentences = {number for number, _ in text.get(theme, ())}
    score = THRESHOLD * bool(sure) + IN_QUESTION * len(strong) + HINT * bool(hints)
    if answered:
        score += IN_ANSWER * min(len(answered), MOST) + SHARE * len(sentences) / length
    return tuple(dict.fromkeys([*sure, *strong, *hints, *answered])), score


def _otherwise(asked: Found) -> tuple[Theme, ...]:
    """Return the themes of a question that is about nothing else."""
    return tuple(Theme(name, tuple(why)) for name in THEMES if (why := _words(asked, name + ".else")))


def _find_in_each(texts: Sequence[Sequence[str]], suffixes: tuple[str, ...]) -> list[Found]:
    """Return for each text, given in sentences, the words of these roles that are not said in passing.

    Each pattern is searched in all sentences before the next, as in `nlp.rule_search`.
    """
    prefilter, patterns = _rules(suffixes)
    places = [(number, place) for number, text in enumerate(texts) for place in range(len(text))]
    small = [texts[number][place].lower() for number, place in places]
    found: list[Found] = [defaultdict(list) for _ in texts]
    left: dict[tuple[int, str], str] = {}  # by theme: a sentence without what only names the theme
    for position, numbers in prefilter.tried_in(small):
        theme, role, pattern = patterns[position]
        for one in numbers:
            sentence = left.get((one, theme), small[one])
            if role.endswith(".passing"):
                left[one, theme] = pattern.sub("…", sentence)
            elif hits := [match.group() for match in pattern.finditer(sentence)]:
                number, place = places[one]
                found[number][role] += [(place, hit) for hit in hits]
    for words in (words for of_text in found for words in of_text.values()):
        words.sort(key=itemgetter(0))
    return found


def _words(found: Found, *roles: str) -> list[str]:
    """Return the different wordings of the roles, in order."""
    return list(dict.fromkeys(word for role in roles for _, word in found.get(role, ())))


@cache
def _rules(suffixes: tuple[str, ...]) -> tuple[Prefilter, Patterns]:
    """Return the rules of roles with these suffixes, those of words in passing first, for small letters."""
    rules = sorted(load_rules("themes", ROLES), key=lambda rule: not rule.role.endswith(".passing"))
    patterns = tuple(
        (theme, rule.role, re.compile(rule.pattern.pattern, re.VERBOSE))
        for rule in rules
        for theme in [rule.role.partition(".")[0]]
        if rule.role.removeprefix(theme) in suffixes
    )
    return Prefilter([pattern for _, _, pattern in patterns]), patterns
