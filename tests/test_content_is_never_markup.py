"""What a text says is never read as markup, whichever widget shows it.

Textual reads a plain string as markup in many places. Every such call in the package is looked up in its
syntax tree: it must take ``Content``, or say ``markup=False``.
"""

import ast
from pathlib import Path

import pytest

import briefing

PACKAGE = Path(briefing.__file__).parent
TUI = sorted((PACKAGE / "tui").rglob("*.py"))

# Calls whose first arguments Textual reads as markup unless told otherwise.
TOLD_OTHERWISE = {"Static", "Label", "notify", "OptionList", "SelectionList", "Digits"}
# Calls that take no such option, and so must be given Content; none of them is used with a bare string.
CONTENT_ONLY = {
    *(
        "Button",
        "Checkbox",
        "RadioButton",
        "RadioSet",
        "Option",
        "Selection",
        "Tab",
        "TabPane",
        "Collapsible",
    ),
    *(
        "Placeholder",
        "Select",
        "DiscoveryHit",
        "Hit",
        "Tree",
        "ListItem",
        "DataTable",
        "add_column",
        "add_row",
    ),
}
# Content is markup again by these.
FORBIDDEN = {"from_markup", "from_ansi", "render_markup", "escape_markup"}


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def makes_content(node: ast.expr) -> bool:
    """Whether an expression is one of Content's own makers, or a name that mypy knows for Content."""
    match node:
        case ast.Call(func=ast.Name(id="Content" | "hanging")):
            return True
        case ast.Call(func=ast.Name(id="Text")):  # of Rich, which a table takes as it is
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="Content"), attr="assemble" | "styled")):
            return True
        case ast.Attribute(attr="label"):
            return True
    return False


def faults_of(path: Path) -> list[str]:
    found = []
    for call in calls(path):
        name = name_of(call)
        where = f"{path.name}:{call.lineno}: {name}"
        if name in TOLD_OTHERWISE:
            options = {keyword.arg: keyword.value for keyword in call.keywords}
            said = options.get("markup")
            if not (isinstance(said, ast.Constant) and said.value is False):
                found.append(where)
        elif name in CONTENT_ONLY:
            shown = call.args[1] if name == "Hit" else call.args[0]
            if not makes_content(shown):
                found.append(where)
        elif name in FORBIDDEN:
            found.append(where)
    return found


@pytest.mark.parametrize("path", TUI, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_bare_string_reaches_a_widget(path: Path) -> None:
    assert faults_of(path) == []


def test_the_search_finds_faults(tmp_path: Path) -> None:
    evil = tmp_path / "evil.py"
    evil.write_text(
        "Static(text)\nself.notify(words, markup=True)\nOption(name)\nHit(1, name, run)\n"
        "Content.from_markup(x)\n"
    )
    assert len(faults_of(evil)) == 5


@pytest.mark.parametrize("path", TUI, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_title_is_set_from_content(path: Path) -> None:
    """Border titles are markup, and the application's title goes to the terminal."""
    assigned = [
        target.attr
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute)
    ]
    assert not {"border_title", "border_subtitle", "tooltip"} & set(assigned)
