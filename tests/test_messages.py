"""What goes wrong is told in one sentence: what, where, and what to do about it."""

from __future__ import annotations

import ast
import errno
import os
from functools import cache
from pathlib import Path

import pytest

import briefing
from briefing import errors, files
from briefing.errors import BriefingError, FileError
from briefing.sources.kinds import kind_of

PACKAGE = Path(briefing.__file__).parent
ERRORS = {name for name, value in vars(errors).items() if isinstance(value, type)} - {"Exception"}
INSTRUCTS = (
    *(
        "; ",
        " as in ",
        "must be ",
        "must have ",
        "must be installed",
        "takes ",
        "'briefing ",
        "--",
        "install it",
    ),
    *(
        "are there",
        "there are",
        "did you mean",
        "may be ",
        "known are ",
        "set one of them",
        "only ctrl and shift",
    ),
)
"""What a sentence has that says what to do: a clause of its own, or what would be right instead."""
MADE_ELSEWHERE = (
    *("answer['refused']", "{said or", "{self._unknown(", "{found.problems[0]", "{': '", "{complaint}"),
    *(
        "_nearest(",
        "{meant(",
        "; {meant}",
        "{hint}",
        "reason(error)",
        "{told}.",
        "Name the briefing",
        "{_line(toml_text",
        "{error}",
        "{lead}",
    ),
)
"""Sentences, or their ends, that are tested where they are made."""
NOTHING_TO_DO = {
    "There is no correction to take back.",
    "There is no change of these notes to take back.",
    "There is no section after this one to merge it with.",
    "There are no notes on {briefing.id} yet: a writes the first.",
    "{files.shown(path)} is gone; earlier states of it are kept in {files.shown(kept)}.",
    "{files.shown(path)} is there already, and nothing is written over unasked.",
    "{shown(asked)} {where} that begins with http:// or https://.",
    "the original of the old one is not at hand",
    "it is a briefing already",
    "the old one cannot be read again",
    "its front matter cannot be used",
    "its words were changed by hand",
    "its headings do not fit the new words",
    "its front matter tells its source in a way of its own",
}
"""Where the reader has nothing to do, where a caller adds what, and clauses that a sentence is made with."""


@cache
def messages() -> list[tuple[str, str]]:
    """Where each error is made, and its message with what is filled in as code."""
    return [
        (f"{path.relative_to(PACKAGE)}:{node.lineno}", text(node.args[0]))
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ERRORS and node.args
    ]


def text(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(words)):
            return words
        case ast.JoinedStr(values=values):
            return "".join(map(text, values))
        case ast.BinOp(left=left, right=right):
            return text(left) + text(right)
    inner = node.value if isinstance(node, ast.FormattedValue) else node
    return f"{{{ast.unparse(inner)}}}"


def test_every_error_says_what_to_do() -> None:
    told = [(where, one) for where, one in messages() if one not in NOTHING_TO_DO]
    assert len(told) > 100
    marks = (*INSTRUCTS, *MADE_ELSEWHERE)
    assert [one for one in told if "\n" in one[1] or not any(mark in one[1] for mark in marks)] == []


def test_the_exceptions_are_needed() -> None:
    assert {told for _, told in messages()} >= NOTHING_TO_DO


def test_every_refusal_of_the_system_says_what_to_do() -> None:
    for code in errno.errorcode:
        clause, _, advice = errors.reason(OSError(code, os.strerror(code))).partition("; ")
        assert clause and advice
        assert not advice.endswith(".")


def test_the_place_is_in_what_is_told() -> None:
    with pytest.raises(BriefingError, match=r"old\.doc is an old Office file; save it as \.docx"):
        kind_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.doc")
    with pytest.raises(
        FileError, match="/nowhere/at/all cannot be opened: no such file or directory; see whether"
    ):
        files.read("/nowhere/at/all")
