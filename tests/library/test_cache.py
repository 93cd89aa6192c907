import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import paths
from briefing.library import cache, lexicons
from briefing.library.opening import known_briefing, open_briefing
from briefing.model import (
    Block,
    Briefing,
    Cue,
    Entity,
    Mention,
    Section,
    Sentence,
    Source,
    Statement,
)

TEXT = st.text(st.characters(), max_size=12)  # half characters too
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
NUMBER = st.integers(0, 10**6)
SURE = st.sampled_from(["certain", "likely", "unsure"])


def some(record, *fields):
    return st.lists(st.builds(record, *fields), max_size=3).map(tuple)


BRIEFINGS = st.builds(
    Briefing,
    TEXT,
    st.builds(Source, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, st.booleans()),
    TEXT,
    TEXT,
    TEXT,
    st.sampled_from(["call", "other"]),
    TEXT,
    TEXTS,
    TEXT,
    some(Block, NUMBER, NUMBER, st.just("item"), NUMBER),
    some(Sentence, NUMBER, NUMBER, NUMBER),
    some(Section, NUMBER, NUMBER, TEXT, st.just("issue"), TEXT, SURE),
    some(
        Entity,
        TEXT,
        TEXT,
        st.just("person"),
        TEXT,
        TEXTS,
        some(Mention, NUMBER, NUMBER, TEXT, st.just("role"), TEXT, SURE),
        SURE,
    ),
    some(
        Statement,
        NUMBER,
        NUMBER,
        NUMBER,
        st.just("joint"),
        TEXT,
        some(Cue, NUMBER, NUMBER, TEXT, NUMBER),
        TEXT,
        TEXT,
        SURE,
    ),
    TEXTS,
)


@given(BRIEFINGS)
def test_what_is_kept_comes_back(briefing):
    path = cache.path_of("0")
    path.unlink(missing_ok=True)
    cache.keep("0", briefing)
    assert cache.load("0") == briefing


def test_the_seed_comes_back(seed):
    assert known_briefing(seed) is None
    opened = open_briefing(seed)
    assert known_briefing(seed) == opened == open_briefing(seed)


def the_file():
    (found,) = (paths.cache() / "briefings").iterdir()
    return found


@pytest.mark.parametrize(
    "harm", [lambda data: data[:-40], lambda data: data.replace(b"Putin", b"Pubin"), lambda data: b"[]"]
)
def test_a_damaged_file_is_read_as_none_and_written_anew(seed, harm):
    opened = open_briefing(seed)
    whole = the_file().read_bytes()
    the_file().write_bytes(harm(whole))
    assert known_briefing(seed) is None
    assert open_briefing(seed) == opened
    assert the_file().read_bytes() == whole


def test_a_changed_file_or_lexicon_is_read_anew(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("The Minister met the Ambassador of Ruritania.\n")
    open_briefing(file)
    paths.lexicons().mkdir(parents=True)
    own = paths.lexicons() / "own.toml"
    own.write_text('[country.RUR]\nname = "Ruritania"\n')
    assert known_briefing(file) is None
    assert "country:RUR" in {entity.id for entity in open_briefing(file).entities}
    own.write_text("[country.RUR\n")
    assert any("own.toml" in notice for notice in open_briefing(file).notices)
    file.write_text("Other words.\n")
    assert known_briefing(file) is None


def test_a_cache_that_cannot_be_written_costs_nothing(seed):
    paths.cache().parent.mkdir(parents=True, exist_ok=True)
    paths.cache().write_text("a file where the folder should be")
    assert open_briefing(seed) == open_briefing(seed)


def test_only_the_newest_are_kept(monkeypatch):
    monkeypatch.setattr(cache, "KEPT", 3)
    for number in range(5):
        cache.keep(str(number), Briefing(str(number), Source("", "")))
        os.utime(cache.path_of(str(number)), (number, number))
    assert [number for number in range(5) if cache.load(str(number))] == [2, 3, 4]


def test_the_key_tells_everything_apart(tmp_path):
    made = {
        cache.key("a", b"1", ()),
        cache.key("b", b"1", ()),
        cache.key("a", b"2", ()),
        cache.key("a", b"1", (("x", b"1"),)),
        cache.key("a", b"1", (("x", None),)),
        cache.key("a", b"1x", ()),
    }
    assert len(made) == 6
    assert lexicons.find(tmp_path) == ()
