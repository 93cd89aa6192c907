"""notes verify: whether quotes are still the very words of their texts."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from briefing.cli import output, places

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from briefing.notes.verifying import Verdict

_STANDARD_INPUT = "-"


def add_act(acts: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = acts.add_parser(
        "verify",
        parents=[common],
        help="prove that quotes are the very words of their texts",
        description="Compare every quote of Markdown files, be they notes, exports or reports, with the\n"
        "text that it is from; without a file, the quotes of all notes. The exit status is 1 where\n"
        "a quote was altered, is not found, or has no text here to be compared with.",
        example="briefing notes verify report.md",
    )
    one.add_argument("files", metavar="FILE", nargs="*", help="a Markdown file; - reads standard input")
    one.add_argument("--json", action="store_true", help="every quote with what was found out, as JSON")
    one.set_defaults(run=verify_quotes)


def verify_quotes(arguments: Namespace) -> int:
    from briefing.errors import BriefingError
    from briefing.files import shown
    from briefing.library.known_texts import KnownTexts
    from briefing.notes.verifying import verify

    notes = places.notes_folder(arguments)
    names = _names(arguments.files, notes)
    texts = KnownTexts([notes, *_folders(names)], places.library(arguments))
    verdicts: list[tuple[str, Verdict]] = []
    unread = 0
    for name in names:
        try:
            verdicts += [(shown(name), verdict) for verdict in verify(_content(name), texts)]
        except BriefingError as error:
            output.tell(str(error))
            unread += 1
    if arguments.json:
        _write_json(verdicts)
    else:
        _write_problems(verdicts)
    return 1 if unread or any(verdict.problem for _, verdict in verdicts) else 0


def _names(told: Sequence[str], notes: Path) -> list[str]:
    """The files that are told, each once, or else those of all notes."""
    from briefing.notes.store import SUFFIX

    if told:
        return list(dict.fromkeys(told))
    return [str(path) for path in sorted(notes.glob(f"*{SUFFIX}")) if not path.name.startswith(".")]


def _folders(names: Sequence[str]) -> list[Path]:
    """Where texts may be kept beside the files."""
    from pathlib import Path

    return [Path(name).absolute().parent for name in names if name != _STANDARD_INPUT]


def _content(name: str) -> bytes:
    from briefing import files
    from briefing.errors import FileError

    if name != _STANDARD_INPUT:
        return files.read(name)
    data = sys.stdin.buffer.read(files.LIMIT + 1)
    if len(data) > files.LIMIT:
        raise FileError(
            f"Standard input holds more than the {files.LIMIT:,} bytes that are read; cut it into parts."
        )
    return data


def _write_json(verdicts: Sequence[tuple[str, Verdict]]) -> None:
    from dataclasses import asdict

    output.write_json([{"file": name, **asdict(verdict)} for name, verdict in verdicts])


def _write_problems(verdicts: Sequence[tuple[str, Verdict]]) -> None:
    from briefing import printable

    for name, verdict in verdicts:
        if verdict.problem:
            output.write(f"{name}:{verdict.line}: {printable.line(verdict.problem)}\n")
    output.write(f"{_summary(verdict for _, verdict in verdicts)}\n")


def _summary(verdicts: Iterable[Verdict]) -> str:
    """``31 quotes: 29 verified, 1 altered, 1 without its text; 2 not checked.``"""
    counts = Counter(verdict.status for verdict in verdicts)
    unchecked = counts.pop("not checked", 0)
    parts = [f"{counts['verified']:,} verified"]
    parts += [
        f"{number:,} {status if number == 1 else status.replace('its', 'their')}"
        for status in ("altered", "not found", "without its text")
        if (number := counts[status])
    ]
    total = f"{counts.total():,} quote{'' if counts.total() == 1 else 's'}"
    return f"{total}: {', '.join(parts)}{f'; {unchecked:,} not checked' if unchecked else ''}."
