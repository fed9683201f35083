"""TheyWorkForYou's bulk files: the pages that list them as a web server does, the XML, and the people files.

The files of `parliament/bulk/` are served as they are; they are of 2009 and 2010, with people of their own.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from scrapers.parlparse_items import last_date
from tracker.demo.asking import Ask, File, NotFound
from tracker.demo.content import FOLDER

_FILES = FOLDER / "bulk"
_ROW = (
    '<tr><td valign="top"><img src="/icons/text.gif" alt="[TXT]"></td><td><a href="{name}">{name}</a></td>'
    '<td align="right">{changed:%Y-%m-%d %H:%M}  </td><td align="right">{size:.1f}K</td><td>&nbsp;</td></tr>'
)
_PAGE = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">
<html>
 <head><title>Index of {path}</title></head>
 <body>
<h1>Index of {path}</h1>
<table>
<tr><th>&nbsp;</th><th><a href="?C=N;O=D">Name</a></th><th><a href="?C=M;O=A">Last modified</a></th>\
<th><a href="?C=S;O=A">Size</a></th><th><a href="?C=D;O=A">Description</a></th></tr>
{rows}
</table>
</body></html>
"""


def listing(ask: Ask, directory: str) -> File:
    """The page that lists a directory's files, up to those of the day."""
    rows = [
        _ROW.format(name=path.name, changed=datetime(2012, 3, 4, 10, 11), size=path.stat().st_size / 1024)
        for path in sorted(_directory(directory).glob("*.xml"))
        if _is_out(ask, path)
    ]
    page = _PAGE.format(path=f"/pwdata/scrapedxml/{directory}", rows="\n".join(rows))
    return File("text/html; charset=UTF-8", page.encode())


def file(ask: Ask, directory: str, name: str) -> File:
    """One file of proceedings."""
    path = _directory(directory) / name
    if not path.is_file() or not _is_out(ask, path):
        raise NotFound(name)
    return File("application/xml", path.read_bytes())


def members_file(ask: Ask, name: str) -> File:
    """People, or a list of ministers."""
    path = _FILES / "members" / name
    if not path.is_file():
        raise NotFound(name)
    return File("application/json", path.read_bytes())


def _directory(name: str) -> Path:
    folder = _FILES / "scrapedxml" / name
    if not folder.is_dir():
        raise NotFound(name)
    return folder


def _is_out(ask: Ask, path: Path) -> bool:
    return (last_date(path.name) or "") <= ask.as_of.isoformat()
