"""The versions of a text before the one that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import BriefingError
from briefing.files import digest
from briefing.library.earlier import Version, open_version, versions
from briefing.library.importing import import_source
from briefing.library.index.listing import Row
from briefing.library.opening import open_briefing
from briefing.library.originals import Originals

TEXTS = [
    f"Foreign Minister Anna Berg of Norway met Foreign Minister Ola Lund of Sweden in Oslo.\n\n"
    f"The two ministers discussed trade. They spoke of the rights of small boats.\n\nThey parted {how}.\n"
    for how in ("late", "early", "at noon")
]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "library"


@pytest.fixture
def path(library: Path) -> Path:
    """A briefing that was imported three times, its words others each time."""
    for text in TEXTS:
        Path("a.txt").write_text(text)
        found = import_source("a.txt", library)
    return found.path


def test_the_versions_that_were_kept_at_the_imports_the_last_one_first(library: Path, path: Path) -> None:
    briefing = open_briefing(path)
    found = versions(briefing, str(path), library, [])
    originals = Originals(library)
    texts = [originals.find(version.digest) for version in found]
    for text in TEXTS[:2]:
        assert text.encode() in texts
    assert texts.index(TEXTS[1].encode()) < texts.index(TEXTS[0].encode())
    assert found[0].told == f"the version before, kept at the import ({found[0].digest[:8]})"
    assert found[1].told.startswith("the version 2 before, kept at the import (")
    assert not any(version.path for version in found)
    for version, text in zip(found, texts, strict=True):
        opened = open_version(version, briefing, library)
        assert opened.id == briefing.id
        if text in [one.encode() for one in TEXTS]:
            assert opened.text.split() == text.decode().split()


def test_a_version_that_is_not_kept_any_more_is_not_offered(library: Path, path: Path) -> None:
    briefing = open_briefing(path)
    first = versions(briefing, str(path), library, [])[0]
    Originals(library).path(first.digest).unlink()
    left = versions(briefing, str(path), library, [])
    assert first.digest not in {version.digest for version in left}
    with pytest.raises(BriefingError) as caught:
        open_version(first, briefing, library)
    assert str(caught.value) == (
        f"The original whose SHA-256 begins with {first.digest[:8]} is not kept any more; import it again, "
        "or compare with its file."
    )


def test_readouts_of_the_meeting_by_the_same_issuer_are_offered_too(library: Path, path: Path) -> None:
    from dataclasses import replace

    briefing = replace(open_briefing(path), issuer="Norway")
    other = library / "other.md"
    other.write_text("---\nid: other\n---\n\n# Other\n\nOther words.\n")
    rows = [
        Row("other", "Other", str(other), issuer="Norway"),
        Row("theirs", "Theirs", "theirs.md", issuer="Sweden"),
        Row("nobodys", "Nobody's", "nobodys.md"),
    ]
    found = versions(briefing, "", library, rows)
    assert found == [Version("", str(other), "other: Other")]
    assert open_version(found[0], briefing, library).text == "Other words."
    assert versions(replace(briefing, issuer=""), "", library, rows) == []


def test_a_text_of_no_file_and_one_that_was_imported_once_have_no_version_before(library: Path) -> None:
    Path("a.txt").write_text(TEXTS[0])
    found = import_source("a.txt", library)
    briefing = open_briefing(found.path)
    assert versions(briefing, str(found.path), library, []) == []
    assert versions(briefing, str(library / "none.md"), library, []) == []
    assert digest(TEXTS[0].encode()) == briefing.source.sha256
