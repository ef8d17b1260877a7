"""Saved author pages as text: a header with the owner's figures, then the papers, in two layouts."""

from kg.inputs.page.head import HEAD_RULE, sniff
from kg.inputs.page.reader import read

__all__ = ["HEAD_RULE", "read", "sniff"]
