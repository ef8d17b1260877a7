"""Files of RDF that are well formed, and what is wrong with others in plain words. A tool below the stages.

Oxigraph's parser of RDF/XML takes the end of a file, wherever it comes, for the end of the document, and
writes out every entity that is declared. So what it reads goes through Expat first, piece by piece.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from kg.errors import InputError

if TYPE_CHECKING:
    from xml.parsers.expat import ExpatError

__all__ = ["MOST", "in_words", "wellformed"]

MOST = 10_000  # characters that an entity may stand for; a namespace, which they are for, has a hundred
_ENTITY = re.compile(r"&([^#;][^;]*);")


def wellformed(stream: IO[bytes], where: str, format: str) -> BinaryIO:
    """The same stream; where `format` is RDF/XML's (`rdf`, `owl`, `xml`), reading it raises what is wrong.

    Raises:
        InputError: on reading. It is not well-formed XML, ends early, or declares an entity of more than
            `MOST` characters.
    """
    checked = _Checked(stream, where) if format in ("rdf", "owl", "xml") else stream
    return cast(BinaryIO, checked)


def in_words(error: SyntaxError) -> str:
    """What Oxigraph's parsers say is wrong, in one line.

    >>> in_words(SyntaxError("No LoadDocumentCallback has been set to load remote contexts"))
    'its @context is an address, and nothing is loaded from the network'
    """
    said = str(error.args[0] if error.args else error).splitlines()[0]
    if "LoadDocumentCallback" in said:
        return "its @context is an address, and nothing is loaded from the network"
    return said


class _Checked:
    """A stream whose bytes Expat sees before the reader does."""

    def __init__(self, stream: IO[bytes], where: str) -> None:
        from xml.parsers import expat

        self._stream, self._where, self._ended = stream, where, False
        self._lengths: dict[str, int] = {}
        self._parser = expat.ParserCreate()
        self._parser.EntityDeclHandler = self._declare
        self._wrong = expat.ExpatError

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        if not self._ended:
            self._ended = not piece
            try:
                self._parser.Parse(piece, self._ended)
            except self._wrong as error:
                raise self._error(error) from None
        return piece

    def _error(self, error: ExpatError) -> InputError:
        from xml.parsers.expat import ErrorString

        what = "the file ends before its document does" if self._ended else ErrorString(error.code)
        return InputError(f"{self._where}:{error.lineno}", what, "well-formed RDF/XML is needed")

    def _declare(self, name: str, is_parameter: bool, value: str | None, *rest: object) -> None:
        if value is None:
            return  # an external one, which is never read
        inner = sum(self._lengths.get(one, 0) for one in _ENTITY.findall(value))
        self._lengths.setdefault(name, len(value) + inner)
        if self._lengths[name] > MOST:
            raise InputError(
                f"{self._where}:{self._parser.CurrentLineNumber}",
                f"the entity {name} stands for more than {MOST:,} characters",
                f"an entity of at most {MOST:,}",
            )
