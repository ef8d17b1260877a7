"""Numbers as options take them: within bounds, and numbers at all."""

from __future__ import annotations

import math
from typing import Any

import click

__all__ = ["SECONDS", "Number"]


class Number(click.FloatRange):
    """A number within bounds. "nan" is none: no comparison with it holds, so it would pass any limit."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number: float = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value} is not a number.", param, ctx)
        return number


# More than a week is no time-out, and from 24 days on sockets and threads take no more.
SECONDS = Number(min=0, max=7 * 86_400, min_open=True)
