"""Finds what a passage is about: the guide's nine themes, of question and answer together.

Rules are data (`lexicons/themes.toml`). A theme holds where its words carry weight enough: words of the
question and the heading say what is asked and count most; in the answer it counts how many of its sentences
speak of the theme. A few wordings decide wherever they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cache

from nlp.annotations import THEMES, Theme
from nlp.lexicon import load_rules
from nlp.prefilter import Prefilter
from nlp.sentences import split_sentences

Matches = defaultdict[str, list[re.Match[str]]]
"""What was found of each role."""
ROLES = frozenset({theme + suffix for theme in THEMES for suffix in (".sure", "", ".weak")})

# What words are worth, by where they stand; a theme holds from THRESHOLD on. Set on the labelled documents.
IN_QUESTION, IN_QUESTION_WEAK = 1.0, 0.2
IN_ANSWER, IN_ANSWER_WEAK = 0.2, 0.05  # for each different wording
SHARE = 1.6  # times the share of the answer's sentences that carry a strong word
MOST = 4  # different wordings of one theme that count, in each part
THRESHOLD = 1.0

# What a question refers to is not what it asks: "with reference to the report entitled ..., what steps".
_REFERENCE = re.compile(
    r"""(?:with\ (?:reference|regard)\ to|pursuant\ to|further\ to|following)\b.*?,\s+
        (?=(?:on\ )?(?:what|when|whether|if|how|which|who|where|why)\b)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_ADDRESS = re.compile(r"^\s*to\s+ask\s+[^,]*,\s*", re.IGNORECASE)


def find_themes(question: str | None, text: str, heading: str | None = None) -> tuple[Theme, ...]:
    """Return the themes of a passage in the guide's order, each with the words that decided it."""
    asked = _REFERENCE.sub("", _ADDRESS.sub("", question or "")) + "\n" + (heading or "")
    starts = [start for start, _ in split_sentences(text)]
    in_question, in_text = _find(asked.lower()), _find(text.lower())
    found = []
    told_of = {role.partition(".")[0] for role in [*in_question, *in_text]}
    for theme in (name for name in THEMES if name in told_of):
        why, score = _weigh(theme, in_question, in_text, starts)
        if score >= THRESHOLD:
            found.append(Theme(theme, why))
    return tuple(found)


def _weigh(theme: str, asked: Matches, text: Matches, starts: list[int]) -> tuple[tuple[str, ...], float]:
    """Return the words that speak for `theme`, the weightiest first, and what they weigh together.

    `starts` are the positions at which the sentences of the text begin.
    """
    strong, weak = _words(asked[theme]), _words(asked[theme + ".weak"])
    sure = _words([*asked[theme + ".sure"], *text[theme + ".sure"]])
    answered, mentioned = _words(text[theme]), _words(text[theme + ".weak"])
    score = THRESHOLD * bool(sure) + SHARE * _share(text[theme], starts)
    score += IN_ANSWER * min(len(answered), MOST) + IN_ANSWER_WEAK * min(len(mentioned), MOST)
    score += IN_QUESTION * min(len(strong), MOST) + IN_QUESTION_WEAK * min(len(weak), MOST)
    return tuple(dict.fromkeys([*sure, *strong, *answered, *weak, *mentioned])), score


def _find(text: str) -> Matches:
    """Return where the words of each role stand in a text in small letters."""
    found: Matches = defaultdict(list)
    for position in _prefilter().candidates(text):
        role, pattern = _patterns()[position]
        found[role] = list(pattern.finditer(text))
    return found


def _share(hits: list[re.Match[str]], starts: list[int]) -> float:
    """Return the share of the sentences in which one of the matches begins."""
    return len({bisect_right(starts, hit.start()) for hit in hits}) / len(starts) if hits else 0.0


def _words(matches: list[re.Match[str]]) -> list[str]:
    """Return the different wordings matched, in order."""
    return list(dict.fromkeys(match.group() for match in matches))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the rules of each role as one pattern for text in small letters, which is four times as fast."""
    by_role: dict[str, list[str]] = defaultdict(list)
    for rule in load_rules("themes", ROLES):
        by_role[rule.role].append(f"(?:{rule.pattern.pattern})")
    return tuple((role, re.compile("|".join(found), re.VERBOSE)) for role, found in by_role.items())


@cache
def _prefilter() -> Prefilter:
    return Prefilter([pattern for _, pattern in _patterns()])
