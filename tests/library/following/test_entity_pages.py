"""A page of the user's own on an entity: where it is, that it is read, and that nothing makes it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.library.following import entity_pages
from briefing.notes import NotesStore

FOLDER = Path("/notes")


@pytest.mark.parametrize(
    ("entity", "name"),
    [
        ("person:imran-khan", "person-imran-khan.md"),
        ("country:PK", "country-pk.md"),
        ("project:pakistan-stream", "project-pakistan-stream.md"),
    ],
)
def test_a_page_has_a_name_that_a_user_would_type(entity, name):
    assert entity_pages.path_of(FOLDER, entity) == FOLDER / "entities" / name


@given(
    st.text(max_size=300)
    | st.sampled_from(["person:../../x", "person:/etc/passwd", "a:b.notes", ":", "", "person:\0"])
)
def test_no_id_leads_out_of_the_folder(entity):
    path = entity_pages.path_of(FOLDER, entity)
    assert path.parent == FOLDER / "entities"
    assert path.suffix == ".md"
    assert len(path.name.encode()) < 120
    assert not path.name.startswith(".")
    assert not path.name.endswith(".notes.md")


@given(st.lists(st.text(alphabet="ab-é:/. ", min_size=1, max_size=12), unique=True, max_size=20))
def test_no_two_ids_share_a_page(ids):
    ids = [f"person:{one}" for one in ids]
    assert len({entity_pages.path_of(FOLDER, one) for one in ids}) == len(ids)


def test_reading_makes_nothing(tmp_path):
    page = entity_pages.read(tmp_path / "notes", "person:ada-holm")
    assert (page.text, page.problem) == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_a_page_is_shown_as_it_stands_and_is_no_notes_file(tmp_path):
    path = entity_pages.path_of(tmp_path, "person:ada-holm")
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf# Ada Holm\r\n\r\nMet in *Riga*.\r\n")
    assert entity_pages.read(tmp_path, "person:ada-holm").text == "# Ada Holm\n\nMet in *Riga*.\n"
    assert NotesStore(tmp_path, tmp_path / "state").all_notes() == ()


def test_what_cannot_be_read_is_told(tmp_path):
    path = entity_pages.path_of(tmp_path, "person:ada-holm")
    path.mkdir(parents=True)
    page = entity_pages.read(tmp_path, "person:ada-holm")
    assert page.text == ""
    assert page.problem.endswith("is a folder, where a file was expected; name a file in it.")
