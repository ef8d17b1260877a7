"""The ACL Anthology's XML as plain facts: title, authors, abstract, year of each paper.

Titles and names are facts; the texts are CC BY 4.0 from 2016 on (ACL Anthology, https://aclanthology.org).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpora" / "acl-anthology" / "xml"


class Printed(NamedTuple):
    """What a page would print of a paper."""

    key: str
    title: str
    authors: tuple[str, ...]
    abstract: str | None
    year: int


def papers(folder: Path = CORPUS) -> Iterator[Printed]:
    """Every paper that has a title and authors, in the order of file names and places in them."""
    for file in sorted(folder.glob("*.xml")):
        for volume in ET.parse(file).getroot().iter("volume"):
            year = int(re.sub(r"\D", "", volume.findtext("meta/year") or "0")[:4] or 0)
            for number, paper in enumerate(volume.iter("paper")):
                title, authors = _text(paper.find("title")), tuple(map(_name, paper.findall("author")))
                if title and authors and all(authors):
                    key = f"{file.stem}-{volume.get('id')}.{paper.get('id', number)}"
                    yield Printed(key, title, authors, _text(paper.find("abstract")) or None, year)


def _text(node: ET.Element | None) -> str:
    return "" if node is None else " ".join("".join(node.itertext()).split())


def _name(author: ET.Element) -> str:
    return " ".join(f"{author.findtext('first') or ''} {author.findtext('last') or ''}".split())
