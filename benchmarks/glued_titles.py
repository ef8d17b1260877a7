"""How many glued titles are split at the right place: `python benchmarks/glued_titles.py [--held] [--list]`.

Makes pages of one owner each in the layout without separators from the ACL Anthology's papers and
reads them back as any page.  Owners are parted in three by a hash of their names: those the
weights were trained with, those to develop with, and, with --held, those set aside.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

sys.path.insert(0, str(Path(__file__).parent.parent))

from anthology import Printed, papers

from kg import inputs
from kg.model import Paper

LEAST, MOST = 30, 60
PAGES = 150
LINES = 3  # of a record: head, title with authors, abstract
TITLE_CHANGES = ("acronym", "lower")
NAME_CHANGES = (
    "initials",
    "dotted",
    "upper",
    "camel",
    "particle",
    "family-first",
    "scrambled",
    "single",
    "ideographs",
)
# Two syllables of Mandarin or Cantonese in Latin letters, which some write as "XiaoMing".
_SYLLABLE = r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])[aeiouü]{1,3}(?:ng|n)?"
_SYLLABLES = re.compile(rf"({_SYLLABLE})({_SYLLABLE})", re.I)
PREFIXES = ("Mc", "Mac", "De", "La", "Le", "Di", "Du", "Van", "Fitz", "Jo", "Al", "El", "O'", "D'", "M'")
PARTICLES = (
    "van der",
    "van den",
    "van",
    "von",
    "de",
    "de la",
    "dos",
    "bin",
    "el",
    "Mac an t",
    "Ó h",
    "Ní",
    "Le",
)


def held_owners(everything: Sequence[Printed]) -> tuple[list[str], list[str]]:
    """The owners of the pages to develop with, and of those set aside: 30 papers or more each."""
    count = Counter(author for paper in everything for author in paper.authors)
    owners = sorted(author for author, papers_of in count.items() if papers_of >= LEAST)
    parts = {author: crc32(author.encode()) % 4 for author in owners}
    return tuple([a for a in owners if parts[a] == part][:PAGES] for part in (1, 3))  # type: ignore[return-value]


def glue(paper: Printed) -> tuple[str, bool]:
    """Title and the first three authors without a separator, and whether there are more."""
    return paper.title + ", ".join(paper.authors[:3]), len(paper.authors) > 3


def page(listed: Iterable[Printed]) -> str:
    """A page in the layout without header and blank lines."""
    lines = []
    for paper in listed:
        text, is_cut = glue(paper)
        lines += [
            f"CLMar 3, {paper.year or 2000}",
            text + " et al." * is_cut,
            paper.abstract or "No abstract was printed.",
        ]
    return "\n".join(lines) + "\n"


def acronyms(everything: Sequence[Printed]) -> list[str]:
    """Words of abstracts that hold capitals or digits behind their first letter, in a fixed mix."""
    words = {
        w for p in everything for w in re.findall(r"[\w-]+", p.abstract or "") if re.search(r".[A-Z0-9]", w)
    }
    return sorted((w for w in words if w[0].isupper()), key=lambda w: crc32(w.encode()))


def changed(paper: Printed, change: str, acronym: str) -> Printed:
    """The paper with a harder title or harder names."""
    first, *others = paper.authors
    words = first.split()
    match change:
        case "lower":
            return paper._replace(title=paper.title.lower())
        case "acronym":
            return paper._replace(title=f"{paper.title} with {acronym}")
        case "initials":
            first = " ".join([w[0] + "." for w in words[:-1]] + words[-1:])
        case "dotted":
            first = "".join(w[0] + "." for w in words[:-1]) + " " * (len(words) > 1) + words[-1]
        case "camel":
            first = camel(words, others[0] if others else first)
        case "particle":
            particle = PARTICLES[crc32(first.encode()) % len(PARTICLES)]
            first = " ".join([*words[:-1], particle + " " * particle[-1].isalpha() + words[-1]])
        case "upper":
            first = " ".join([w.upper() for w in words[:-1]] + words[-1:])
        case "family-first":
            first = " ".join([words[-1].upper(), *words[:-1]])
        case "scrambled":
            letters = sorted(filter(str.isalpha, first.lower()), key=lambda c: crc32((c + first).encode()))
            first = f"{''.join(letters[: len(words[0])])} {''.join(letters[len(words[0]) :])}".title()
        case "single":
            first = words[0]
        case "ideographs":
            pick = crc32(first.encode())
            first = "".join(chr(0x4E00 + (pick >> 9 * i) % 0x5000) for i in range(2 + pick % 2))
    return paper._replace(authors=(first, *others))


def camel(words: Sequence[str], other: str) -> str:
    """The name with a capital within its first word, or within its last one: "AnnaMaria", "DeVries"."""
    first, *_ = words
    pick = crc32(" ".join(words).encode())
    if "-" in first:
        given = "".join(part.capitalize() for part in first.split("-"))
    elif found := _SYLLABLES.fullmatch(first):
        given = "".join(part.capitalize() for part in found.groups())
    elif pick % 3:
        given = first.capitalize() + re.split(r"[\W\d_]", other)[0].capitalize()
    else:
        given = PREFIXES[pick // 3 % len(PREFIXES)] + first.capitalize()
    if pick % 5:
        return " ".join([given, *words[1:]])
    return " ".join([*words[:-1], PREFIXES[pick // 5 % len(PREFIXES)] + words[-1]])


def unseen(everything: Sequence[Printed]) -> set[str]:
    """The first words of names that no training paper has among its authors."""
    held = {owner for owners in held_owners(everything) for owner in owners}
    training = [p for p in everything if p.year >= 2016 and not held.intersection(p.authors)]
    known = {word for p in training for author in p.authors for word in author.split()}
    return {a.split()[0] for p in everything for a in p.authors} - known


def read_back(listed: Sequence[Printed], folder: Path) -> list[Paper | None]:
    """The papers as they are read from a page that lists them, None for one that is set aside."""
    file = folder / "page.txt"
    file.write_text(page(listed), encoding="utf-8")
    found = {
        record.source.line: record
        for record in inputs.read(file, format="page")
        if isinstance(record, Paper) and record.source
    }
    return [found.get(number * LINES + 1) for number in range(len(listed))]


def pages(everything: Sequence[Printed], options: argparse.Namespace) -> Iterator[list[Printed]]:
    """The pages to read: one an owner, or with --alone one a paper, without abstracts."""
    endings = acronyms(everything)
    for owner in held_owners(everything)[options.held]:
        listed = [p for p in everything if owner in p.authors][:MOST]
        offset = crc32(owner.encode())
        listed = [
            changed(p, options.change, endings[(i + offset) % len(endings)]) for i, p in enumerate(listed)
        ]
        if options.alone:
            yield from ([p._replace(abstract=None)] for p in listed)
        else:
            yield listed


def is_right(want: Printed, got: Paper | None) -> bool:
    """Whether title and authors are those that were printed."""
    return (
        got is not None and got.title == want.title and tuple(a.name for a in got.authors) == want.authors[:3]
    )


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", action="store_true", help="the owners set aside")
    parser.add_argument("--list", action="store_true", help="print what was split wrong")
    parser.add_argument(
        "--change", default="", choices=["", *TITLE_CHANGES, *NAME_CHANGES], help="harder titles or names"
    )
    parser.add_argument("--alone", action="store_true", help="pages of one record each, without abstracts")
    return parser.parse_args()


def main() -> None:
    """Make the pages, read them, compare."""
    options = arguments()
    everything = list(papers())
    new = unseen(everything)
    results, seconds = [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        for listed in pages(everything, options):
            start = time.process_time()
            read = read_back(listed, Path(folder))
            seconds += time.process_time() - start
            for want, got in zip(listed, read, strict=True):
                results.append((want.authors[0].split()[0] in new, is_right(want, got)))
                if options.list and not results[-1][1]:
                    print(f"{want.title} | {', '.join(want.authors[:3])}")
                    print(
                        f"    {got.title} | {', '.join(a.name for a in got.authors)}"
                        if got
                        else "    set aside"
                    )
    right = [good for _, good in results]
    rare = [good for is_new, good in results if is_new]
    print(f"{len(right)} records, split right: {sum(right) / len(right):.3%}")
    if rare:
        print(f"  first author's given name in no training paper: {sum(rare) / len(rare):.3%} of {len(rare)}")
    print(f"  {len(right) / seconds:,.0f} records a CPU-second")


if __name__ == "__main__":
    main()
