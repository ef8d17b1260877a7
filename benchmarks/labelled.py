"""Papers with labels, for training and judging recognition: texts from ../shared, labels from labels/.

The labels hold names, roles and figures by paper, and where each text stands in its corpus, never
the text itself.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.inputs import expand, read_all
from kg.model import Paper

__all__ = [
    "SHARED",
    "Labelled",
    "anthology",
    "anthology_fields",
    "anthology_figures",
    "anthology_unsure",
    "anthology_years",
    "bare",
    "gold_anthology",
    "gold_page",
    "normal",
    "other_page",
    "scirex",
    "scirex_background",
    "scirex_documents",
    "scirex_papers",
    "scirex_sections",
    "tdmsci",
    "written",
]

SHARED = Path(__file__).resolve().parents[2] / "shared"
LABELS = Path(__file__).parent / "labels"

_KIND_NOUN = re.compile(
    r"\s+(?:data ?sets?|corpus|corpora|benchmarks?|databases?|(?:test|training) sets?"
    r"|models?|methods?|algorithms?)$",
    re.I,
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)
Entry = dict[str, list[str]]


@dataclass(frozen=True)
class Labelled:
    """A paper's text and what is in it. An optional entry is neither required nor an error."""

    id: str
    title: str
    abstract: str
    datasets: list[Entry]
    methods: list[Entry] | None  # None: not labelled
    datasets_optional: list[Entry]
    methods_optional: list[Entry]
    results: list[dict[str, object]] | None  # None: figures are not labelled
    figures_only: bool = False  # the names serve to tell what figures were measured on


def normal(name: str) -> str:
    """A name as it is compared: without case, hyphens and a plural s (the rule of `../shared/gold/score`)."""
    text = re.sub(r"[\s\-‐‑–_]+", " ", name.casefold()).strip()
    return re.sub(r"s$", "", text)


def gold_page() -> list[Labelled]:
    """The 50 papers of the page with a gold standard."""
    texts = dict(_page_texts(SHARED / "pages/003_4ae24f9f94c56a38.txt"))
    rows = _lines(SHARED / "gold/003_4ae24f9f94c56a38.jsonl")
    return [_labelled(f"page-{row['n']}", row["title"], texts[row["title"]], row) for row in rows]


def _page_texts(path: Path) -> Iterator[tuple[str, str]]:
    blocks = [block.strip() for block in path.read_text("utf-8").split("\n\n")]
    for i, block in enumerate(blocks):
        if i + 2 < len(blocks) and "\n" in block:
            yield block.split("\n")[-1], blocks[i + 2]


def other_page() -> list[Labelled]:
    """The papers of the other page that are not on the page with a gold standard too."""
    files = expand([SHARED / "pages/000_2053242d092bc0fc.txt"])
    papers = [item for item in read_all(files, format="page") if isinstance(item, Paper)]
    rows = _lines(LABELS / "page-000.jsonl")
    texts = [(papers[row["n"] - 1], row) for row in rows]
    return [_labelled(f"page-000-{row['n']}", p.title, p.abstract or "", row) for p, row in texts]


def gold_anthology() -> list[Labelled]:
    """The 100 papers of the ACL Anthology with a gold standard."""
    texts = _lines(SHARED / "gold/anthology-100.jsonl")
    rows = _lines(SHARED / "gold/anthology-100.gold.jsonl")
    return [_labelled(r["id"], t["title"], t["abstract"], r) for t, r in zip(texts, rows, strict=True)]


def anthology(labels: str = "acl-anthology.jsonl") -> list[Labelled]:
    """Papers of the ACL Anthology, labels of this project."""
    out = []
    for row in _lines(LABELS / labels):
        title, abstract = _anthology_text(row["id"])
        out.append(_labelled(row["id"], title, abstract, row))
    return out


def anthology_figures() -> list[Labelled]:
    """More of them, each of which reports a figure."""
    return anthology("acl-anthology-figures.jsonl")


def anthology_years(half: str) -> list[Labelled]:
    """One half ("first", "second") of papers of all years, judged by their figures alone."""
    out = []
    for row in _lines(LABELS / "acl-anthology-years.jsonl"):
        if row["half"] == half:
            title, abstract = _anthology_text(row["id"])
            kinds = (row["datasets"], None, row["datasets_optional"], [], row["results"])
            out.append(Labelled(row["id"], title, abstract, *kinds, figures_only=True))
    return out


def anthology_unsure() -> list[Labelled]:
    """More of them, most of which an earlier model was unsure about; names and roles only."""
    return anthology("acl-anthology-unsure.jsonl")


def anthology_fields() -> list[Labelled]:
    """More of them, whose words are those of vision, speech and learning; names and roles only."""
    return anthology("acl-anthology-fields.jsonl")


def written() -> list[Labelled]:
    """Abstracts of other fields written for the purpose, of papers that do not exist."""
    return [
        _labelled(row["id"], row["title"], row["abstract"], row) for row in _lines(LABELS / "written.jsonl")
    ]


def _anthology_text(paper: str) -> tuple[str, str]:
    collection, rest = paper.split("-", 1)
    volume, number = rest.split(".", 1)
    root = _collection(collection)
    node = root.find(f"./volume[@id='{volume}']/paper[@id='{number}']")
    assert node is not None, paper
    return _plain(node.find("title")), _plain(node.find("abstract"))


@cache
def _collection(name: str) -> ET.Element:
    return ET.parse(SHARED / f"corpora/acl-anthology/xml/{name}.xml").getroot()


def _plain(node: ET.Element | None) -> str:
    return "" if node is None else " ".join("".join(node.itertext()).split())


def scirex(*labels: str) -> list[Labelled]:
    """Papers of SciREX, title and abstract, labels of this project."""
    out = []
    files = labels or ("scirex", "scirex-more")
    for row in [row for name in files for row in _lines(LABELS / f"{name}.jsonl")]:
        words = _scirex_document(row["id"])["words"]
        title, abstract = (join(words[slice(*row[k])]) for k in ("title_words", "abstract_words"))
        out.append(_labelled(row["id"], title, abstract, _joined(row)))
    return out


def scirex_sections() -> list[Labelled]:
    """Papers of SciREX, title with the conclusion or the end of the introduction; names and roles only."""
    return scirex("scirex-sections")


def scirex_background() -> list[Labelled]:
    """Papers of SciREX, title with the beginning of the introduction or of the related work, as the last."""
    return scirex("scirex-background")


def _joined(row: dict[str, list[Entry]]) -> dict[str, object]:
    """The labels of a text in tokens, as they stand in the text once it is joined."""
    kinds = ("datasets", "methods", "datasets_optional", "methods_optional")
    names = {k: [{**e, "names": [join(n.split()) for n in e["names"]]} for e in row[k]] for k in kinds}
    results = [
        {**x, **{k: join(str(x[k]).split()) for k in ("dataset", "method") if x.get(k)}}
        for x in row["results"] or ()
    ]
    return {**row, **names, "results": results}


def scirex_papers() -> list[Labelled]:
    """Whole papers of SciREX, labels of this project: names without roles."""
    texts = {paper: sentences for paper, sentences, _, _ in scirex_documents()}
    out = []
    for row in _lines(LABELS / "scirex-papers.jsonl"):
        entries = {k: [{"names": names, "roles": []} for names in v] for k, v in row.items() if k != "id"}
        out.append(_labelled(row["id"], "", " ".join(texts[row["id"]]), {**entries, "results": None}))
    return out


def tdmsci() -> list[Labelled]:
    """The test sentences of TDMSci with the datasets that they name."""
    text = (SHARED / "corpora/tdmsci/conllFormat/test_500_v2.conll").read_text("utf-8")
    out = []
    for number, block in enumerate(text.strip().split("\n\n"), 1):
        rows = [line.split("\t") for line in block.splitlines() if line.count("\t") == 2]
        names: list[list[str]] = []
        for word, _, tag in rows:
            if tag == "B-DATASET":
                names.append([])
            if tag.endswith("-DATASET"):
                names[-1].append(word)
        distinct = {normal(bare(join(name))): join(name) for name in names}
        entries = [{"names": _readings(name), "roles": []} for name in distinct.values()]
        sentence = join([word for word, _, _ in rows])
        out.append(Labelled(f"tdmsci-{number}", "", sentence, entries, None, [], [], None))
    return out


def _readings(name: str) -> list[str]:
    """A name, without the noun for its kind, and the two names of "long form (ACRONYM)"."""
    pair = re.fullmatch(r"(.+?) \(([^()]+)\)?", name)
    return [name, bare(name), *(map(bare, pair.groups()) if pair else ())]


def bare(name: str) -> str:
    """A name without an article before it or the noun for its kind behind it."""
    return _KIND_NOUN.sub("", _ARTICLE.sub("", name.strip(" \"'.,;:()“”")))


def scirex_documents() -> Iterator[tuple[str, list[str], set[str], set[str]]]:
    """Whole papers of SciREX: id, sentences, and the distinct names marked as Material and as Method."""
    for path in sorted((SHARED / "corpora/scirex/train_docs").glob("*.json")):
        document = _scirex_document(path.stem)
        words = document["words"]
        names: dict[str, set[str]] = {"Material": set(), "Method": set()}
        for start, end, kind in document["ner"]:
            if kind in names:
                names[kind].add(join(words[start:end]))
        yield (
            path.stem,
            [join(words[a:b]) for a, b in document["sentences"]],
            names["Material"],
            names["Method"],
        )


def _scirex_document(paper: str) -> dict[str, list]:  # type: ignore[type-arg]
    text = (SHARED / f"corpora/scirex/train_docs/{paper}.json").read_text("utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


def join(words: list[str]) -> str:
    """Tokens as running text: no space before a mark, within brackets or around a hyphen."""
    text = " ".join(words)
    text = re.sub(r"(?<=\w) - (?=\w)", "-", text)
    text = re.sub(r" ([.,;:!?%)\]’”])", r"\1", text)
    text = re.sub(r"([(\[“‘]) ", r"\1", text)
    return re.sub(r"(?<=\w) / (?=\w)", "/", text)


def _lines(path: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _labelled(paper: str, title: str, abstract: str, row: dict) -> Labelled:  # type: ignore[type-arg]
    kinds = ("datasets", "methods", "datasets_optional", "methods_optional", "results")
    return Labelled(paper, title, abstract, *(row[k] for k in kinds))
