"""The data card in a real browser: it shows what is in the release, fits a phone, and runs nothing."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.release.conftest import Release, papers

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-quic", "--window-size=400,800"),
)
HOSTILE = '</script><script>document.title="run"</script><img src=x onerror="document.title=1">'
WIDTH = "<script>document.documentElement.dataset.wide=document.documentElement.scrollWidth</script>"
# Of each label of a chart its text, where that begins and ends, and where the bar begins.
LABELS = r"""<script>
document.documentElement.dataset.labels = [...document.querySelectorAll("table.chart th")].map(cell => {
  const text = document.createRange(); text.selectNodeContents(cell);
  const place = text.getBoundingClientRect();
  const bar = cell.nextElementSibling.getBoundingClientRect();
  return [cell.textContent, place.left, place.right, bar.left].join("|");
}).join("\n");
</script>"""

pytestmark = pytest.mark.skipif(
    BROWSER is None and not os.environ.get("CI"), reason="no Chromium or Chrome here (Debian: chromium)"
)


def seen(page: Path, profile: Path) -> str:
    """The page as the browser has it, when it was loaded."""
    assert BROWSER, "the browser test runs in CI: install chromium"
    command = [BROWSER, *QUIET, f"--user-data-dir={profile}", "--dump-dom", page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


def test_the_card_shows_what_is_there_and_runs_nothing(release: Release, root: Path, tmp_path: Path) -> None:
    records = papers(3)
    records[0]["datasets"] = [{"name": HOSTILE, "role": "used"}]
    release(records)
    shown = seen(root / "latest" / "index.html", tmp_path / "profile")
    assert re.search(r"<title>[^<]*[Gg]raph[^<]*</title>", shown)
    assert "HarbourSet" in shown
    assert "&lt;/script&gt;" in shown
    assert "<script" not in shown
    assert not re.search(r'(?:src|href)="(?:https?:)?//', re.sub(r"<a [^>]*>", "", shown))


def test_the_card_fits_a_phone(release: Release, root: Path, tmp_path: Path) -> None:
    release(papers(3))
    page = tmp_path / "card.html"
    text = (root / "latest" / "index.html").read_text(encoding="utf-8")
    page.write_text(
        text.replace("</body>", WIDTH + "</body>") if "</body>" in text else text + WIDTH, encoding="utf-8"
    )
    wide = re.search(r'data-wide="(\d+)"', seen(page, tmp_path / "profile"))
    assert wide, "the page was not laid out"
    assert int(wide[1]) <= 500


def test_long_names_stand_on_the_page_whole(release: Release, root: Path, tmp_path: Path) -> None:
    """No label of a chart begins left of the page or runs into its bar."""
    records = papers(3)
    names = ("SemEval-2020 Task 12", "Multilingual Offensive Language Identification", "X" * 60)
    records[0]["datasets"] = [{"name": name, "role": "used"} for name in names]
    release(records)
    page = tmp_path / "card.html"
    text = (root / "latest" / "index.html").read_text(encoding="utf-8")
    page.write_text(text + LABELS, encoding="utf-8")
    labels = re.search(r'data-labels="([^"]*)"', seen(page, tmp_path / "profile"))
    assert labels, "the page was not laid out"
    rows = [row.split("|") for row in labels[1].split("\n")]
    assert {name for name, *_ in rows} >= set(names)
    assert all(float(left) >= 0 and float(right) <= float(bar) for _, left, right, bar in rows)
