"""Linter, formatter, type checker, rules of imports: one command runs all that must hold."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMANDS = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "imports": ["importlinter.cli"],
}


@pytest.mark.parametrize("check", COMMANDS)
def test_gate(check: str) -> None:
    module, *arguments = COMMANDS[check]
    command = [sys.executable, "-m", module, *arguments]
    if check == "imports":
        code = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"
        command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_has_grown_too_long() -> None:
    lengths = {path: len(path.read_text().splitlines()) for path in (ROOT / "briefing").rglob("*.py")}
    assert {str(path): length for path, length in lengths.items() if length > 400} == {}


def test_no_class_has_grown_too_wide() -> None:
    import ast

    wide = {}
    for path in (ROOT / "briefing").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                methods = [
                    part for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
                ]
                if len(methods) > 25:
                    wide[f"{path.name}:{node.name}"] = len(methods)
    assert wide == {}


def test_there_is_one_version_number() -> None:
    import briefing

    assert f"## {briefing.__version__}" in (ROOT / "CHANGELOG.md").read_text()
    assert "version = " not in (ROOT / "pyproject.toml").read_text().split("[tool")[0]


def test_the_top_level_holds_what_it_should() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("no checkout")
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    allowed = {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "briefing",
        "content",
        "tests",
        "seeds",
    }
    assert {name for name in top if not name.startswith(".")} <= allowed
