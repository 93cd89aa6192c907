from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.sources import html
from tests.sources.made import PAGE, PAGE_WORDS, WORDS


def blocks(markup: str) -> list[str]:
    return html.read(markup.encode()).text.split("\n\n")


def test_a_page_gives_its_text_and_nothing_of_its_furniture() -> None:
    assert blocks(PAGE) == PAGE_WORDS


def test_a_page_tells_its_facts() -> None:
    found = html.read(PAGE.encode())
    assert (found.title, found.date) == ("Ministers meet in Oslo", "2024-05-06")
    assert found.issuer == "Ministry of Foreign Affairs of Norway"
    assert found.url == "https://example.org/news/1"
    assert [found.text[start:end] for start, end, _ in found.headings] == ["Ministers meet in Oslo", "Trade"]
    assert [level for *_, level in found.headings] == [1, 2]


def test_a_fragment_is_all_text() -> None:
    assert blocks("<h1>A</h1><p>Office of\n  the <i>Press</i></p><p>Words<br>go on.</p>end") == [
        "A",
        "Office of the Press",
        "Words\ngo on.",
        "end",
    ]


LAYOUTS = {
    "nothing but divisions": "<div><div><a href=/>Home</a><a href=/x>Other</a></div><div>{}</div>"
    "<div><a href=/2>Another readout of the ministry, about something else entirely.</a></div></div>",
    "tables for columns": "<table><tr><td><a href=/>Home</a><br><a href=/n>News of the ministry</a></td>"
    "<td><div>{}</div></td></tr></table>",
    "an article among teasers": "<main><article>{}</article></main><aside><p>The Prime Minister received "
    "the Prime Minister of Denmark in Oslo last week, it was announced.</p></aside>",
    "a text marked as such": '<div><div itemprop="articleBody">{}</div><div class="other"><p>Unrelated '
    "sentence of a columnist that goes on for long enough to count as one, and is no link.</p></div></div>",
    "a page under a dialog": '<div role="dialog"><p>We use cookies on this page so that it remembers you, '
    'and you can change that.</p></div><main aria-hidden="true">{}</main>',
    "an article with others below": '<div><div class="text">{}</div><div class="latest">'
    + '<article><h3><a href="/9">The Prime Minister received the Prime Minister of Denmark</a></h3><p>The '
    "two of them spoke in Oslo about all that there is to be spoken about.</p></article>"
    * 3
    + "</div></div>",
    "an article as blogs have it": '<header><p><a href="/">Ministry</a></p></header><div class="site">'
    '<article><div class="entry-content">{}</div><footer class="entry-footer"><a href="/tag/a">Norway</a>, '
    'filed under news</footer></article><div class="widget-area"><h2>Archive</h2><ul><li>'
    '<a href="/2023">2023</a></li></ul></div></div>',
    "a form around it all": '<form action="/"><div id="menu"><a href="/">Home</a></div><div>{}</div></form>',
    "named furniture": '<div class="content">{}</div><div class="cookie-consent"><p>We use cookies on this '
    "page so that it remembers you, and you can change what it does at any time.</p></div>",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_layouts(layout: str) -> None:
    text = "".join(f"<p>{words}</p>" for words in WORDS)
    assert blocks(f"<html><body>{layout.format(text)}</body></html>") == list(WORDS)


EDGES = [
    ("<p>Share</p>{}<p>Print</p>", list(WORDS)),
    ("<p><a href=/x>All of the news of the ministry</a></p>{}", list(WORDS)),
    ("{}<p><a href=/x>All of the news of the ministry</a></p>", list(WORDS)),
]


@pytest.mark.parametrize(("body", "wanted"), EDGES)
def test_labels_and_links_around_a_text_are_none_of_it(body: str, wanted: list[str]) -> None:
    text = "".join(f"<p>{words}</p>" for words in WORDS)
    nav = "<nav><a href=/>Home</a></nav>"
    assert blocks(f"<html><body>{nav}<div>{body.format(text)}</div></body></html>") == wanted


def test_parts_that_a_page_builder_made_are_one_text() -> None:
    parts = "".join(
        f'<div class="builder-widget"><div class="widget-wrap"><p>{words}</p></div></div>' for words in WORDS
    )
    page = f'<body><nav><a href="/">Home</a></nav><div class="builder">{parts}</div></body>'
    assert blocks(page) == list(WORDS)


def test_no_sentence_beside_the_longest_part_is_lost() -> None:
    long = f"<div><p>{WORDS[0]}</p><p>{WORDS[1]}</p></div>" * 5
    lead = (
        "<div><p>The ministers of the two countries had not met for a year when they met in Oslo.</p></div>"
    )
    words = blocks(f"<body><nav><a href=/>Home</a></nav><div>{lead}{long}</div></body>")
    assert words[0].startswith("The ministers of the two countries")
    assert len(words) == 11


LISTS = {
    "<ol><li>a</li><li value=7>b</li><li>c</li></ol>": ["1. a", "7. b", "8. c"],
    '<ol type="a"><li>x</li><li>y</li></ol>': ["a. x", "b. y"],
    '<ol type="I" start="4"><li>x</li></ol>': ["IV. x"],
    "<ol><li>1. x</li><li>(2) y</li></ol>": ["1. x", "(2) y"],
    "<ul><li><p>x</p><p>y</p></li></ul>": ["- x", "y"],
    "<ul><li>x<ul><li>y</li></ul></li></ul>": ["- x", "- y"],
    '<ul style="list-style: none"><li>x</li></ul>': ["x"],
}


@pytest.mark.parametrize(("markup", "wanted"), LISTS.items())
def test_lists_keep_the_numbers_that_are_seen(markup: str, wanted: list[str]) -> None:
    assert blocks(markup) == wanted


SEEN = {
    "<p>a<script>b</script><style>c</style><span hidden>d</span>e</p>": "ae",
    '<p>a</p><p style="display: none">b</p><template>c</template><!-- d -->': "a",
    "<p>He said <q>yes</q>.</p>": "He said “yes”.",
    "<pre>a\n  b</pre>": "a\n  b",
    "<p>a&nbsp;b &amp; c&#8217;s</p>": "a\xa0b & c’s",
    "<p>a&#27;[31mb&#x9d;</p>": "a\x1b[31mb\x9d",
    "<p>x<sup>2</sup></p>": "x2",
    "<form><label>Find</label><input value=x><button>Go</button></form><p>a</p>": "Find\n\na",
}


@pytest.mark.parametrize(("markup", "wanted"), SEEN.items())
def test_what_is_seen(markup: str, wanted: str) -> None:
    assert html.read(markup.encode()).text == wanted


FACTS = {
    '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "A b", '
    '"datePublished": "2021-02-03T10:00Z", "publisher": {"name": "Ministry of Fish"}}]}</script>': (
        "A b",
        "2021-02-03",
        "Ministry of Fish",
    ),
    "<title>A b c</title><meta name=DC.date content='3 February 2021'>": ("A b c", "2021-02-03", ""),
    "<title>A b c | Daily Sun</title><meta property=og:site_name content='Daily Sun'>": (
        "A b c",
        "",
        "",
    ),
    "<h1>A b c</h1><time datetime=2021-02-03>yesterday</time>": ("A b c", "2021-02-03", ""),
    "<title>A b c</title><h1>A b c</h1><p>Oslo, 3 February 2021</p>": ("A b c", "2021-02-03", ""),
    "<h1>A</h1><h1>B</h1>": ("", "", ""),
    '<script type="application/ld+json">{not json</script><title>A b c</title>': ("A b c", "", ""),
    "<title>A b c</title><meta name=date content='99/99/2021'>": ("A b c", "", ""),
    '<script type="application/ld+json">[{"@type": "GovernmentOrganization", "name": "Ministry of Fish"}, 7]'
    "</script><title>A b c | Ministry of Fish</title>": ("A b c", "", "Ministry of Fish"),
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A b", "publisher": "Fish", '
    '"dateCreated": "2021-02-03"}</script>': ("A b", "2021-02-03", ""),
    "<title>A b c - News | Daily Sun</title><meta property=og:site_name content='Other Sun'>": (
        "A b c - News | Daily Sun",
        "",
        "",
    ),
    "<h1>A b c</h1><time>soon</time><time>3 February 2021</time>": ("A b c", "2021-02-03", ""),
    "<title>A b c</title><link rel=canonical href='http://[bad'>": ("A b c", "", ""),
}


@pytest.mark.parametrize(("head", "wanted"), FACTS.items())
def test_facts(head: str, wanted: tuple[str, str, str]) -> None:
    found = html.read(f"{head}<p>Words.</p>".encode())
    assert (found.title, found.date, found.issuer) == wanted


@pytest.mark.parametrize("depth", [250, 2000, 50_000])
def test_no_depth_loses_words(depth: int) -> None:
    assert "deep words" in html.read(b"<div>" * depth + b"deep words" + b"</div>" * depth).text


def test_a_page_that_is_not_closed_is_shown_whole() -> None:
    found = html.read(b"<p>a</p><!-- b c d")
    assert found.text == "a"
    assert "all its words" in html.read(b"<!-- b c d").notices[0]


@pytest.mark.parametrize("markup", ["", "  \n", "<p></p>", "<img src=x>"])
def test_a_page_without_words_is_refused(markup: str) -> None:
    with pytest.raises(SourceError, match="no words"):
        html.read(markup.encode())


FRENCH = "Le ministre des Affaires étrangères a été reçu à l'Élysée par le président de la République."
ENCODINGS = {
    "<meta charset=windows-1251><p>мир</p>".encode("cp1251"): ("мир", "cp1251", False),
    "<meta charset=windows-1251><p>мир</p>".encode(): ("мир", "utf-8", False),
    "<p>мир</p>".encode("utf-16"): ("мир", "utf-16", False),
    f"<meta charset=no-such><p>{FRENCH}</p>".encode("latin-1"): (FRENCH, "", True),
}


@pytest.mark.parametrize(("data", "wanted"), ENCODINGS.items())
def test_encodings(data: bytes, wanted: tuple[str, str, bool]) -> None:
    found = html.read(data)
    assert (found.text, found.guessed) == (wanted[0], wanted[2])
    assert found.encoding == (wanted[1] or found.encoding)


@given(st.text(st.sampled_from("<>/ab !-&;=\"'\n"), max_size=60))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    try:
        found = html.read(markup.encode())
    except SourceError:
        return
    assert found.text.strip()
    assert all(found.text[start:end].strip() for start, end, _ in found.headings)


PARAGRAPH = st.text(st.characters(whitelist_categories=("L", "N", "P")), min_size=1, max_size=30)


@given(st.lists(PARAGRAPH, min_size=1, max_size=6))
def test_every_word_of_a_fragment_is_kept(paragraphs: list[str]) -> None:
    from html import escape

    found = html.read("".join(f"<p>{escape(words)}</p>" for words in paragraphs).encode())
    assert found.text.split() == " ".join(paragraphs).split()
