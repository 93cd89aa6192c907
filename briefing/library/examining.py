"""Whether what the program keeps on the disk is well: looked at, never changed, never waited for."""

from __future__ import annotations

import os
import re
import stat
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing import files, paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from briefing.config import Settings
    from briefing.library.index.file import IndexFile

_TOLD = 20
"""Problems of one kind that are told; more are counted."""
_CONFLICT_COPY = re.compile(
    r"[._ -]*(?:\.sync-conflict-[\w-]+|\([^()]*conflict[^()]*\)|_conflict-[\w-]+)", re.IGNORECASE
)
"""As Syncthing, Dropbox, Nextcloud and their like put it into a name."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report: what is so, and a sentence for each thing that is wrong."""

    name: str
    facts: Mapping[str, object]
    """By what they are called; values that JSON can hold."""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a library and its notes are; ``chosen`` are those that the user named."""

    library: Path
    notes: Path
    chosen: frozenset[str] = frozenset()


def examine(folders: Folders, settings: Settings, wrong_settings: tuple[str, ...] = ()) -> Iterator[Part]:
    """One part of the report after another."""
    yield places(folders, settings)
    yield configuration(folders.library, wrong_settings)
    yield index(folders, settings.bundled)
    yield notes(folders.notes)


def places(folders: Folders, settings: Settings) -> Part:
    """The folders and files in use: whether they are there and can be written, and what they hold."""
    from briefing.library.catalogue import briefing_files
    from briefing.notes.store import SUFFIX

    bundled = paths.bundled_content()
    facts: dict[str, object] = {
        "library": {**_place(folders.library), "briefings": len(briefing_files(folders.library))},
        "bundled": {**_place(bundled), "briefings": len(briefing_files(bundled))},
        "notes": {**_place(folders.notes), "notes files": _count(folders.notes, SUFFIX)},
        "lexicons": {**_place(paths.lexicons()), "files": _count(paths.lexicons(), ".toml")},
        "config": _place(paths.config()),
        "state": _place(paths.state()),
        "cache": _place(paths.cache()),
    }
    problems = [
        *_trouble_with(folders.library, "library", "nothing can be imported", folders.chosen),
        *_trouble_with(folders.notes, "notes", "no note can be kept", folders.chosen),
        *_trouble_with(paths.state(), "state", "no draft and no undo can be kept"),
        *_trouble_with(paths.cache(), "cache", "every text is analysed anew each time"),
    ]
    if not facts["bundled"]["briefings"]:  # type: ignore[index]  # a place, as above
        problems.append(
            f"The briefings that come with the program are not in {files.shown(bundled)}; install it again."
        )
    for other in settings.libraries:
        path = paths.config().parent / os.path.expanduser(other)
        if not os.path.isdir(path):
            problems.append(
                f"The configuration names the library {files.shown(path)}, which is no folder; "
                f"correct 'libraries' in {files.shown(paths.config())}."
            )
    return Part("paths", facts, tuple(problems))


def configuration(library: Path, wrong_settings: tuple[str, ...]) -> Part:
    """The settings and the lexicons: which files were read, and what is wrong with them."""
    from briefing.library import lexicons

    found = lexicons.find(library)
    there = os.path.exists(paths.config())
    facts = {
        "config": files.shown(paths.config()) if there else "none, so that all is as it comes",
        "lexicons": [name for name, _ in found],
    }
    return Part("configuration", facts, (*wrong_settings, *lexicons.faults(found)))


def index(folders: Folders, bundled: bool) -> Part:
    """How the index of a library stands, which is neither made nor brought up to date by asking."""
    from briefing.library.index.file import IndexFile

    file = IndexFile(folders.library)
    name = files.shown(file.path)
    state = _state_of(file)
    facts: dict[str, object] = {"path": name, "state": state, "size": _size(file.path)}
    problems: list[str] = []
    if state == "sound":
        facts |= _behind(file, folders, bundled, problems)
    if facts["state"] == "damaged":
        problems.append(
            f"The index {name} is damaged; the next 'briefing search' makes it anew, or delete it."
        )
    elif state == "interrupted":
        problems.append(
            f"A program was stopped while it wrote the index {name}; the next 'briefing search' goes on from"
            " there, or delete it."
        )
    return Part("index", facts, tuple(problems))


def notes(folder: Path) -> Part:
    """The notes and the drafts, and what was left beside them by others."""
    from briefing.notes import Drafts, NotesStore

    kept = NotesStore(folder, paths.state()).all_notes()
    drafts = paths.state() / "drafts"
    waiting = Drafts(drafts).briefings()
    copies = sorted(name for name in _names(folder) if _CONFLICT_COPY.search(name))
    left = files.left_over(folder)
    facts = {
        "notes": sum(len(file.notes) for file in kept),
        "files": len(kept),
        "drafts waiting on": [files.shown(name) for name in waiting],
        "conflict copies": len(copies),
        "left from interrupted saves": len(left),
    }
    problems = [f"{files.shown(file.path)}: {problem}" for file in kept for problem in file.problems]
    problems += [
        f"{files.shown(file.path)} was being written when the program was killed; what it held before is in "
        f"{files.shown(before)}: take what is missing from there and delete it."
        for file in kept
        if (before := files.interrupted(file.path))
    ]
    problems += [_told_copy(folder, name) for name in copies]
    problems += [
        f"The draft {files.shown(path)} cannot be read; look at what it holds, and delete it."
        for path in Drafts(drafts).unreadable()
    ]
    if left:
        problems.append(
            f"Saves that were interrupted left files in {files.shown(folder)} ({len(left):,}, the first "
            f"{files.shown(os.path.basename(left[0]))}); the next note clears them away, or delete them."
        )
    return Part("notes", facts, tuple(_first(problems)))


def _place(path: Path) -> dict[str, object]:
    there = os.path.exists(path)
    return {"path": files.shown(path), "there": there, "writable": _is_writable(path)}


def _is_writable(path: Path) -> bool:
    """Whether it can be written, or made where it is not there."""
    if os.path.isdir(path):
        return os.access(path, os.W_OK | os.X_OK)
    if os.path.lexists(path):
        return os.access(path, os.W_OK)
    return path.parent != path and _is_writable(path.parent) and os.path.isdir(_nearest(path))


def _nearest(path: Path) -> Path:
    return next((parent for parent in path.parents if os.path.lexists(parent)), path)


def _trouble_with(path: Path, name: str, else_: str, chosen: frozenset[str] = frozenset()) -> Iterator[str]:
    """What is wrong with a folder that is written into, and what it hinders."""
    told = f"The {name} folder {files.shown(path)}"
    elsewhere = f"name another with --{name}" if name in ("library", "notes") else "put a folder there"
    if not os.path.lexists(path):
        if name in chosen and not os.path.isdir(path.parent):
            yield f"{told} is not there, nor is the folder that it should be in; make it, or {elsewhere}."
        elif not _is_writable(path):
            yield f"{told} cannot be made, so {else_}; make it yourself, or {elsewhere}."
    elif not os.path.isdir(path):
        yield f"{told} is no folder, so {else_}; {elsewhere}."
    elif not os.access(path, os.R_OK | os.X_OK):
        yield f"{told} cannot be read; give yourself the right to it (chmod u+rwx)."
    elif not _is_writable(path):
        yield f"{told} cannot be written, so {else_}; give yourself the right to it (chmod u+rwx)."


def _state_of(file: IndexFile) -> str:
    """In a word or two; ``sound`` where it is what it was when it was closed last.

    One of another version is made anew when it is needed, one that is locked is being written.
    """
    from briefing.library.index import seal, tables

    if not os.path.lexists(file.path):
        return "absent"
    beside = (f"{file.path}.seal", f"{file.path}.lock")
    if not _is_regular(file.path) or any(os.path.lexists(one) and not _is_regular(one) for one in beside):
        return "damaged"
    if file.is_locked:
        return "locked"
    known = seal.read(file.path)
    if known is None:
        return "damaged"
    if known.schema != tables.SCHEMA:
        return "of another version"
    if known.broken:
        return "interrupted"
    return "sound" if seal.holds(known, file.path) else "damaged"


def _behind(file: IndexFile, folders: Folders, bundled: bool, problems: list[str]) -> dict[str, object]:
    """How many files an index does not know as they are now; what it knows to be wrong with briefings."""
    import sqlite3

    from briefing.library.index import refreshing

    shipped = paths.bundled_content() if bundled else None
    try:
        with closing(file.unlocked()) as base:
            work = refreshing.survey(base, refreshing.Places(folders.library, shipped, folders.notes))
            rows = base.execute("SELECT path, problem FROM briefings WHERE problem != ''").fetchall()
    except sqlite3.Error:
        return {"state": "damaged"}
    problems += _first([f"{files.shown(os.fsdecode(path))}: {problem}" for path, problem in rows])
    behind = len(work.stale) + len(work.gone) + len(work.notes) + len(work.notes_gone)
    state = "behind" if work else "up to date"
    return {"state": state, "files to read": behind, "lexicon or program changed": work.readers}


def _told_copy(folder: Path, name: str) -> str:
    original = _CONFLICT_COPY.sub("", name)
    return (
        f"{files.shown(folder / name)} is a copy that a synchronising program made when two wrote at once; "
        f"take what is missing in {files.shown(original)} from it, and delete it."
    )


def _first(problems: list[str]) -> list[str]:
    """The first problems; that there are more of the kind is told in the place of the others."""
    if len(problems) <= _TOLD:
        return problems
    more = len(problems) - _TOLD
    return [*problems[:_TOLD], f"There are {more:,} more of the kind; put these right and ask again."]


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _count(folder: Path, ending: str) -> int:
    return sum(name.endswith(ending) and not name.startswith(".") for name in _names(folder))


def _is_regular(path: str | os.PathLike[str]) -> bool:
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
