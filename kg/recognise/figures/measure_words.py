"""The words by which numbers are known to measure, and where a text names what is measured."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.recognise.words import word_set

__all__ = ["BEING", "GAIN_AFTER", "GETS", "LENGTHS", "LINKS", "RESULT", "SMALL", "Metrics"]

RESULT = re.compile(
    r"^(?:achiev|obtain|reach|attain|improv|outperform|reduc|increas|gain|surpass|exceed|boost|report|yield"
    r"|result|record|perform|decreas|drop|lower|rais|rises|higher|better|faster|smaller|slower|fewer|speed"
    r"|beat|cut|relative|absolute|accelerat|score|push|degrad|loss|deliver|gives|winning|won|lag|trail"
    r"|declin|fall|fell|compress|shrink|shrunk|lose|losing|lost$|differs?$|deviat|drift|climb|retain|rose$"
    r"|risen|grew|averaged$|averages$|save|saving|shorten|halv|amount(?:s|ed|ing)$)"
)
GAIN_AFTER = re.compile(
    r"^(?:improve|gain|reduc|increas|higher|lower|better|faster|smaller|fewer|less|speed|relative|absolute"
    r"|drop|boost|decreas|worse|slower|over$|more|larger|longer|greater|shorter|cheaper|degrad)"
)
GETS = re.compile(r"^(?:achiev|obtain|reach|attain|got$|gets$|get$|scor)")
BEING = ("is", "are", "was", "were")
SMALL = word_set(
    "a an the of to by up at least over above more than about around nearly almost approximately roughly "
    "only even and from with + ∼ ~ ( = : , is was as high low ―"
)
_AMOUNTS_TO = word_set("between below under remains stays averages varies ranges reaches exceeds > < ≥ ≤ ≈")
LINKS = (SMALL | _AMOUNTS_TO | {")", "score", "scores"}) - {",", "and", "with", "from"}
LENGTHS = word_set("cm mm m km m/s GFLOPs TFLOPs minutes hours years degrees MB GB mW mJ eV nats µs")


class Metrics(NamedTuple):
    """Where metrics stand: first token → (the token behind, the metric as printed), and the tokens behind."""

    at: dict[int, tuple[int, str]]
    ends: frozenset[int]
