"""JSON Lines: the project's own record format, one JSON object a line (docs/reference/record.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, count

import msgspec
from msgspec import DecodeError, ValidationError, inspect
from msgspec.structs import force_setattr, replace

from kg.inputs.authors import is_named
from kg.inputs.dates import DATE_RULE, DAY_RULE, is_date, is_day
from kg.inputs.flawless import flawless
from kg.inputs.loose import generic, holds_text, numbers_read, without_nulls
from kg.inputs.mentions import MENTION_RULE, without_mentions
from kg.inputs.source import ENCODING_RULE, UNSAFE, UNSAFE_RULE, Source, decode, tell_unsafe, without_unsafe
from kg.inputs.tidy import Told, tidy, tidy_place, tidy_profile
from kg.inputs.titles import title_problem
from kg.model import Paper, Problem, Profile

__all__ = ["RECORD_RULE", "read", "sniff"]

_PAPER = msgspec.json.Decoder(Paper)
_PROFILE = msgspec.json.Decoder(Profile)
_BLOCK = 1 << 18  # bytes of lines that one step takes up before the next, or one longer line
_MARK = b"\xef\xbb\xbf"  # with which some files begin
RECORD_RULE = "one JSON object a line"
_NESTED = ("not JSON that can be read: nested too deeply", "a record is nested at most five deep")
# What `UNSAFE` names, in UTF-8 and as escapes, by its first byte, for which a line is searched at
# no cost.  Surrogates are no UTF-8 at all and need no pattern.
_RISKY = {
    0x7F: re.compile(rb"\x7f"),
    0xC2: re.compile(rb"\xc2[\x80-\x9f\xad]"),
    0xD8: re.compile(rb"\xd8\x9c"),
    0xE2: re.compile(rb"\xe2(?:\x80[\x8b\x8e\x8f\xaa-\xae]|\x81[\xa0\xa6-\xa9])"),
    0xEF: re.compile(rb"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf]|\xbb\xbf)"),
}
_DELETE = b"\x7f"  # of what is unsafe in ASCII the only character that JSON takes as it is
# Behind an odd number of backslashes: two are one that is meant.
_RISKY_ESCAPE = re.compile(rb"\\(?<!\\\\)(?:\\\\)*(?:[bf]|u(?:00(?:[01789]|[aA][dD])|061|20[026]|[dDfF]))")
_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)


def sniff(head: bytes) -> bool:
    """Whether the first bytes of a file begin a JSON object."""
    return head.removeprefix(_MARK).lstrip().startswith(b"{")


def read(source: Source) -> Iterator[Sequence[Paper | Profile | Problem]]:
    """The records of the file by batches, each with its place, unless it names the place it came from."""
    first = 1
    while lines := source.stream.readlines(_BLOCK):
        yield _records(source, first, lines)
        first += len(lines)


def _records(source: Source, first: int, lines: Sequence[bytes]) -> Sequence[Paper | Profile | Problem]:
    """The records of some lines, of which the first has the number `first`."""
    papers = _flawless(lines)
    for paper, place in zip(papers, source.places(first), strict=False):
        if paper and paper.source is None:
            force_setattr(paper, "source", place)  # nobody else has it yet
    records = [paper for paper in papers if paper]
    if len(records) == len(lines):
        return records
    each = zip(count(first), lines, papers, strict=False)
    mended = ([paper] if paper else _mended(source, number, line) for number, line, paper in each)
    return list(chain.from_iterable(mended))


def _flawless(lines: Sequence[bytes]) -> Sequence[Paper | None]:
    """The papers of the lines of which there is nothing to say, which are nearly all; None for the others."""
    is_risky = _is_risky(b"".join(lines))
    papers = [None if is_risky and _is_risky(line) else _decoded(line) for line in lines]
    each = iter(flawless([paper for paper in papers if paper]))
    return [next(each) if paper else None for paper in papers]


def _decoded(line: bytes) -> Paper | None:
    try:
        paper = _PAPER.decode(line)
    except (DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return paper if paper.score is None or not holds_text(line, "score") else None


def _is_risky(raw: bytes) -> bool:
    """Whether JSON may hold what `UNSAFE` names."""
    if _RISKY_ESCAPE.search(raw):
        return True
    if raw.isascii():
        return _DELETE in raw
    return any(first in raw and _RISKY[first].search(raw) for first in _RISKY)


def _mended(source: Source, line: int, raw: bytes) -> Iterator[Paper | Profile | Problem]:
    """What can be kept of a line, after what has to be said of it."""
    raw = (raw.removeprefix(_MARK) if line == 1 else raw).strip()
    if not raw:
        return
    mended, problems = _mend(source, line, raw)
    yield from problems
    try:
        mended, numbers = numbers_read(mended)
        record = _decode(mended)
    except RecursionError:
        yield source.problem(line, *_NESTED, record_lost=True)
        return
    except DecodeError as error:
        yield source.problem(line, *_explain(error, mended), record_lost=True)
        return
    if isinstance(record, Profile) and not is_named(record.name):
        wrong_name = f"{record.name!r}, no name" if record.name.strip() else "blank"
        yield source.problem(line, f"`name` is {wrong_name}", "a profile has a name", record_lost=True)
        return
    record, told = _tidied(record, any(problem.allowed == UNSAFE_RULE for problem in problems))
    wrong = _wrong_dates(record)
    place, of_place = tidy_place(record.source) if record.source else (source.place(line), [])
    told += numbers + [(f"`{name}` is {getattr(record, name)!r}, {what}", rule) for name, what, rule in wrong]
    yield from (source.problem(line, what, allowed) for what, allowed in told + of_place)
    if isinstance(record, Paper) and (problem := title_problem(source, line, record.title)):
        yield problem
    yield replace(record, source=place, **dict.fromkeys(name for name, *_ in wrong))


def _tidied(record: Paper | Profile, is_shorter: bool) -> tuple[Paper | Profile, Told]:
    """The record as it can stand, and what was changed; `is_shorter` says that characters were taken out."""
    if isinstance(record, Profile):
        return tidy_profile(record)
    told: Told = []
    if is_shorter and (bare := without_mentions(record)) != record:
        record, told = bare, [("mentions taken out: they count characters that were taken out", MENTION_RULE)]
    record, more = tidy(record)
    return record, told + more


def _wrong_dates(record: Paper | Profile) -> list[tuple[str, str, str]]:
    """The fields that hold a date and what they hold is none, with what it is not and what is allowed."""
    days = ("captured",) if isinstance(record, Profile) else ("inferred_date",)
    wrong = []
    if isinstance(record, Paper) and record.date is not None and not is_date(record.date):
        wrong.append(("date", "no date", DATE_RULE))
    given = ((name, getattr(record, name)) for name in days)
    return wrong + [(name, "no day", DAY_RULE) for name, day in given if day is not None and not is_day(day)]


def _decode(raw: bytes) -> Paper | Profile:
    try:
        return _PAPER.decode(raw)
    except ValidationError:
        decoder = _PROFILE if _is_profile(raw) else _PAPER
        return decoder.decode(without_nulls(raw))


def _is_profile(raw: bytes) -> bool:
    try:
        value = generic(raw)
    except DecodeError:
        return False
    return isinstance(value, dict) and value.get("type") == "profile"


def _mend(source: Source, line: int, raw: bytes) -> tuple[bytes, list[Problem]]:
    """The line as UTF-8 without unsafe characters, written out or escaped, and what was done."""
    problems = []
    text, flaw = decode(raw)
    if flaw:
        problems.append(source.problem(line, flaw, ENCODING_RULE))
    removed: list[str] = []
    safe = without_unsafe(_ESCAPE.sub(lambda escape: _safe_escape(escape[0], removed), text))
    unsafe = "".join(removed + UNSAFE.findall(text))
    if unsafe:
        problems.append(source.problem(line, tell_unsafe(unsafe), UNSAFE_RULE))
    return (safe.encode() if problems else raw), problems


def _safe_escape(escape: str, removed: list[str]) -> str:
    """The escape, or what becomes of the unsafe character it stands for, which is noted in `removed`."""
    if len(escape) == 6:
        character = chr(int(escape[2:], 16))
    else:
        character = {"\\b": "\b", "\\f": "\f"}.get(escape, "")
    if not UNSAFE.match(character):
        return escape
    removed.append(character)
    return without_unsafe(character)


def _explain(error: DecodeError, raw: bytes) -> tuple[str, str]:
    """What is wrong with a line, and what is allowed there, by the path that msgspec names."""
    message, _, path = str(error).partition(" - at ")
    if not isinstance(error, ValidationError):
        return f"not JSON: {message}", RECORD_RULE
    path = path or "`$`"
    expected, _, got = message.partition(", got ")
    if path == "`$`" and got:  # a line of an array, or of JSON that is spread over lines
        return f"{got} and no object", RECORD_RULE
    if message.endswith("unknown field `type`") and path == "`$`":
        return "`type` with a value that no record has", 'a paper has no `type`, and a profile has "profile"'
    node = _node(Profile if _is_profile(raw) else Paper, path.strip("`"))
    if isinstance(node, inspect.StructType):
        names = ", ".join(f"`{field.encode_name}`" for field in node.fields)
        return f"{message[0].lower()}{message[1:]} at {path}", f"the fields are {names}"
    if isinstance(node, inspect.LiteralType):
        return f"{message[0].lower()}{message[1:]} at {path}", f"one of {', '.join(map(str, node.values))}"
    found = f"{got} at {path}" if got else f"value at {path} not allowed"
    return found, f"{expected[0].lower()}{expected[1:]}"


def _node(root: type, path: str) -> inspect.Type:
    """The type that the model has at a path like `$.authors[0].name`."""
    node = inspect.type_info(root)
    for step in re.findall(r"\.(\w+)|(\[)", path):
        node = _known(node)
        if isinstance(node, inspect.StructType):
            node = next(field.type for field in node.fields if field.encode_name == step[0])
        elif isinstance(node, inspect.VarTupleType):
            node = node.item_type
    return _known(node)


def _known(node: inspect.Type) -> inspect.Type:
    """The type itself of a type that may also be null."""
    if isinstance(node, inspect.UnionType):
        return next(kind for kind in node.types if not isinstance(kind, inspect.NoneType))
    return node
