"""The items of one Hansard debate as contributions: what was said, by whom, at which column."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from scrapers import fields
from scrapers.fields import Item, WrongShape
from scrapers.html_text import column_numbers, html_to_text
from scrapers.records import Contribution, Rejected
from scrapers.turns import Line, Speaker, Turns

_KNOWN = frozenset({
    "ItemType", "ItemId", "MemberId", "AttributedTo", "Value", "OrderInSection", "Timecode",
    "ExternalId", "HRSTag", "HansardSection", "UIN", "IsReiteration",
})  # fmt: skip
_COLUMN_TAG = "hs_ColumnNumber"
_LORDS_QUESTION = re.compile(r"To ask H(?:is|er) Majesty[’']s Government")


@dataclass(slots=True)
class ItemReader:
    """Reads the items of one debate in order; the results stand in its last three fields."""

    debate_id: str
    debate_url: str | None
    contributions: list[Contribution] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    unknown_fields: set[str] = field(default_factory=set)
    _turns: Turns = field(default_factory=Turns)
    _column: str | None = None
    _occurrences: Counter[str] = field(default_factory=Counter)

    def read(self, items: Iterable[Any]) -> None:
        """Read every item; one that can't be read is rejected and the rest goes on."""
        for index, item in enumerate(items):
            try:
                if not isinstance(item, dict):
                    raise WrongShape("not an object")
                self.unknown_fields |= set(item) - _KNOWN
                self._read_item(item)
            except WrongShape as error:
                self._turns.lose_track()
                where = f"debate {self.debate_id} items[{index}]"
                self.rejected.append(fields.reject(item, where, str(error)))

    def _read_item(self, item: Item) -> None:
        markup = fields.markup(item, "Value").strip()
        line = _line(item, markup)
        if line.item_type == "Timestamp" or line.tag == _COLUMN_TAG:
            self._column = _printed_column(markup, line) or self._column
            return
        speaker, is_continuation = self._turns.speaker_of(line)
        if line.text:
            self.contributions.append(self._contribution(item, line, speaker, is_continuation, markup))
        self._column = (column_numbers(markup) or [self._column])[-1]

    def _contribution(
        self, item: Item, line: Line, speaker: Speaker | None, is_continuation: bool, markup: str
    ) -> Contribution:
        who = speaker or Speaker()
        external_id = fields.text(item, "ExternalId")
        opens_column = markup.startswith("<span") and column_numbers(markup)
        return Contribution(
            id=self._id(external_id, who, line.text),
            position=len(self.contributions),
            text=line.text,
            kind=_kind(line, speaker),
            member_id=who.member_id,
            attributed_to=line.attributed_to,
            speaker_name=who.name,
            office=who.office,
            party=who.party,
            constituency=who.constituency,
            is_continuation=is_continuation,
            is_chair=who.is_chair,
            uin=fields.identifier(item, "UIN"),
            column=opens_column[0] if opens_column else self._column,
            url=self._url(external_id),
        )

    def _id(self, external_id: str | None, who: Speaker, text: str) -> str:
        """The service's own id; else, or when it comes twice, a hash that stays the same every week."""
        if external_id:
            self._occurrences[external_id.upper()] += 1
            if self._occurrences[external_id.upper()] == 1:
                return external_id.upper()
        identity = "\n".join((self.debate_id, str(who.member_id or who.name or ""), text))
        self._occurrences[identity] += 1
        numbered = f"{identity}\n{self._occurrences[identity]}"
        return f"sha-{hashlib.sha256(numbered.encode()).hexdigest()[:32]}"

    def _url(self, external_id: str | None) -> str | None:
        if self.debate_url and external_id:
            return f"{self.debate_url}#contribution-{external_id}"
        return self.debate_url


def _line(item: Item, markup: str) -> Line:
    item_type = fields.text(item, "ItemType") or "Contribution"
    text = html_to_text(markup)
    if item_type == "Division":
        text = text or "Division"  # its numbers have a route of their own
    return Line(
        text=text,
        item_type=item_type,
        tag=fields.text(item, "HRSTag"),
        member_id=fields.number(item, "MemberId") or None,  # 0 is nobody
        attributed_to=fields.text(item, "AttributedTo"),
    )


def _kind(line: Line, speaker: Speaker | None) -> str:
    if line.tag == "Question" or _LORDS_QUESTION.match(line.text):
        return "question"
    return "speech" if speaker else "procedural"


def _printed_column(markup: str, line: Line) -> str | None:
    if line.tag != _COLUMN_TAG:
        return None
    found = column_numbers(markup) or re.findall(r"\d+\w*", line.text)
    return found[-1] if found else None
