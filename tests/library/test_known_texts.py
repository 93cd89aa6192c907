from __future__ import annotations

import pytest

from briefing.library.catalogue import Library
from briefing.library.known_texts import KnownTexts
from briefing.library.opening import open_briefing
from briefing.notes.anchoring import revision_of
from briefing.notes.texts import Texts

OLD = "The ministers met in Zenda."
MARKDOWN = (
    "---\nid: {name}\nsource: {{url: 'https://example.org/{name}'}}\n---\n\n# T\n\n## Zenda\n\n{words}\n"
    "*And* on two lines.\n\n- one\n\n### Deeper\n\nThe end of {name}.\n"
)


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.md").write_text(MARKDOWN.format(name=name, words="The ministers met."))
    (folder / "three.md").write_bytes(b"%PDF-1.4")
    return Library(folder, bundled=False)


def test_the_texts_of_a_library_are_those_that_notes_are_made_on(library, tmp_path):
    texts = KnownTexts([tmp_path / "nowhere"], library)
    for name in ("one", "two"):
        briefing = open_briefing(library.folder / f"{name}.md", library.folder)
        for hint in (name, "three", "nobody", ""):
            known = texts.find(revision_of(briefing.text), hint)
            assert known is not None
            assert (known.text, known.briefing, known.address) == (
                briefing.text,
                name,
                f"https://example.org/{name}",
            )
    assert texts.find("0123456789ab", "one") is None
    assert sorted(known.briefing for known in texts.all()) == ["one", "two"]


def test_kept_texts_come_first_and_need_no_library(library, tmp_path, monkeypatch):
    for folder in ("notes", "reports"):
        Texts(tmp_path / folder).keep(f"{OLD} {folder}")
    texts = KnownTexts([tmp_path / "notes", tmp_path / "reports"], library)
    with monkeypatch.context() as patched:
        patched.delattr(Library, "entries")
        for folder in ("notes", "reports"):
            known = texts.find(revision_of(f"{OLD} {folder}"), "one")
            assert known is not None
            assert known.text == f"{OLD} {folder}"
    assert [known.briefing for known in texts.all()] == ["one", "two", "", ""]


def test_a_text_that_is_kept_and_in_the_library_is_one(library, tmp_path):
    Texts(tmp_path).keep(open_briefing(library.folder / "one.md", library.folder).text)
    Texts(tmp_path).keep("")
    found = KnownTexts([tmp_path], library).all()
    assert [known.briefing for known in found] == ["one", "two", ""]


def test_a_kept_text_that_was_changed_is_none(library, tmp_path):
    texts = Texts(tmp_path)
    texts.keep(OLD)
    (path,) = texts.folder.iterdir()
    path.rename(texts.folder / f"{'0' * 64}.gz")
    (texts.folder / "notes.txt").write_text(OLD)
    assert KnownTexts([tmp_path], library).find("0" * 12, "") is None
    assert list(texts.all()) == []
