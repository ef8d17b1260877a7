"""Saved author pages as text: a head of figures about the owner, then the papers (design: two layouts)."""

from kg.inputs.page.head import sniff
from kg.inputs.page.reader import read

__all__ = ["read", "sniff"]
