"""The earlier versions of a briefing: what its file names as such, and what was filed beside it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.errors import FileError
from briefing.library.heads import Heads
from briefing.library.opening import open_briefing, read_taken
from briefing.library.originals import Originals
from briefing.library.taking import take

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.library.index.listing import Row
    from briefing.model import Briefing


class Version(NamedTuple):
    """Another version of a text: the digest of an original that is kept, or a file."""

    digest: str
    path: str
    told: str
    """What it is, for who has to choose."""


def versions(briefing: Briefing, path: str, library: Path, others: Iterable[Row]) -> list[Version]:
    """Those that its file names, the last one first; then the other readouts of its meeting by its issuer."""
    return [*_named(path, library), *_beside(briefing, others)]


def open_version(version: Version, briefing: Briefing, library: Path) -> Briefing:
    """The text of a version. Raises a BriefingError where it cannot be read."""
    if version.path:
        return open_briefing(version.path, library)
    data = Originals(library).find(version.digest)
    if data is None:
        begins = f"The original whose SHA-256 begins with {version.digest[:8]}"
        raise FileError(f"{begins} is not kept any more; import it again, or compare with its file.")
    taken = take(data, briefing.source.path or "an earlier version")
    return read_taken(taken, briefing.id, library)


def _named(path: str, library: Path) -> Iterator[Version]:
    if not path or not os.path.exists(path):
        return
    originals = Originals(library)
    for number, digest in enumerate(reversed(Heads().of(Path(path)).earlier), 1):
        if originals.has(digest):
            before = "the version before" if number == 1 else f"the version {number} before"
            yield Version(digest, "", f"{before}, kept at the import ({digest[:8]})")


def _beside(briefing: Briefing, others: Iterable[Row]) -> Iterator[Version]:
    for one in others:
        if one.issuer and one.issuer == briefing.issuer:
            yield Version("", one.path, f"{one.id}: {one.title}")
