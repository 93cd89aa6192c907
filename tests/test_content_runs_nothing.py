"""Nothing that is read is run, and nothing goes out: looked up in the syntax tree of every module.

No shell, no evaluation, nothing unpickled or unpacked, no network but where it was asked for, no browser but
after the address was shown, no link for a terminal.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import briefing

PACKAGE = Path(briefing.__file__).parent
MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}

BUILTINS = {"eval", "exec", "compile", "__import__", "breakpoint"}
CALLS = {
    *("system", "popen", "getoutput", "getstatusoutput", "startfile"),
    *("extractall", "extract", "unpack_archive", "mktemp"),
    *("unsafe_load", "unsafe_load_all", "full_load", "full_load_all"),
    *("create_subprocess_shell", "create_connection", "create_server", "open_connection", "start_server"),
}
"""Names that are called nowhere, whatever they are called on."""
HARMLESS = {"platform.system", "process.extract"}
"""The name of the system; the nearest words of rapidfuzz."""
OF_OS = ("exec", "spawn", "fork", "posix_spawn")
LOADERS = {"BaseLoader", "CBaseLoader", "quick or yaml.BaseLoader"}
"""Of YAML, those that make nothing but texts, lists and tables."""

NETWORK = {
    *("socket", "socketserver", "ssl", "ftplib", "telnetlib", "smtplib", "poplib", "imaplib", "nntplib"),
    *("http", "xmlrpc", "urllib.request", "urllib.error", "asyncio.streams", "select.epoll"),
    *("requests", "httpx", "aiohttp", "urllib3", "websockets", "textual_serve"),
}
UNSAFE = {
    *("pickle", "marshal", "shelve", "dill", "cloudpickle", "jsonpickle", "joblib", "dbm", "code", "codeop"),
    *("runpy", "imp", "pty", "crypt", "pickletools", "xml.etree", "xml.sax", "xml.dom", "tarfile"),
}
"""Modules that make objects or code of data, unpack without limits, or read XML with its traps."""
FETCHING = "sources/fetching.py"
"""The one place that asks the network for something, when the user asks for that."""
BROWSER = "tui/disk.py"
"""The one place that opens a browser, at an address that the reader was shown."""
PROCESSES = {
    "sources/confined.py": "the parsers of other people's, within limits",
    "export/templates.py": "a template of the user's, within limits",
    "tui/outside.py": "the user's own editor",
    "tui/clipboard.py": "the tools of the desktop",
}


def called(node: ast.Call) -> str:
    return ast.unparse(node.func)


def imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.module:
        return {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return set()


def is_of(name: str, modules: set[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def faults(source: str, module: str = "x.py") -> list[str]:
    """What stands in a module that may not, with its line."""
    return [f"{module}:{line}: {what}" for line, what in _faults(ast.parse(source), module)]


def _faults(tree: ast.AST, module: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        for name in sorted(imported(node)):
            line = getattr(node, "lineno", 0)
            if is_of(name, UNSAFE) or (is_of(name, NETWORK) and module != FETCHING):
                yield line, name
            if (name == "webbrowser" and module != BROWSER) or (
                name == "subprocess" and module not in PROCESSES
            ):
                yield line, name
            if name in {f"os.{one}" for one in CALLS} or name.startswith(tuple(f"os.{one}" for one in OF_OS)):
                yield line, name
        if isinstance(node, ast.Call):
            yield from ((node.lineno, what) for what in _calls(node))
        if isinstance(node, ast.Attribute) and node.attr == "link" and isinstance(node.ctx, ast.Store):
            yield node.lineno, "a link"


def _calls(node: ast.Call) -> Iterator[str]:
    name = called(node)
    last = name.rpartition(".")[2]
    options = {keyword.arg: keyword.value for keyword in node.keywords}
    if (
        name in BUILTINS
        or (last in CALLS and name not in HARMLESS)
        or name.startswith(tuple(f"os.{one}" for one in OF_OS))
    ):
        yield name
    if name in ("yaml.load", "yaml.load_all"):
        loader = options.get("Loader") or next(iter(node.args[1:]), None)
        if loader is None or ast.unparse(loader) not in LOADERS:
            yield f"{name} that makes objects"
    if "shell" in options and not is_constant(options["shell"], False):
        yield "a shell"
    if name.startswith("subprocess.") and last in ("run", "Popen", "call", "check_output", "check_call"):
        command = node.args[0] if node.args else options.get("args")
        if isinstance(command, (ast.Constant, ast.JoinedStr, ast.BinOp)) or command is None:
            yield "a command that is one text"
    if last in ("XMLParser", "HTMLParser"):
        if not is_constant(options.get("no_network"), True):
            yield f"{last} that may use the network"
        if last == "XMLParser" and not is_constant(options.get("resolve_entities"), False):
            yield f"{last} that takes in other files"
    if "link" in options or is_constant(options.get("open_links"), True):
        yield "a link for the terminal"


def is_constant(node: ast.expr | None, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


@pytest.mark.parametrize("module", MODULES)
def test_content_runs_nothing_and_goes_nowhere(module: str) -> None:
    assert faults(MODULES[module].read_text(), module) == []


EVIL = """\
eval(x)
exec(x)
compile(x, "", "exec")
__import__(x)
os.system(x)
os.popen(x)
os.execvp(x, y)
os.spawnl(x)
from os import system
subprocess.getoutput(x)
subprocess.run(x, shell=True)
subprocess.run([x], shell=y)
subprocess.run(f"rm {x}")
subprocess.Popen("rm " + x)
import pickle
from marshal import loads
import xml.etree.ElementTree
import shelve
yaml.load(x)
yaml.load(x, Loader=yaml.Loader)
yaml.unsafe_load(x)
archive.extractall(x)
archive.extract(x)
import socket
import urllib.request
from urllib import request
from http import client
import http.client
import requests
import webbrowser
import subprocess
asyncio.open_connection(x, y)
asyncio.create_subprocess_shell(x)
etree.XMLParser(resolve_entities=False)
etree.XMLParser(no_network=True)
html.HTMLParser()
Style(link=x)
Markdown(x, open_links=True)
tempfile.mktemp()
"""


@pytest.mark.parametrize("line", EVIL.splitlines())
def test_the_search_finds_faults(line: str) -> None:
    assert faults(line), line


@pytest.mark.parametrize(
    "line",
    [
        're.compile("x")',
        "regex.compile(words)",
        "environment.compile(source)",
        "from urllib.parse import quote",
        "yaml.load(text, Loader=quick or yaml.BaseLoader)",
        "subprocess.run([program, path], shell=False)",
        "subprocess.run(command)",
        "etree.XMLParser(resolve_entities=False, no_network=True)",
        "self.execute(x)",
        "found.evaluate(x)",
    ],
)
def test_the_search_finds_no_more(line: str) -> None:
    assert not faults(line)


@pytest.mark.parametrize("module", [FETCHING, BROWSER, *PROCESSES])
def test_the_exceptions_are_needed(module: str) -> None:
    assert faults(MODULES[module].read_text(), "elsewhere.py")


def test_a_browser_is_opened_only_where_an_address_was_confirmed() -> None:
    """From the call in ``disk`` backwards: one wish, which one function grants when it was said yes to."""

    def those_with(what: Callable[[ast.AST], bool]) -> set[str]:
        return {
            module
            for module, path in MODULES.items()
            if any(what(node) for node in ast.walk(ast.parse(path.read_text())))
        }

    def calls(name: str) -> Callable[[ast.AST], bool]:
        return lambda node: isinstance(node, ast.Call) and called(node).rpartition(".")[2] == name

    assert those_with(calls("open_address")) == {"tui/keeping.py"}
    assert those_with(calls("AddressChosen")) == {"tui/screens/wayfinding.py"}
    assert those_with(calls("open_url")) == set()
