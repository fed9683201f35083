"""Which parts of a long document are about the topic: a government response speaks of a hundred things.

A document is read in units: a heading with what stands under it, or a committee's recommendation with the
paragraphs that answer it. What is about the topic in a unit is kept in runs of whole paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from scrapers.document_units import Paragraph, Unit, read_paragraphs, read_units
from scrapers.topic import Topic

THROUGHOUT = 0.6
"""Share of the long paragraphs with a term, from which on a document is about the topic wherever it does not
turn to another subject under a heading or recommendation of its own."""

_LONG_WORDS, _ENOUGH_LONG = 20, 5  # words of a long paragraph; fewer of them tell nothing about a document
_FOLLOWERS = 3  # paragraphs that carry a thought on
_CARRIES_ON = re.compile(
    r"""(?:This|These|That|Those|It|They|Both|Such|Once|In[ ]addition|Furthermore|Moreover|However
    |As[ ]part[ ]of[ ]this
    |(?:The|Our)[ ](?:changes?|consultation|legislation|powers?|reforms?|regulations|review|scheme|service)
    )\b""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `start` to `end` of a text; `context` is the heading or recommendation it stands under.

    `is_quoted` marks what a committee put to the government, also where an answer repeats it.
    """

    start: int
    end: int
    context: str | None = None
    is_quoted: bool = False


def find_passages(text: str, topic: Topic, *, is_own: bool = False) -> tuple[Passage, ...]:
    """Return the runs of paragraphs (lines) of `text` that are about the topic, in order, none overlapping.

    `is_own` is as in `relevance.term_in`. A recommendation about the topic is kept with all that answers it,
    under a heading that names the topic all is kept; elsewhere paragraphs with a term, with the heading above
    and what plainly carries them on.
    """
    paragraphs = list(read_paragraphs(text, topic, is_own=is_own))
    units = read_units(paragraphs)
    is_throughout = _speaks_throughout(paragraphs)
    for unit in units:
        _keep(unit, is_throughout=is_throughout)
    return tuple(passage for unit in units for passage in _runs(unit))


def _speaks_throughout(paragraphs: Sequence[Paragraph]) -> bool:
    long = [item for item in paragraphs if len(item.text.split()) >= _LONG_WORDS]
    return len(long) >= _ENOUGH_LONG and sum(item.has_term for item in long) >= THROUGHOUT * len(long)


def _keep(unit: Unit, *, is_throughout: bool) -> None:
    """Mark the paragraphs of a unit that are about the topic."""
    titles = unit.heading or ([unit.above] if unit.above else [])
    begins_anew = bool(unit.heading or unit.put)
    mentions = any(item.has_term for item in unit.everything)
    names_topic = any(item.has_term for item in (*titles, *unit.put))
    if names_topic or (is_throughout and (mentions or not begins_anew)):
        for item in unit.put + unit.said:
            item.is_kept = True
    else:
        _keep_mentions(unit.said)
    for item in unit.heading[-1:]:
        item.is_kept = any(other.is_kept for other in unit.put + unit.said)


def _keep_mentions(said: Sequence[Paragraph]) -> None:
    """Mark paragraphs with a term, the list that one begins, and what plainly carries a thought on."""
    before: Paragraph | None = None
    leading: Paragraph | None = None  # the paragraph that a list hangs on
    carried = 0
    for item in said:
        if item.is_item:
            if item.has_term and leading:
                leading.is_kept = True
            item.is_kept = item.has_term or bool(leading and leading.leads_kept_list)
        else:
            carries_on = bool(before and before.is_kept and _CARRIES_ON.match(item.text))
            carried = carried + 1 if carries_on and not item.has_term else 0
            item.is_kept = item.has_term or (carries_on and carried <= _FOLLOWERS)
            item.leads_kept_list = item.is_kept and item.text.endswith(":")
            leading = item if item.text.endswith(":") else None
        before = item


def _runs(unit: Unit) -> Iterator[Passage]:
    """Yield the kept paragraphs of a unit as passages; a heading goes with what follows it."""
    is_put = bool(unit.put) and unit.put[0].is_kept
    quoted = {item.start for item in (*unit.put, *(unit.heading if is_put else ()))}
    title = unit.title.text if unit.title else None
    context = "\n".join(item.text for item in unit.put) or title

    for (is_kept, is_quoted), found in groupby(
        unit.everything, key=lambda item: (item.is_kept, item.start in quoted)
    ):
        items = list(found)
        if is_kept:
            about = title if is_quoted else context
            yield Passage(items[0].start, items[-1].end, _other_than(about, items), is_quoted)


def _other_than(context: str | None, items: Iterable[Paragraph]) -> str | None:
    """The context, unless it is in the passage itself."""
    return None if any(item.text == context for item in items) else context
