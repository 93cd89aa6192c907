"""A new version of a text, with what its owner did to the briefing and with the notes on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import document, paths
from briefing.errors import DocumentError
from briefing.library import versions
from briefing.library.checking import check
from briefing.library.importing import import_source
from briefing.library.opening import open_briefing
from briefing.library.originals import Originals
from briefing.model import Anchor, Note, Source, text_digest
from briefing.notes import NotesStore
from briefing.sources.markdown import folded

READOUT = """\
Ministers of Norway and Sweden meet in Oslo

Foreign Minister Anna Berg of Norway met Foreign Minister Ola Lund of Sweden in Oslo on 6 May 2024.

The two ministers discussed trade. The Foreign Minister of Norway stressed that trade must grow.

They discussed fisheries in the northern seas and the rights of small boats.

They agreed to meet again in the autumn, and thanked their hosts for the warm welcome.
"""
CORRECTED = READOUT.replace("rights of small boats", "duties of large boats").replace(
    "They agreed", "Both sides also spoke about the weather.\n\nThey agreed"
)


@pytest.fixture
def library(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(READOUT)
    return tmp_path / "library"


def headings(markdown: str) -> list[str]:
    return re.findall(r"^## (.*)", markdown, re.MULTILINE)


def by_hand(path: Path) -> str:
    """The briefing with headings and a front matter as its owner wants them."""
    found = document.read(path.read_text())
    parts = found.source.text.split("\n\n")
    front = path.read_text().split("---\n")[1].replace("source:", "mood: sunny # mine\nsource:")
    body = "\n\n".join(
        f"## {heading}\n\n{text}"
        for heading, text in zip(
            ("Who met", "The meeting", "My trade", "Fish", "The end"), parts, strict=True
        )
    )
    path.write_text(f"---\n{front}---\n\n# My title\n\n{body}\n")
    return path.read_text()


def test_a_corrected_text_takes_the_place_of_the_old_one(library):
    first = import_source("a.txt", library)
    old = by_hand(first.path)
    assert check(first.path) == []
    Path("a.txt").write_text(CORRECTED)
    second = import_source("a.txt", library)
    assert (second.status, second.id, second.path) == ("renewed", first.id, first.path)
    made = first.path.read_text()
    assert headings(made) == ["Who met", "The meeting", "My trade", "Fish", "The end"]
    assert "# My title\n" in made
    assert "mood: sunny # mine\n" in made
    assert check(first.path) == []
    assert folded(document.read(made).source.text) == folded(CORRECTED)
    assert [file.name for file in library.glob("*.md")] == [first.path.name]
    kept = Originals(library)
    earlier = document.head(made).front.earlier
    assert kept.find(earlier[0]) == READOUT.encode()
    assert kept.find(earlier[1]) == old.encode()


def test_both_versions_are_known_afterwards(library):
    first = import_source("a.txt", library)
    Path("a.txt").write_text(CORRECTED)
    import_source("a.txt", library)
    Path("old.txt").write_text(READOUT)
    for name in ("a.txt", "old.txt"):
        again = import_source(name, library)
        assert (again.status, again.id) == ("same", first.id)
    assert folded(document.read(first.path.read_text()).source.text) == folded(CORRECTED)


@pytest.mark.parametrize("form", ["[{}]", "\n  - {}", "\n- {}"])
def test_every_version_is_remembered(library, form):
    first = import_source("a.txt", library)
    by_hand(first.path)
    for number in range(3):
        Path("a.txt").write_text(CORRECTED + f"\nThey will meet {number} times a year from now on.\n")
        assert import_source("a.txt", library).status == "renewed"
        front = document.head(first.path.read_text()).front
        assert len(front.earlier) == 2 * (number + 1)
        # As another program may have written it.
        separator = ", " if form == "[{}]" else "\n" + form.strip("\n").replace("{}", "")
        told = form.format(separator.join(front.earlier))
        first.path.write_text(re.sub(r"(?m)^earlier: .*", f"earlier: {told}", first.path.read_text()))
    assert headings(first.path.read_text()) == ["Who met", "The meeting", "My trade", "Fish", "The end"]
    assert check(first.path) == []


def test_notes_are_found_again(library):
    first = import_source("a.txt", library)
    briefing = open_briefing(first.path, library)
    store = NotesStore(paths.notes(), paths.state())
    quote = "They agreed to meet again in the autumn"
    start = briefing.text.index(quote)
    revision = text_digest(briefing.text)[:12]
    store.add(
        briefing, Note("", Anchor(start=start, end=start + len(quote), revision=revision), quote, "When?")
    )
    Path("a.txt").write_text(CORRECTED)
    import_source("a.txt", library)
    renewed = open_briefing(first.path, library)
    (placed,) = store.load(renewed).placements.values()
    assert renewed.text[placed.start : placed.end] == quote


def test_a_copy_that_was_corrected_elsewhere_is_a_version_too(library):
    first = import_source("a.txt", library)
    Path("copy.txt").write_text(CORRECTED)
    assert import_source("copy.txt", library).status == "renewed"
    Path("other.txt").write_text(CORRECTED.replace("6 May 2024", "7 May 2024"))
    assert import_source("other.txt", library).status == "new"
    assert check(first.path) == []


UNSAFE = {
    "words that were changed": lambda text: text.replace("small boats", "little boats"),
    "a front matter in its own way": lambda text: text.replace("source: {", '"source": {'),
    "a broken front matter": lambda text: text.replace("date: 2024-05-06", "date: soon"),
}


@pytest.mark.parametrize("change", UNSAFE.values(), ids=UNSAFE)
def test_where_it_is_not_safe_the_new_one_is_filed_beside(library, change):
    first = import_source("a.txt", library)
    text = change(first.path.read_text().replace("source:", "meeting: oslo-talks\nsource:"))
    first.path.write_text(text)
    mine = first.path.read_bytes()
    Path("a.txt").write_text(CORRECTED)
    second = import_source("a.txt", library)
    assert (second.status, second.id) == ("changed", f"{first.id}-2")
    assert first.path.read_bytes() == mine
    assert "filed beside it because" in second.told[-1]
    assert second.facts is not None
    assert check(second.path) == []


def test_without_its_original_it_is_not_replaced(library):
    first = import_source("a.txt", library)
    for kept in (library / ".originals").iterdir():
        kept.unlink()
    Path("a.txt").write_text(CORRECTED)
    second = import_source("a.txt", library)
    assert second.status == "changed"
    assert "not at hand" in second.told[-1]
    assert folded(document.read(first.path.read_text()).source.text) == folded(READOUT)


def test_another_version_is_of_the_same_meeting(library):
    first = import_source("a.txt", library)
    first.path.write_text(
        first.path.read_text().replace("source:", "meeting: talks\nsource:").replace("small boats", "x")
    )
    Path("a.txt").write_text(CORRECTED)
    second = import_source("a.txt", library)
    assert second.status == "changed"
    assert document.head(second.path.read_text()).front.meeting == "talks"


def renew(old: str, new: str, given: list[tuple[str, str]]) -> str:
    """The Markdown of ``old`` under headings, with the words of ``new``."""
    body = "\n\n".join(f"## {heading}\n\n{words}" for heading, words in given)
    markdown = f"---\nid: a\nsource: {{path: a.txt}}\n---\n\n# T\n\n{body}\n"
    found = document.read(f"# T\n\n## All\n\n{new}\n")
    return versions.renewed(markdown, old, found, Source(new, "0" * 64, path="a.txt"))


MOVES = {
    "nothing": (
        ["one two three", "four five six"],
        "one two three\n\nfour five six",
        [("A", "one"), ("B", "four")],
    ),
    "words before a section": (
        ["one two three", "four five six"],
        "one two three\n\nzero four five six",
        [("A", "one"), ("B", "zero")],
    ),
    "a section that is gone": (["one two three", "four five six"], "one two three", [("A", "one")]),
    "the first section gone": (["one two three", "four five six"], "four five six", [("B", "four")]),
    "a border within a paragraph": (
        ["one two three.", "four five six."],
        "one two three. four five six.",
        [("A", "one"), ("B", "four")],
    ),
    "a paragraph between": (
        ["one two three", "four five six"],
        "one two three\n\nseven eight\n\nfour five six",
        [("A", "one"), ("B", "four")],
    ),
}


@pytest.mark.parametrize(("parts", "new", "wanted"), MOVES.values(), ids=MOVES)
def test_headings_stay_with_their_words(parts, new, wanted):
    made = renew("\n\n".join(parts), new, list(zip("AB", parts, strict=True)))
    assert re.findall(r"^## (\w+)\n\n(\w+)", made, re.MULTILINE) == wanted
    assert folded(document.read(made).source.text) == folded(new)


def test_words_changed_by_hand_are_a_reason():
    with pytest.raises(DocumentError, match="changed by hand"):
        renew("one two", "one two three", [("A", "one 2")])


def test_likeness():
    assert versions.likeness("a b c d", "A  b, c d.") == 1
    assert versions.likeness("a b c d", "e f g h") == versions.likeness("", "a") == 0
    assert versions.likeness("a", "a") == 1
    assert 0.5 < versions.likeness(READOUT, CORRECTED) < 1


WORD = st.sampled_from(
    ["peace", "talks", "fish", "north", "sea", "trade", "Norway", "Sweden", "ice.", "boats,"]
)
PARAGRAPH = st.lists(WORD, min_size=1, max_size=12).map(" ".join)


@given(st.lists(PARAGRAPH, min_size=1, max_size=6), st.data())
def test_whatever_is_corrected_the_words_are_the_new_ones_and_headings_keep_their_order(old, data):
    new = data.draw(st.lists(st.one_of(st.sampled_from(old), PARAGRAPH), min_size=1, max_size=6))
    given_headings = [f"H{number}" for number in range(len(old))]
    made = renew("\n\n".join(old), "\n\n".join(new), list(zip(given_headings, old, strict=True)))
    assert folded(document.read(made).source.text) == folded(" ".join(new))
    kept = re.findall(r"^## (.*)", made, re.MULTILINE)
    assert kept == sorted(kept, key=[*given_headings, "All"].index)
    assert len(set(kept)) == len(kept)
