"""Whatever a command cannot read: its name is told, and what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.sources import made


def a_folder(place: Path) -> None:
    place.mkdir()


def a_pipe(place: Path) -> None:
    os.mkfifo(place)


def a_circle(place: Path) -> None:
    place.symlink_to(place)


def nothing(place: Path) -> None:
    pass


def holding(data: bytes):
    def write(place: Path) -> None:
        place.write_bytes(data)

    return write


BAD = {
    "nothing": nothing,
    "folder": a_folder,
    "pipe": a_pipe,
    "circle": a_circle,
    "picture": holding(b"\x89PNG\r\n\x1a\n"),
    "controls": holding(b"\x00\x01\x02\x03\x04\x05\x06" * 40),
    "pdf": holding(b"%PDF-1.4\nnothing"),
    "docx": holding(made.zipped({"word/document.xml": "<a/>"})),
    "zip": holding(b"PK\x03\x04cut off"),
    "html": holding(b"<html><body><script>words</script></body></html>"),
    "xml": holding(b"<?xml version='1.0'?><a/>"),
    "eml": holding(b"From: a\nSubject: b\nMIME-Version: 1.0\n\n"),
    "jsonl": holding(b"not json\n"),
}
COMMANDS = {
    "show": ("show", "{}"),
    "import": ("import", "{}"),
    "notes add": ("notes", "add", "{}", "--section", "x", "--text", "y"),
    "redline": ("redline", "{}", "{}"),
    "verify": ("notes", "verify", "{}"),
    "template": ("export", "manual", "--template", "{}"),
}
READS_ANYTHING = ("verify", "template")
"""Take any file that is one for a text."""


@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_command_cannot_read_is_named_with_what_to_do(run, tmp_path: Path, command: str) -> None:
    for kind, make in BAD.items():
        name = (
            f"bad-{kind}"
            if kind in ("nothing", "folder", "pipe", "circle", "picture", "controls")
            else f"bad.{kind}"
        )
        place = tmp_path / name
        make(place)
        if kind == "folder" and command == "import":
            continue  # which is taken for what it holds
        done = run(*(word.format(place) for word in COMMANDS[command]))
        if done.status == 0:
            assert command in READS_ANYTHING, (command, kind)
            continue
        told = done.err + done.out
        assert str(place) in told or "This " in told, (command, kind, told)
        assert any(mark in told for mark in ("; ", "'briefing ", "--")), (command, kind, told)
        assert "Errno" not in told
