"""Draws cards in columns and the lines between them, as SVG that reads in light and dark."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

COLUMNS = ((22, 242), (332, 252), (654, 136), (858, 256))  # the left edge and the width of each
WIDTH, TOP, GAP, LINE, PAD = 1136, 74, 16, 19, 12
STYLE = Path(__file__).with_suffix(".css")


class Span(NamedTuple):
    """A piece of text and the class that styles it."""

    style: str
    text: str


Row = tuple[Span, ...]


class Box(NamedTuple):
    """A card: what it stands for, the class that it is of, its text, and where it lies."""

    node: Hashable
    kind: str
    rows: Sequence[Row]
    x: float = 0
    y: float = 0
    width: float = 0

    @property
    def height(self) -> float:
        return len(self.rows) * LINE + 2 * PAD - 4


class Edge(NamedTuple):
    """A fact that joins two cards, left to right; `place` is one in an author list."""

    left: Hashable
    right: Hashable
    style: str
    place: str = ""


class Line(NamedTuple):
    """An edge as it is drawn, from point to point."""

    x1: float
    y1: float
    x2: float
    y2: float
    edge: Edge


def placed(columns: Sequence[Sequence[Box]]) -> list[list[Box]]:
    """The boxes of each column one below the other, every column in the middle of the height."""
    heights = [sum(box.height + GAP for box in boxes) - GAP for boxes in columns]
    result = []
    for boxes, height, (x, width) in zip(columns, heights, COLUMNS, strict=True):
        room = max(heights) - height
        gap = min(3 * GAP, GAP + room / (len(boxes) + 1))
        y, column = TOP + (room - (gap - GAP) * (len(boxes) - 1)) / 2, []
        for box in boxes:
            column.append(box._replace(x=x, y=y, width=width))
            y += box.height + gap
        result.append(column)
    return result


def svg(
    columns: Sequence[Sequence[Box]], edges: Sequence[Edge], heads: Sequence[str], legend: Sequence[str]
) -> str:
    """The drawing: a column of cards below each head, the edges between them, the legend below."""
    boxes = [box for column in placed(columns) for box in column]
    bottom = max(box.y + box.height for box in boxes)
    height = round(bottom + 30)
    words = [text(x, TOP - 28, (Span("head", head),)) for (x, _), head in zip(COLUMNS, heads, strict=True)]
    words += [
        text(COLUMNS[0][0], bottom - 24 + n * 20, (Span("small", line),)) for n, line in enumerate(legend)
    ]
    lines = list(joined(boxes, edges))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        "<title>A part of the graph that the examples give</title>",
        f"<style>\n{STYLE.read_text(encoding='utf-8')}</style>",
        f'<rect class="back" width="{WIDTH}" height="{height}" rx="14"/>',
        *words,
        *(curve(*line) for line in lines),
        *map(card, boxes),
        *(end(*line) for line in lines),
    ]
    return "\n".join(parts) + "\n</svg>\n"


def joined(boxes: Sequence[Box], edges: Sequence[Edge]) -> Iterator[Line]:
    """From where to where each edge goes: those that meet at one side of a card are spread over it."""
    at = {box.node: box for box in boxes}
    leaving = [sorted((at[e.right].y, e) for e in edges if e.left == edge.left) for edge in edges]
    coming = [
        sorted((e.place or "9", at[e.left].y, e) for e in edges if e.right == edge.right) for edge in edges
    ]
    for edge, out, into in zip(edges, leaving, coming, strict=True):
        left, right = at[edge.left], at[edge.right]
        y1 = port(left, [e for _, e in out].index(edge), len(out))
        y2 = port(right, [e for *_, e in into].index(edge), len(into))
        yield Line(left.x + left.width, y1, right.x, y2, edge)


def port(box: Box, number: int, count: int) -> float:
    room = min(box.height - 22, 24 * (count - 1))
    return box.y + box.height / 2 + (room * (number / (count - 1) - 0.5) if count > 1 else 0)


def curve(x1: float, y1: float, x2: float, y2: float, edge: Edge) -> str:
    middle = (x1 + x2) / 2
    path = f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return f'<path class="edge {edge.style}" d="{path}"/>'


def end(x1: float, y1: float, x2: float, y2: float, edge: Edge) -> str:
    """The mark at the end of an edge, with the place in the author list."""
    mark = f'<circle class="dot" cx="{x2:.1f}" cy="{y2:.1f}" r="{9 if edge.place else 4}"/>'
    place = f'<text class="place" x="{x2:.1f}" y="{y2 + 4:.1f}">{edge.place}</text>' if edge.place else ""
    return f'<g class="{edge.style}">{mark}{place}</g>'


def card(box: Box) -> str:
    x, y, width, height = (f"{value:.1f}" for value in (box.x, box.y, box.width, box.height))
    rows = [text(box.x + 16, box.y + PAD + 11 + n * LINE, row) for n, row in enumerate(box.rows)]
    return (
        f'<g class="{box.kind}"><rect class="card" x="{x}" y="{y}" width="{width}" height="{height}" rx="8"/>'
        f'<rect class="bar" x="{x}" y="{y}" width="5" height="{height}" rx="2.5"/>\n{chr(10).join(rows)}</g>'
    )


def text(x: float, y: float, row: Row) -> str:
    spans = "".join(f'<tspan class="{span.style}">{escape(span.text)}</tspan>' for span in row)
    return f'<text x="{x:.1f}" y="{y:.1f}">{spans}</text>'
