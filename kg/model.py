"""The values that travel from stage to stage, all immutable.

`Paper` and `Profile` are also the project's own record format, JSON Lines: what every input becomes,
what `kg records` prints and `kg export --from jsonl` reads. `null` there is the same as absent. The
JSON Schema in `docs/` is generated from these classes.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

__all__ = [
    "DEFAULT_MIN_CONFIDENCE", "Author", "DatasetLink", "Evaluation", "Kind", "Link", "Mention", "MethodLink",
    "Naming", "Paper", "Person", "Place", "Problem", "Profile", "Recognition", "Signature", "Thing", "Work",
]  # fmt: skip

DEFAULT_MIN_CONFIDENCE = 0.45  # below which links stay in the evidence, unless told otherwise
Text = Annotated[str, Meta(min_length=1)]
MOST = 2**53  # to which every reader of JSON has whole numbers exact (RFC 8259, section 6)
Count = Annotated[int, Meta(ge=0, le=MOST)]
Kind = Literal["Dataset", "Method"]
Part = Literal["title", "abstract"]
TextRead = Literal["title", "title and abstract", "not English"]


class Place(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Where a record was read: an input file, by its SHA-256, and the line (from 1) its entry begins on.

    `file` is the name without directories, so that the same input gives the same bytes anywhere.
    `captured` is the ISO date on which the page was saved, where it is known.
    """

    file: Text
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    format: Text
    line: Annotated[int, Meta(ge=1, le=MOST)]
    captured: str | None = None

    @property
    def source(self) -> str:
        """The source's identifier: the first 16 hex digits of its digest."""
        return self.sha256[:16]


class Mention(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Where a text says something, and which rule understood it so.

    `start` and `end` count code points in the title or abstract of the record, markup included;
    `quote` is the sentence that says it; `confidence` is the probability of being right.
    """

    part: Part
    start: Count
    end: Count
    quote: str
    rule: str
    confidence: Annotated[float, Meta(ge=0, le=1)] = 1.0


class Author(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One place in an author list: the name as printed."""

    name: Text
    orcid: str | None = None


class _Link(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True, gc=False):
    """A named thing in a paper. `aliases` are other names that the same paper gives it."""

    name: Text
    aliases: tuple[Text, ...] = ()
    confidence: Annotated[float, Meta(ge=0, le=1)] | None = None
    mentions: tuple[Mention, ...] = ()


class DatasetLink(_Link, frozen=True, kw_only=True, gc=False):
    """A dataset that a paper introduces, uses or mentions."""

    kind: ClassVar[Kind] = "Dataset"
    role: Literal["introduced", "used", "mentioned"] = "mentioned"


class MethodLink(_Link, frozen=True, kw_only=True, gc=False):
    """A method that a paper introduces, uses, compares with or mentions."""

    kind: ClassVar[Kind] = "Method"
    role: Literal["introduced", "used", "compared", "mentioned"] = "mentioned"


Link = DatasetLink | MethodLink


class Evaluation(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True, gc=False):
    """One reported figure. `improvement` says that the value is a difference, not a level."""

    metric: Text
    value: Text
    unit: str | None = None
    dataset: str | None = None
    method: str | None = None
    improvement: Literal["absolute", "relative", "unspecified"] | None = None
    mention: Mention | None = None


class Paper(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True, gc=False):
    """One record of one paper in one source.

    `date` is ISO 8601 with the precision known (2023, 2023-03, 2023-03-25) or EDTF for what is
    printed without a year (XXXX-03-25); `inferred_date` is a full date whose year was worked out.
    `authors_complete` is None where nothing says whether the list is cut. `owner` names the person
    whose page lists the paper: an author, at a place that need not be printed. `datasets`,
    `methods`, `evaluations`, `code` and `links` are None where nobody looked for them yet and
    empty where nothing was there. `text_read` says what recognition read.
    """

    title: Text
    authors: tuple[Author, ...] = ()
    authors_complete: bool | None = None
    author_count: Count | None = None
    owner: str | None = None
    date: str | None = None
    date_text: str | None = None
    inferred_date: str | None = None
    fields: tuple[Text, ...] = ()
    abstract: str | None = None
    score: Decimal | None = None
    doi: str | None = None
    arxiv_id: str | None = None
    has_code: bool | None = None
    code: tuple[str, ...] | None = None
    links: tuple[str, ...] | None = None
    datasets: tuple[DatasetLink, ...] | None = None
    methods: tuple[MethodLink, ...] | None = None
    evaluations: tuple[Evaluation, ...] | None = None
    text_read: TextRead | None = None
    source: Place | None = None

    @property
    def named(self) -> tuple[Link, ...]:
        """The datasets and methods that the record names."""
        return (*(self.datasets or ()), *(self.methods or ()))


class Profile(
    Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True, tag="profile"
):
    """The owner of an author page and the figures printed about him or her.

    `novelty` is in per cent; `announced` is how many papers the page says that it lists, `listed`
    how many stand on it.
    """

    name: Text
    field: str | None = None
    h_index: Count | None = None
    papers: Count | None = None
    citations: Count | None = None
    novelty: Decimal | None = None
    ai_score: Decimal | None = None
    announced: Count | None = None
    listed: Count | None = None
    captured: str | None = None
    source: Place | None = None


class Recognition(Struct, frozen=True, kw_only=True, gc=False):
    """What a title and an abstract say, and what of them was read."""

    text_read: TextRead
    datasets: tuple[DatasetLink, ...] = ()
    methods: tuple[MethodLink, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    code: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class Problem(Struct, frozen=True, omit_defaults=True, gc=False):
    """Something that could not be published as it stands: where, what, and what is allowed.

    With `record_lost` the whole record was set aside, else one value was set aside or repaired.
    """

    file: str
    line: int
    what: str
    allowed: str
    record_lost: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}; {self.allowed}"


class Person(Struct, frozen=True, omit_defaults=True, gc=False):
    """One person: `path` is the IRI below the data's base, `name` the fullest name printed.

    `merged` says why several printed names are one person: pairs of (rule, reason in plain words).
    """

    path: str
    name: str
    orcid: str | None = None
    merged: tuple[tuple[str, str], ...] = ()


class Thing(Struct, frozen=True, omit_defaults=True, gc=False):
    """One dataset or method: `path` is the IRI below the data's base."""

    path: str
    kind: Kind
    name: str


class Signature(Struct, frozen=True, eq=False, gc=False):
    """A person under one printed name. Most names have one object, by which they are known again."""

    person: Person
    name: str


class Naming(Struct, frozen=True, eq=False, gc=False):
    """A dataset or method under one printed name, likewise."""

    thing: Thing
    name: str


class Work(Struct, frozen=True, kw_only=True, gc=False):
    """A paper whose records were settled: what all of them say together, and who and what is meant.

    `paper` holds the merged values of `records` records, `places` where they stand, `sources` the sources
    of these, in order. `signatures` are the authors as listed and behind them `unplaced` others, whose places
    in the list are not printed. `links` are what it names, each with what it means; `evaluated` gives the
    entity for each name in its evaluations, and may for others, by (kind, printed name).
    """

    path: str
    paper: Paper
    places: tuple[Place, ...]
    sources: tuple[str, ...]
    records: int
    signatures: tuple[Signature, ...]
    links: tuple[tuple[Link, Naming], ...]
    evaluated: dict[tuple[Kind, str], Thing]
    unplaced: int = 0
    inferred: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
