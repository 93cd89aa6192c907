from __future__ import annotations

import pytest

from briefing.library.catalogue import Library
from briefing.library.following.questions import Questions
from tests.library import made_up


@pytest.fixture
def library(tmp_path):
    """The made-up library."""
    return Library(made_up.fill(tmp_path / "library"), bundled=False)


@pytest.fixture
def notes(tmp_path):
    return tmp_path / "notes"


@pytest.fixture
def briefings(library):
    """All of its briefings, opened."""
    return [library.open(entry.id) for entry in library]


@pytest.fixture
def asked(library, notes):
    """Questions to an index that knows the library."""
    found = Questions(library, notes)
    found.refresh(jobs=1)
    yield found
    found.close()
