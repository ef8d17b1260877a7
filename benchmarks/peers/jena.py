"""Apache Jena's `shacl validate`: the command on the path, or the libraries that Debian packages."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

__all__ = ["jena"]

_LIBRARIES = Path("/usr/share/java")  # of libapache-jena-java
_MESSAGES = "org/apache/jena/ext/xerces/"
_LEFT_OUT = re.compile(r"-[0-9][0-9.]*\.jar$|maven|slf4j-(?!api|nop)|-over-slf4j|-to-slf4j|log4j-")


def jena(space: Path) -> list[str] | None:
    """How to call it, but for shapes and data; None where it is not installed. `space` is for small files."""
    command = shutil.which("shacl")
    if command:
        return [command, "validate", "--text"]
    if not shutil.which("java") or not (_LIBRARIES / "jena-cmds.jar").is_file():
        return None
    jars = [jar for jar in sorted(_LIBRARIES.glob("*.jar")) if not _LEFT_OUT.search(jar.name)]
    path = ":".join(map(str, [_messages(space), *jars]))
    return ["java", "-cp", path, "shacl.shacl_validate", "--text"]


def _messages(space: Path) -> Path:
    """Jena's error texts where Debian's build of it looks for them; it does not start without them."""
    folder = space / "messages"
    with zipfile.ZipFile(_LIBRARIES / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(_MESSAGES) and name.endswith(".properties"):
                file = folder / "xerces" / name.removeprefix(_MESSAGES)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(jar.read(name))
    return folder
