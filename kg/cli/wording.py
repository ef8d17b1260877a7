"""What several commands say, and take, in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.engines.report import Report

__all__ = ["counted", "listed", "summary"]


def counted(number: int, noun: str) -> str:
    """A number and its noun, in the plural where it is one.

    >>> counted(1, "paper"), counted(1200, "paper")
    ('1 paper', '1,200 papers')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(*names: str) -> tuple[str, ...]:
    """Names that stand with commas between them, each once.

    >>> listed("nt, ttl,"), listed(""), listed("nt", "ttl,nt")
    (('nt', 'ttl'), (), ('nt', 'ttl'))
    """
    return tuple(dict.fromkeys(name for part in ",".join(names).split(",") if (name := part.strip())))


def summary(report: Report) -> str:
    """What an export read and wrote, in one line."""
    counts, entities = report.records, report.entities
    of_papers = (counted(entities[kind], kind.lower()) for kind in ("Paper", "Person", "Dataset", "Method"))
    return (
        f"{counted(counts['read'], 'record')} read, {counts['published']:,} published, "
        f"{counts['set_aside']:,} set aside; {', '.join(of_papers)}; "
        f"{counted(report.triples, 'triple')}; {counted(report.warnings, 'warning')}"
    )
