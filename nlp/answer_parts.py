"""What an answer does with each part of its question: answered, deflected, not held, too costly or left out.

A part is answered by sentences that speak to it and offer the kind of thing it asks for: a number for "how
many", a date for "when", what an assessment found for "what assessment". Sentences that only speak of the
subject, or name another text or body, deflect. A part that meets "not held" or "disproportionate cost" is a
gap in the data, and partly answered where something is told all the same.

Measured on 185 parts of 90 real questions whose errors nobody looked at, labelled by one reader before the
software read them: 70 % have the reader's first status, 84 % that or another that the reader called arguable
(45 % and 68 % by the rules before); all 18 gaps found, 2 found wrongly. On the 271 parts of 129 questions
that the rules were made with: 73 % and 89 %, all 33 gaps. The same reader, reading 42 parts again, gave 88 %
of them the same status: no figure can be far above that. "Answered" is right or arguable for 86 in 100.
On 139 parts of 114 invented questions, written and labelled by somebody else, whose answers are more to the
point than real ones: 66 % and 75 %.
What is weak: "partly answered", hardly ever found but beside a gap; general words that happen to repeat those
of the question, taken for an answer; answers in other words, taken to be beside the point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nlp.answer_sentences import AnswerSentence, Wanted, read_sentences
from nlp.asked_parts import AskedParts
from nlp.part_cover import LEAST, Cover, covers
from nlp.part_kinds import answers, shows
from nlp.part_words import figures, initials
from nlp.question_parts import QuestionPart

STATUSES = (
    "answered", "partly answered", "deflected", "not held", "disproportionate cost", "not answered",
)  # fmt: skip
GAPS = {"cost": "disproportionate cost", "not_held": "not held"}
"""The status that stands for each role of a sentence that names a gap, the stronger first."""

_SERIES = 3
"""Numbers that an answer gives at least where one was asked for each year or place."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one part.

    `status` is one of STATUSES; `gap` is "not held" or "disproportionate cost" where the answer says so of
    this part, whether or not the rest of it was answered. `start` and `end` (exclusive) give the sentence of
    the answer that decided, None where no sentence speaks to the part; `why` says which rule or words did.
    `score` is how sure the reading is, from 0 to 1.
    """

    status: str
    why: str
    score: float
    start: int | None = None
    end: int | None = None
    gap: str | None = None


def judge_parts(parts: Sequence[QuestionPart], answer: str, *, is_holding: bool = False) -> list[Verdict]:
    """Return a verdict for each part, in order; a holding answer leaves every part unanswered."""
    if is_holding:
        return [Verdict("not answered", "holding answer", 1.0) for _ in parts]
    names = initials([answer, *(part.text for part in parts)])
    asked = AskedParts(parts, names)
    wanted = Wanted(
        labels=[part.label for part in parts],
        names=names,
        figures=frozenset(one for part in parts for one in figures(part.text)) if asked.is_counted else None,
    )
    sentences = read_sentences(answer, wanted)
    return [_verdict(reading) for reading in _readings(asked, sentences)]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What an answer has for one part.

    `mine` are the sentences that speak to the part; `told` is its cover by those that offer the kind of
    thing it asks for, `spoken` by all that tell anything. `near` is the sentence nearest to its subject,
    `doing` the first that tells what is done, where several do. `is_serial` and `seat` are as in AskedParts.
    """

    kind: str
    mine: Sequence[AnswerSentence]
    told: Cover
    spoken: Cover
    near: AnswerSentence | None
    doing: AnswerSentence | None
    is_serial: bool
    seat: frozenset[str]

    def first(self, *roles: str) -> AnswerSentence | None:
        """Return the first sentence of the first of these roles that any sentence has."""
        return next((one for role in roles for one in self.mine if one.role == role), None)


def _readings(asked: AskedParts, sentences: Sequence[AnswerSentence]) -> Iterator[_Reading]:
    heard = [(sentence, asked.spoken_to(sentence)) for sentence in sentences]
    telling = [(sentence, places) for sentence, places in heard if _tells(sentence)]
    spoken = covers(asked, telling)
    told = covers(asked, [(sentence, _answered_by(asked, sentence, places)) for sentence, places in telling])
    if len(told) == 1:
        told = [_told_at_all(asked.kinds[0], told[0], spoken[0], [one for one, _ in telling])]
    deeds = [one for one, _ in telling if "doing" in one.offers and "undecided" not in one.offers]
    answered = {group for group, cover in zip(asked.groups, told, strict=True) if cover.is_enough}
    for place, kind in enumerate(asked.kinds):
        yield _Reading(
            kind=kind,
            mine=[sentence for sentence, places in heard if place in places],
            told=told[place],
            spoken=spoken[place],
            near=asked.nearest(
                place, [one for one, _ in telling], alone=bool(answered - {asked.groups[place]})
            ),
            doing=deeds[0] if len(deeds) > 1 else None,
            is_serial=asked.is_serial(place),
            seat=asked.seats[place],
        )


def _told_at_all(kind: str, told: Cover, spoken: Cover, telling: Sequence[AnswerSentence]) -> Cover:
    """Return what tells the one thing that was asked: where the answer speaks of its subject, also a sentence
    that goes on without naming it: "We now expect to do so in May."
    """  # fmt: skip
    offering = [one for one in telling if shows(kind, one.offers)]
    if told.is_enough or not spoken.is_enough or not offering:
        return told
    return Cover(LEAST, f"offers the {kind} asked for; {spoken.why}", offering[0])


def _tells(sentence: AnswerSentence) -> bool:
    """Say whether a sentence may answer: "12 were; more can be found at ..." does."""
    return sentence.role in (None, "no") or (sentence.role == "deflected" and sentence.figures > 0)


def _answered_by(asked: AskedParts, sentence: AnswerSentence, places: Iterable[int]) -> frozenset[int]:
    """Return those of the parts that a sentence tells the kind of thing they ask for."""
    return frozenset(
        place
        for place in places
        if sentence.role == "no"
        or answers(asked.kinds[place], sentence.offers)
        or asked.echoes(place, sentence)
    )


def _verdict(reading: _Reading) -> Verdict:
    if gap := reading.first(*GAPS):
        return _gap_verdict(reading, gap)
    if reading.told.is_enough:
        return _told_verdict(reading)
    deflected = reading.first("deflected")
    if reading.kind == "steps" and reading.doing and not deflected:
        return _found("answered", "tells what is done", 0.4, reading.doing)
    if deflected:
        return _found("deflected", deflected.cue, 0.7, deflected)
    if unsaid := reading.first("holding", "declined"):
        return _found("not answered", unsaid.cue, 0.8, unsaid)
    if reading.spoken.score > 0:
        why = f"not the {reading.kind} asked for; {reading.spoken.why}"
        return _found("deflected", why, 0.6, reading.spoken.best)
    if reading.near:
        return _found("deflected", "speaks of the subject alone", 0.5, reading.near)
    return Verdict("not answered", "no sentence speaks to it", 1.0)


def _gap_verdict(reading: _Reading, gap: AnswerSentence) -> Verdict:
    """Return the gap, or "partly answered" where the answer tells something of this very part besides."""
    status = GAPS[gap.role or ""]
    if _tells_besides(reading, gap):
        return _found("partly answered", gap.cue, 0.8, gap, status)
    return _found(status, gap.cue, 0.9 if gap.names else 0.8, gap, status)


def _tells_besides(reading: _Reading, gap: AnswerSentence) -> bool:
    """Say whether a part is told something of, though of something in it there is a gap.

    "No estimate was made" tells nothing besides, nor does anything where "the information requested" is what
    is missing.
    """
    told = reading.told
    if gap.names or (gap.is_of_request and not gap.words):
        return False
    if told.best is None or told.best.role == "no" or told.is_by_kin:
        return False
    least = LEAST if reading.kind == "number" else 2 * LEAST  # a number can hardly be beside the point
    return told.score >= least


def _told_verdict(reading: _Reading) -> Verdict:
    """Return "answered", or "partly answered" where only one side of what is asked is told."""
    told = reading.told
    lack = _lack(reading)
    status, why = ("partly answered", f"{lack}; {told.why}") if lack else ("answered", told.why)
    return _found(status, why, told.score, told.best)


def _lack(reading: _Reading) -> str:
    """Return what is missing in what is told, "" where nothing is seen to be."""
    cue = reading.told.best.cue if reading.told.best else ""
    if reading.kind == "assessment" and cue.startswith("no.plans:"):
        return "no assessment"
    if reading.kind != "number" or cue.startswith("no."):
        return ""
    if reading.is_serial and sum(one.figures for one in reading.mine) < _SERIES:
        return "one number for many"
    if reading.seat and not any(reading.seat & one.words for one in reading.mine):
        return "not of the constituency"
    return ""


def _found(
    status: str, why: str, score: float, sentence: AnswerSentence | None, gap: str | None = None
) -> Verdict:
    start, end = (sentence.start, sentence.end) if sentence else (None, None)
    return Verdict(status, why, round(score, 2), start, end, gap)
