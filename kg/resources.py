"""The data files that carry the meaning: `ontology/`, `shapes/`, `queries/`.

A wheel carries them inside the package, a checkout beside it.
"""

from pathlib import Path

__all__ = ["folder"]


def folder(name: str) -> Path:
    """The directory of that name, inside the installed package or beside it.

    >>> folder("shapes").name
    'shapes'
    """
    inside = Path(__file__).parent / name
    return inside if inside.is_dir() else Path(__file__).parent.parent / name
