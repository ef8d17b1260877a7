"""Questions: SPARQL files that say what they answer and what can be set.

A question is SPARQL that runs as it stands. Its head declares, in comments, what it answers and what
can be set; the default of a parameter stands where the query uses it, alone on a line:

    # help: Papers of a person, newest first.
    # param: person name  the person, in any spelling that the graph knows
    SELECT … WHERE {
      VALUES ?person { "Marisol Etxandi" }

To set a parameter is to replace what stands in those braces by one term, made by `terms`. The types
are those of `terms.TYPES`, or words between bars; the default UNDEF leaves the parameter open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kg.errors import InputError, UsageError
from kg.resources import folder
from kg.sparql import terms

__all__ = ["Parameter", "Question", "bind", "find", "question", "questions"]

_HELP = re.compile(r"^# help: *(.+)$", re.MULTILINE)
_PARAM = re.compile(r"^# param: *(\w+) +(\S+) +(.+)$", re.MULTILINE)
_DECLARING = re.compile(r"^# *param\b", re.MULTILINE | re.IGNORECASE)
_DEFAULT = r"^([ \t]*VALUES \?%s \{ )(.*)( \})[ \t]*$"


class Parameter(Struct, frozen=True):
    """What can be set in a question. `default` is the SPARQL term that stands in the file."""

    name: str
    type: str
    help: str
    default: str


class Question(Struct, frozen=True):
    """A query with its help text and parameters; `where` names it in messages."""

    name: str
    where: str
    help: str
    parameters: tuple[Parameter, ...]
    text: str


def question(text: str, name: str = "query", where: str = "query") -> Question:
    """The question that a SPARQL text asks; `UsageError` where a declaration and the query disagree."""
    found = _PARAM.findall(text)
    if len(found) != len(_DECLARING.findall(text)):
        raise UsageError(where, "a parameter is declared in part", "# param: NAME TYPE  WHAT IT IS")
    declared = tuple(_parameter(where, text, *match) for match in found)
    return Question(name, where, " ".join(_HELP.findall(text)), declared, text)


def _parameter(where: str, text: str, name: str, kind: str, help_text: str) -> Parameter:
    if kind not in terms.TYPES and "|" not in kind:
        allowed = ", ".join(terms.TYPES) + " or words between bars"
        raise UsageError(where, f"the parameter {name} has the type {kind}", f"{allowed} are allowed")
    defaults = {match[1] for match in re.findall(_DEFAULT % name, text, re.MULTILINE)}
    if len(defaults) != 1:
        what = f"the parameter {name} has {'two defaults' if defaults else 'no default'}"
        raise UsageError(where, what, f"a line VALUES ?{name} {{ TERM }}, the same wherever it is used")
    return Parameter(name, kind, help_text.strip(), defaults.pop())


def questions() -> tuple[Question, ...]:
    """All named questions, by name."""
    return tuple(_read(path, path.name) for path in sorted(folder("queries").glob("*.rq")))


def find(name: str) -> Question:
    """The question of that name, or in the file of that path (`….rq`)."""
    if name.endswith(".rq"):
        return _read(Path(name), name)
    known = {path.stem: path for path in sorted(folder("queries").glob("*.rq"))}
    if name not in known:
        allowed = _allowed(name, known) + ", or a file ending in .rq"
        raise UsageError(name, "no question of that name", allowed)
    return _read(known[name], known[name].name)


def _read(path: Path, where: str) -> Question:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(where, str(error.strerror), "a readable SPARQL file is needed") from error
    except UnicodeDecodeError as error:
        raise InputError(where, "not UTF-8", "a SPARQL file in UTF-8 is needed") from error
    return question(text, path.stem, where)


def _allowed(given: str, known: Mapping[str, object]) -> str:
    close = get_close_matches(given, known, n=1)
    hint = f"did you mean {close[0]}? " if close else ""
    return hint + "known are " + ", ".join(known) if known else "there are none"


def bind(asked: Question, values: Mapping[str, str]) -> Question:
    """The question with its parameters set; each value is checked against its declared type."""
    known = {parameter.name: parameter for parameter in asked.parameters}
    text = asked.text
    for name, value in values.items():
        if name not in known:
            raise UsageError(asked.name, f"no parameter {name}", _allowed(name, known))
        text = _set(text, known[name], value)
    return replace(asked, text=text)


def _set(text: str, parameter: Parameter, value: str) -> str:
    try:
        term = terms.term(parameter.type, value)
    except ValueError as error:
        raise UsageError(parameter.name, f'"{value}" is no {parameter.type}', str(error)) from error
    pattern = re.compile(_DEFAULT % parameter.name, re.MULTILINE)
    return pattern.sub(lambda line: line[1] + term + line[3], text)
