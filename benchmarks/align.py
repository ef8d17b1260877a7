"""How fast `kg.reasoning.align` is, in lines of input and output per CPU-second, and its peak memory.

    python benchmarks/align.py [PAPERS] [NAME ...]

makes that many papers (default 100,000) of 20 lines each on the fly, so that what is measured includes
nothing but `align` and, told apart, the making of the lines.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterable, Iterator

from kg.reasoning import align

KG = "https://w3id.org/papergraph#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LITERALS = ("abstract", "arxivId", "authorListComplete", "dateText", "doi", "hasCode", "score", "title")
LINKS = (
    *("author", "authorship", "codeRepository", "evaluation", "field", "introducesMethod"),
    *("link", "mentionsMethod", "source", "usesDataset", "usesMethod"),
)


def lines(papers: int) -> Iterator[str]:
    """The N-Triples of made-up papers, grouped by subject."""
    for number in range(papers):
        paper = f"<https://example.org/kg/paper/a-title-of-some-six-words-{number:08x}>"
        yield f"{paper} {TYPE} <{KG}Paper> .\n"
        for term in LITERALS:
            yield f'{paper} <{KG}{term}> "what the paper says of {term}" .\n'
        for term in LINKS:
            yield f"{paper} <{KG}{term}> <https://example.org/kg/{term}/{number % 997}> .\n"


def measured(stream: Iterable[str]) -> tuple[int, float]:
    """How many lines there are, and the CPU-seconds that they take."""
    start = time.process_time()
    return sum(1 for _ in stream), time.process_time() - start


def main() -> None:
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    names = sys.argv[2:] or ["schema"]
    read, making = measured(lines(papers))
    written, both = measured(align(lines(papers), names))
    seconds = both - making
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"align {' '.join(names)}: {read:,} lines in, {written:,} out, {seconds:.2f} CPU-seconds")
    print(f"per CPU-second {read / seconds:,.0f} lines in, {written / seconds:,.0f} out; peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
