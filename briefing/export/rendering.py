"""Renders one template, as a program of its own: a template that never ends can only be stopped from outside.

Takes on standard input, as JSON, the template and the plain data that it may use, and prints what it
makes; or says in one sentence on standard error what is wrong, and where. It needs nothing of the package.
"""

from __future__ import annotations

import json
import resource
import sys
from contextlib import suppress
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

if TYPE_CHECKING:
    from types import TracebackType

_MARKUP = (".html", ".htm", ".xhtml", ".xml")
_OF_TEMPLATES = (".j2", ".jinja", ".jinja2")
_OTHER_FILES = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_FILENAME = "<template>"


class _TooMuch(Exception):
    """What the template makes is more than is wanted."""


class _Missing(StrictUndefined):
    """A name that there is not, said without Python's words."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        known = list(map(str, self._undefined_obj)) if isinstance(self._undefined_obj, dict) else []
        near = get_close_matches(str(self._undefined_name), known, n=1)
        meant = f"; did you mean '{near[0]}'?" if near else ""
        return f"there is no '{self._undefined_name}' here{meant}"


def main() -> None:
    task = json.load(sys.stdin.buffer)
    _limit(task["seconds"], task["memory"])
    sys.excepthook = lambda kind, error, trace: _tell(task["name"], error, trace)
    text = _rendered(task["source"], task["name"], task["data"], task["characters"])
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def _limit(seconds: int, memory: int) -> None:
    """Should the program that waits for this one be gone, the system ends it."""
    for kind, limit in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory)):
        with suppress(ValueError, OSError):  # a system without such a limit
            resource.setrlimit(kind, (limit, resource.getrlimit(kind)[1]))


def _rendered(source: str, name: str, data: dict[str, Any], characters: int) -> str:
    parts: list[str] = []
    left = characters
    for part in _template(source, name).generate(data):
        left -= len(part)
        if left < 0:
            raise _TooMuch(f"it makes more than {characters:,} characters")
        parts.append(part)
    return "".join(parts)


def _template(source: str, name: str) -> Template:
    environment = ImmutableSandboxedEnvironment(
        autoescape=_is_markup(name),
        undefined=_Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    del environment.globals["lipsum"]  # words by chance have no place in an export
    for node in environment.parse(source).find_all(_OTHER_FILES):
        raise TemplateSyntaxError("a template stands alone and takes in no other file", node.lineno)
    code = environment.compile(source, filename=_FILENAME)
    return Template.from_code(environment, code, environment.make_globals(None))


def _is_markup(name: str) -> bool:
    name = name.lower()
    for extension in _OF_TEMPLATES:
        name = name.removesuffix(extension)
    return name.endswith(_MARKUP)


def _tell(name: str, error: BaseException, trace: TracebackType | None) -> None:
    line = error.lineno if isinstance(error, TemplateSyntaxError) else _line(trace)
    where = f"{name}, line {line}" if line else name
    said = " ".join(_what(error).split())
    sys.stderr.write(f"{where}: {said}{'' if said.endswith(('.', '?')) else '.'}\n")


def _line(trace: TracebackType | None) -> int:
    """The last line of the template that was being rendered."""
    line = 0
    while trace:
        if trace.tb_frame.f_code.co_filename == _FILENAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _what(error: BaseException) -> str:
    match error:
        case MemoryError():
            return "it needs more memory than a template is given"
        case RecursionError():
            return "it calls itself without end"
        case TemplateSyntaxError():
            return error.message or "it is no template"
        case _:
            return str(error) or type(error).__name__


if __name__ == "__main__":
    main()
