import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import QueryError

WORDS = re.compile(r"[^\W_]+")
QUERIES = [
    "ceasefire",
    '"maritime security"',
    '"the two sides"',
    "terror*",
    '"bilateral tr"*',
    "grain OR minerals",
    "grain -minerals",
    "NEAR(trade minerals, 3)",
    '"expansion of" trade',
    "CEASEFIRE",
    "énergy",
]


def folded(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return WORDS.findall("".join(letter for letter in apart if not unicodedata.combining(letter)))


def holds(text: str, phrase: str) -> bool:
    """Whether the words of a phrase stand in a text; with a star the last may be begun only."""
    begun = phrase.endswith("*")
    words, wanted = folded(text), folded(phrase)
    for at in range(len(words) - len(wanted) + 1):
        found = words[at : at + len(wanted)]
        if found == wanted or (begun and found[:-1] == wanted[:-1] and found[-1].startswith(wanted[-1])):
            return True
    return False


def near(text: str, one: str, other: str, within: int) -> bool:
    words = folded(text)
    at = [number for number, word in enumerate(words) if word == one]
    return any(
        abs(number - place) - 1 <= within
        for number in at
        for place, word in enumerate(words)
        if word == other
    )


def expected(query: str, text: str) -> bool:
    match query:
        case "grain OR minerals":
            return holds(text, "grain") or holds(text, "minerals")
        case "grain -minerals":
            return holds(text, "grain") and not holds(text, "minerals")
        case "NEAR(trade minerals, 3)":
            return near(text, "trade", "minerals", 3)
        case '"expansion of" trade':
            return holds(text, "expansion of") and holds(text, "trade")
        case _:
            return holds(text, query.replace('"', ""))


@pytest.mark.parametrize("query", QUERIES)
def test_the_hits_are_those_of_a_reader_who_reads_everything(full, query):
    shelf, index = full
    wanted = set()
    for briefing in shelf.briefings:
        for number, section in enumerate(briefing.sections):
            title = briefing.title if number == 0 else ""
            if expected(query, f"{title} ¶ {section.heading} ¶ {briefing.surface(section)}"):
                wanted.add((briefing.id, section.start))
    hits = list(index.search(f"{query} is:text", 10_000))
    assert hits or query == "énergy"
    found = set()
    for hit in hits:
        briefing = shelf.opened(hit.path)
        section = next(one for one in briefing.sections if one.start <= hit.start < one.end)
        assert hit.section == section.heading
        found.add((hit.briefing, section.start))
    assert found == wanted
    assert len(hits) == len(wanted)


@pytest.mark.parametrize("query", QUERIES)
def test_a_hit_is_a_sentence_of_the_text_with_its_words_marked(full, query):
    shelf, index = full
    for hit in index.search(f"{query} is:text", 50):
        briefing = shelf.opened(hit.path)
        assert (hit.start, hit.end) in {(one.start, one.end) for one in briefing.sentences}
        assert hit.snippet in briefing.text[hit.start : hit.end]
        for start, end in hit.marks:
            first = folded(hit.snippet[start:end])[0]
            assert any(first.startswith(word) for word in folded(query))


def test_many_hits_come_newest_first(full, monkeypatch):
    from briefing.library.index import searching

    _, index = full
    monkeypatch.setattr(searching, "RANKED", 3)
    dates = [hit.date for hit in index.search("the is:text", 40)]
    assert len(dates) == 40
    assert dates == sorted(dates, reverse=True)


def test_few_hits_come_best_first(shelf):
    first, second, *_ = sorted(shelf.folder.rglob("*.md"))
    for path, words in ((first, "The lagoon was named."), (second, "The lagoon, the lagoon and the lagoon.")):
        path.write_text(path.read_text() + f"\n## Water\n\n{words}\n")
    index = shelf.index()
    index.refresh()
    assert [hit.path for hit in index.search("lagoon", 10)] == [str(second), str(first)]


def test_the_sentence_with_the_most_of_the_words_is_shown(shelf):
    path = next(shelf.folder.rglob("*.md"))
    words = "The lagoon was named. The heron was seen at the lagoon. A heron again."
    path.write_text(path.read_text() + f"\n## Water\n\n{words}\n")
    index = shelf.index()
    index.refresh()
    (hit,) = index.search("heron lagoon", 10)
    assert hit.snippet == "The heron was seen at the lagoon."
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["heron", "lagoon"]


def test_a_very_long_sentence_is_cut_around_what_was_found(shelf):
    path = next(shelf.folder.rglob("*.md"))
    path.write_text(
        path.read_text() + "\n## Water\n\n" + "and so on " * 300 + "a lagoon " + "and on " * 300 + ".\n"
    )
    index = shelf.index()
    index.refresh()
    (hit,) = index.search("lagoon", 10)
    assert len(hit.snippet) == 400
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["lagoon"]


def test_notes_are_found_by_text_and_tag_and_come_first(full):
    shelf, index = full
    hits = list(index.search("lake", 50))
    assert [bool(hit.note) for hit in hits[:3]] == [True] * 3
    assert {hit.snippet for hit in hits[:3]} == {f"Remark {number} on the lake." for number in range(3)}
    assert [hit.snippet[a:b] for hit in hits[:3] for a, b in hit.marks] == ["lake"] * 3
    assert len(list(index.search("water is:note", 50))) == 3
    assert list(index.search("lake -is:note", 50)) == [hit for hit in hits if not hit.note]
    for hit in hits[:3]:
        briefing = shelf.opened(hit.path)
        assert 0 < hit.start < hit.end <= len(briefing.text)


def test_fields_narrow_a_search(full):
    shelf, index = full
    everything = list(index.search("security is:text", 10_000))
    for field, keeps in (
        ("party:norway", lambda one: "Norway" in one.parties),
        ("-party:norway", lambda one: "Norway" not in one.parties),
        ("after:2014", lambda one: one.date >= "2014"),
        ("before:2014-06", lambda one: one.date < "2014-06"),
        ('issue:"maritime security"', None),
        ('entity:"united nations"', lambda one: any(e.name == "United Nations" for e in one.entities)),
        ("tag:water", lambda one: one in shelf.briefings[:3]),
    ):
        hits = list(index.search(f"security is:text {field}", 10_000))
        if keeps:
            meant = {one.id for one in shelf.briefings if keeps(one)}
            assert hits == [hit for hit in everything if hit.briefing in meant]
        else:
            assert hits


def test_fields_alone_find_the_beginnings(full):
    shelf, index = full
    hits = list(index.search("party:norway", 100))
    assert {hit.briefing for hit in hits} == {one.id for one in shelf.briefings if "Norway" in one.parties}
    assert all(hit.start == 0 for hit in hits)


def test_a_word_may_be_begun_while_it_is_typed(full):
    _, index = full
    assert not list(index.search("ceasef", 5))
    assert list(index.search("ceasef", 5, begun=True))
    assert list(index.search("party:", 5, begun=True)) == list(index.search("", 5))


@pytest.mark.parametrize("query", ["colour:red", "is:blue", "after:soon", "before:2021-13"])
def test_what_means_nothing_is_told(full, query):
    _, index = full
    with pytest.raises(QueryError):
        index.search(query, 5)


@settings(max_examples=150)
@given(st.text(st.sampled_from(list("ab \"*()-:^{}+,.NEAROD\\'\0\ud800é–")), max_size=30), st.booleans())
def test_no_query_is_an_error_of_the_database(full, query, begun):
    _, index = full
    try:
        list(index.search(query, 5, begun))
    except QueryError:
        assert ":" in query


@settings(max_examples=60)
@given(st.text(max_size=40), st.booleans())
def test_no_text_at_all_is_an_error_of_the_database(full, query, begun):
    _, index = full
    try:
        list(index.search(query, 5, begun))
    except QueryError:
        assert ":" in query


def test_a_query_without_end_ends(full):
    _, index = full
    for query in (
        "a " * 50_000,
        "(" * 50_000,
        '"' * 50_000,
        "a OR " * 20_000,
        "NEAR(a b) " * 9_000,
        "-a " * 9_000,
    ):
        assert len(list(index.search(query, 5))) <= 5
    assert index.complete


@pytest.mark.parametrize(
    "begun", ["t", "tr", "tra", "trad", "É", "Trade", '"bilateral t', '"the two si', "x", "1"]
)
def test_a_beginning_is_spelt_out_and_finds_what_sqlite_finds(full, begun, monkeypatch):
    from briefing.library.index import searching

    _, index = full
    query = f'{begun}"* is:text' if begun.startswith('"') else f"{begun}* is:text"
    found = list(index.search(query, 10_000))
    monkeypatch.setattr(searching, "spelt_out", lambda base, match: match)
    assert {(hit.briefing, hit.start) for hit in index.search(query, 10_000)} == {
        (hit.briefing, hit.start) for hit in found
    }
    assert found or begun in ("x", "É")
