"""What a sentence does, by rules: the cues of `lexicons/commitments.toml` and the strongest act they leave.

The rules are tried in file order and the first to match words keeps them: "will consider" is claimed by a
rule of thinking before the wider "will" could call it a promise, and "where a parent fails to pay, ..." is
claimed whole as procedure. What is left is settled by rule 3 of the annotation guide: the strongest act wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.annotations import CLASSES, SentenceClass
from nlp.lexicon import Rule, load_rules
from nlp.rule_search import Hit, search_of

ROLES: dict[str, SentenceClass] = {
    "promise": "firm",
    "weak-promise": "firm",  # "will" without anything else that binds the government
    "announcement": "firm",
    "consequence": "firm",
    "refusal": "refusal",
    "intention": "intended",
    "thinking": "considering",
    "progress": "progress",
    "delivered": "delivered",
    "aspiration": "aspiration",
    "procedure": "none",
    "others": "none",
    "attitude": "none",
    "argument": "none",
    "absence": "none",
    "question": "none",
}
_ROLE_NAMES = frozenset(ROLES)
STRENGTH: tuple[SentenceClass, ...] = (
    "firm", "refusal", "intended", "considering", "progress", "delivered", "aspiration", "none",
)  # fmt: skip
"""The order of guide rule 3, strongest first."""

_TITLES = ("hon. ", "Hon. ", "rt. ", "Rt. ")  # their stops end no clause, and rules do not look beyond one
_INTRODUCTION = re.compile(r":\s*$")
_STARTS_ANEW = re.compile(r"(?:The|This|These|We|I|It|In addition|However|Further|As|For|More)\b")
_ENDS = re.compile(r"[.!?]['\"”’)]*\s*$")
_ITEM_ENDS = re.compile(r"(?:[;,]|;\s*(?:and|or))\s*$")
_LONGEST_ITEM = 60  # words; longer paragraphs are prose again


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of a sentence (`start` to `end`) that a rule has claimed."""

    rule: str
    role: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The class that the rules give a sentence, with every cue they found.

    `inherited` is the rule-given class of the sentence that introduces a list, where it decided.
    """

    class_: SentenceClass
    cues: tuple[Cue, ...] = ()
    inherited: bool = False

    @property
    def is_candidate(self) -> bool:
        """Whether there is anything to weigh: a sentence without any cue says nothing about an act."""
        return bool(self.cues) or self.inherited

    @property
    def deciding(self) -> tuple[Cue, ...]:
        """The cues whose role is the verdict's class."""
        return tuple(cue for cue in self.cues if ROLES[cue.role] == self.class_)


def commitment_rules() -> tuple[Rule, ...]:
    """Return the rules in the order in which they claim words."""
    return load_rules("commitments", _ROLE_NAMES)


def judge(sentence: str) -> Verdict:
    """Return the verdict on one sentence read by itself."""
    return judge_each([sentence])[0]


def judge_each(sentences: Sequence[str]) -> list[Verdict]:
    """Return the verdicts on sentences, each read by itself; many at once take less time than one by one."""
    unlike = list(dict.fromkeys(sentences))  # answers repeat each other
    hits = search_of("commitments", _ROLE_NAMES).hits_in_each([_without_stops(one) for one in unlike])
    cues = dict(zip(unlike, map(_claim, unlike, hits), strict=True))
    verdicts = {text: Verdict(_strongest(ROLES[cue.role] for cue in own), own) for text, own in cues.items()}
    return [verdicts[sentence] for sentence in sentences]


def _claim(sentence: str, hits: Iterable[Hit]) -> tuple[Cue, ...]:
    """Return the cues in the order of the words: hits claim them in turn, so no two share a character."""
    claimed: list[Cue] = []
    taken = bytearray(len(sentence))
    for rule, start, end in hits:
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            claimed.append(Cue(rule.id, rule.role, start, end, sentence[start:end]))
    return tuple(sorted(claimed, key=lambda cue: cue.start))


def _without_stops(sentence: str) -> str:
    """Return the sentence, as long as it was, with a blank for the stop of each title."""
    for title in _TITLES:
        sentence = sentence.replace(title, title.replace(".", " "))
    return sentence


def in_lists(sentences: Sequence[str], verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return the verdicts on the sentences of one document, in its order, with its lists in view.

    An item that says nothing by itself takes the class of the sentence, ending in a colon, that introduces
    the list (guide rule 13).
    """
    read: list[Verdict] = []
    introduction: SentenceClass = "none"
    for sentence, verdict in zip(sentences, verdicts, strict=True):
        if _INTRODUCTION.search(sentence):
            introduction = verdict.class_
        elif introduction != "none":
            if _ends_list(sentence, verdict):
                introduction = "none"
            elif verdict.class_ == "none" and (not verdict.cues or _ITEM_ENDS.search(sentence)):
                verdict = Verdict(introduction, verdict.cues, inherited=True)
        read.append(verdict)
    return read


def judge_all(sentences: Sequence[str]) -> list[Verdict]:
    """Return a verdict for each sentence of one document, list items read with their introduction."""
    return in_lists(sentences, judge_each(sentences))


def _strongest(classes: Iterable[SentenceClass]) -> SentenceClass:
    strongest: SentenceClass = "none"
    for name in classes:
        if STRENGTH.index(name) < STRENGTH.index(strongest):
            strongest = name
    return strongest


def _ends_list(sentence: str, verdict: Verdict) -> bool:
    """Tell whether prose begins again: a full sentence of its own rather than an item."""
    words = sentence.split()
    return len(words) > _LONGEST_ITEM or bool(_STARTS_ANEW.match(sentence) and _ENDS.search(sentence))


assert set(STRENGTH) == set(CLASSES)
