"""The stages stay apart, only the command line knows click, and help does not wait for heavy libraries."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from tests.conftest import ROOT

STAGES = (
    "inputs",
    "recognise",
    "identity",
    "rdf",
    "shacl",
    "reasoning",
    "write",
    "release",
    "stores",
    "sparql",
    "serve",
)
MODULES = sorted((ROOT / "kg").rglob("*.py"))


def imported(module: Path) -> set[str]:
    """The modules of `kg`, and the libraries, that a module imports anywhere."""
    names = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def stage_of(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "kg" and len(parts) > 1 and parts[1] in STAGES else None


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(ROOT)))
def test_a_stage_imports_no_other_stage(module: Path) -> None:
    own = module.relative_to(ROOT / "kg").parts[0].removesuffix(".py")
    if own in STAGES:
        assert {stage_of(name) for name in imported(module)} - {None, own} == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(ROOT)))
def test_only_the_command_line_imports_click(module: Path) -> None:
    uses_click = any(name.split(".")[0] == "click" for name in imported(module))
    assert not uses_click or module.parent.name == "cli"


def test_help_loads_no_heavy_library() -> None:
    heavy = ("rdflib", "pyshacl", "owlrl", "pyoxigraph", "SPARQLWrapper", "msgspec")
    script = f"""
import sys
from kg.cli import main
main(["--help"], standalone_mode=False)
print([name for name in {heavy!r} if name in sys.modules])
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def test_every_module_says_what_it_exports() -> None:
    for module in MODULES:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), f"{module} has no docstring"


def test_the_version_is_one() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{kg.__version__}"' in text
