"""XML from strangers, read without the traps of the format.

A file that somebody saved may be anything. parlparse files do declare entities of their own (`&mdash;` and
some sixty others, one character each), so entities cannot simply be refused: only those are allowed that
stand for a few plain characters. Entities made of entities ("billion laughs"), long ones repeated often
("quadratic blow-up"), and everything that would read another file or address are refused.
"""

from __future__ import annotations

import re
from typing import Any, Protocol
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

MAX_BYTES = 64_000_000  # the largest day of a House is some 3 MB
MAX_DEPTH = 100  # parlparse nests six deep
MAX_ENTITIES = 400  # HTML itself has 253
MAX_ENTITY_LENGTH = 16  # characters; with "&a;" as the shortest use, no file grows more than fivefold

_REFERS_OR_HAS_MARKUP = re.compile(r"<|&(?!#(?:\d+|x[0-9a-fA-F]+);)")


class BadXml(ValueError):
    """Text that is not well-formed XML."""


class UnsafeXml(ValueError):
    """XML that tries to grow without bound or to read something else than itself."""


class XmlTarget(Protocol):
    """What is told of a file's elements; names are "{namespace}name"."""

    def start(self, tag: str, attrs: dict[str, str], /) -> Any: ...
    def end(self, tag: str, /) -> Any: ...
    def data(self, data: str, /) -> Any: ...
    def close(self) -> Any: ...


def read_xml(body: bytes) -> Element:
    """Return the root element of `body`, whatever encoding the file declares.

    Raises BadXml where the file is not well-formed (with line and column) and UnsafeXml where it is a danger.
    """
    return read_xml_into(body, _ShallowBuilder())


def read_xml_into(body: bytes, target: XmlTarget) -> Any:
    """Tell `target` of each element as it begins and ends, and return what its `close` returns.

    For files too large to hold as a tree; the target has to mind the nesting, for which there is `MAX_DEPTH`.
    Raises as `read_xml` does.
    """
    if len(body) > MAX_BYTES:
        raise UnsafeXml(f"the file has {len(body)} bytes, more than the {MAX_BYTES} allowed")
    parser = _CarefulParser(target=target, forbid_dtd=True, forbid_entities=True)
    try:
        parser.feed(body)
        return parser.close()
    except ParseError as error:
        raise BadXml(f"not well-formed XML: {error}") from error
    except UnsafeXml:
        raise
    except DefusedXmlException as error:
        raise UnsafeXml(f"refers to something outside the file: {error}") from error
    except (LookupError, ValueError) as error:
        raise BadXml(f"declares an encoding that cannot be read: {error}") from error


def check_xml(body: bytes) -> None:
    """Raise as `read_xml` does where `body` could not be read, without keeping anything of it."""
    read_xml_into(body, _Watcher())


class _Watcher:
    """Looks at nothing but how deep elements nest."""

    def __init__(self) -> None:
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnsafeXml(f"elements nest more than {MAX_DEPTH} deep")

    def end(self, tag: str, /) -> None:
        self._depth -= 1

    def data(self, data: str, /) -> None:
        """Words don't matter."""

    def close(self) -> None:
        """There is nothing to return."""


class _ShallowBuilder(TreeBuilder):
    """A tree builder that gives up on absurd nesting, before a recursive reader would."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnsafeXml(f"elements nest more than {MAX_DEPTH} deep")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)


class _CarefulParser(DefusedXMLParser):
    """defusedxml's parser, which refuses every DTD and entity, made to accept the harmless ones.

    expat calls both methods; their names are those the base class registers.
    """

    entities_seen = 0

    def defused_start_doctype_decl(
        self, name: str, sysid: str | None, pubid: str | None, has_internal_subset: bool
    ) -> None:
        if sysid or pubid:
            raise UnsafeXml(f"its DTD would be read from {sysid or pubid!r}")

    def defused_entity_decl(
        self,
        name: str,
        is_parameter_entity: bool,
        value: str | None,
        base: str | None,
        sysid: str | None,
        pubid: str | None,
        notation_name: str | None,
    ) -> None:
        self.entities_seen += 1
        if is_parameter_entity:
            raise UnsafeXml(f"declares the parameter entity %{name};")
        if value is None:
            raise UnsafeXml(f"entity &{name}; would be read from {sysid or pubid!r}")
        if _REFERS_OR_HAS_MARKUP.search(value):
            raise UnsafeXml(f"entity &{name}; is made of other entities or of markup")
        if len(value) > MAX_ENTITY_LENGTH:
            raise UnsafeXml(
                f"entity &{name}; stands for {len(value)} characters, more than {MAX_ENTITY_LENGTH}"
            )
        if self.entities_seen > MAX_ENTITIES:
            raise UnsafeXml(f"declares more than {MAX_ENTITIES} entities")
