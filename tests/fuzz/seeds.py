"""Inputs to begin with: sound ones, out of the project, and those that once went wrong.

``corpus/NAME/`` holds the latter, and odd ones that were written by hand.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from briefing.notes import changes, page
from tests.conftest import ROOT
from tests.fuzz.targets import PARTING
from tests.notes.samples import BRIEFING, note
from tests.sources import made

CORPUS = Path(__file__).parent / "corpus"

CONFIG = b"""\
library = "mine"
libraries = ["~/a", "b"]
width = 70
plain = true
preset = "newsboat"
[keys]
"text.next_section" = ["]", "F8"]
copy = "ctrl+y"
"""
LEXICON = b"""\
remove = ["place.nowhere"]
[country.XX]
name = "Ruritania"
aliases = ["Kingdom of Ruritania"]
demonyms = ["Ruritanian"]
capital = "Strelsau"
metonyms = ["Rose Court"]
[issue.lake]
name = "The lake"
parent = "water"
weak = true
keywords = {lake = 3, "fishing rights" = 2}
[verb.deplore]
name = "deplore"
strength = 4
[title.burgrave]
name = "Burgrave"
class = "head of state"
[dispute.lake]
name = "Lake"
parties = ["XX"]
labels = {XX = ["Our lake"]}
[cue.never-name]
name = "Never a name"
type = "words"
forms = ["zenda"]
[organisation.bank]
name = "Bank of Zenda"
abbreviations = ["BZ"]
country = "XX"
hidden = true
"""
MAIL = b"""\
From: Ministry of Foreign Affairs <press@example.org>
Subject: Fwd: Ministers meet
Date: Mon, 6 May 2024 18:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset="utf-8"; format=flowed
Content-Transfer-Encoding: quoted-printable

Foreign Minister Anna Berg of Norway met =
Foreign Minister Ola Lund.=20
-- =20
Press office
--b
Content-Type: text/html; charset=iso-8859-1
Content-Disposition: attachment; filename="=?utf-8?q?caf=C3=A9.html?="
Content-Transfer-Encoding: base64

PHA+VGhlIGxha2U8L3A+
--b--
"""
FEED = b"""\
<?xml version="1.0" encoding="utf-8"?>
<rss xmlns:content="urn:x"><channel><title>Ministry</title><item>
<title>Ministers meet</title><link>https://example.org/1</link><pubDate>Mon, 6 May 2024 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[<h2>Trade</h2><p>They discussed <b>the lake</b>.</p>]]></content:encoded>
</item></channel></rss>
"""
QUERIES = (
    b'"shared wat*" party:norway -drought',
    b"NEAR(peace talks, 5) OR treaty* after:2021 before:2024-02-30",
    b'is:unread issue:trade entity:"Imran Khan" tag:desk/1 is:note side:issuer section:lake',
)
DRAFT = {
    "briefing": "x",
    "key": "k",
    "anchor": {"target": "passage", "heading": "", "paragraph": 1, "start": 1, "end": 5, "revision": ""},
    "quote": "q",
    "text": "t",
    "tags": ["a"],
    "note_id": "",
    "written": "",
}
DRAFT["anchor"] |= {"before": "", "after": "", "orphan": False, "quoted": ""}

TOKENS = {
    "text": (b"\r\n", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[31m", b"\xe2\x80\xae", b"\xc3", b"\x00"),
    "markdown": (
        *(b"---\n", b"# ", b"## ", b"\n\n", b"> ", b"- ", b"1. ", b"```", b"    ", b"\t", b"\\", b"&#x1b;"),
        *(b"<!-- ", b"-->", b"](", b"|", b"\n=\n", b"*", b"_", b"~~", b"&amp;", b"<p>", b": ", b"[", b"{"),
        *(
            b"parties: ",
            b"entities:\n",
            b"  - ",
            b"date: ",
            b"source: ",
            b"*a",
            b"&a ",
            b"!!",
            b"\xe2\x80\xa8",
        ),
    ),
    "notes": (
        *(b"<!-- note abcdef lake/2 0-10 rev=0123456789ab -->\n", b"^n-abcdef\n", b"Tags: #a #b\n", b"> "),
        *(b"### ", b"## ", b"\r\n", b"\n", b"<<<<<<< ours\n", b"=======\n", b">>>>>>> theirs\n", b"---\n"),
        *(
            b"\\",
            b"\xef\xbb\xbf",
            b" orphan",
            b' pre="',
            b"was=1-2@012345",
            b"\xff",
            b"\xe2\x80\xa8",
            b"999999999",
        ),
        *(b"\xe2\x80\x94 [x](https://e.org)\n", b"@country:XX", b" . ", b"{#", b"    "),
        PARTING,
    ),
    "toml": (b"[", b"]", b"=", b'"', b"'''", b"{", b"}", b".", b"\n", b"1979-05-27", b"nan", b"-1", b"true"),
    "html": (
        *(
            b"<p>",
            b"</p>",
            b"<div>",
            b"<h2>",
            b"<table><tr><td>",
            b"<script>",
            b"<!--",
            b"<![CDATA[",
            b"&#27;",
        ),
        *(b"&#xd800;", b"<li>", b"<ol start=9>", b"<br>", b"<svg>", b"<template>", b"\x00", b"charset=utf-7"),
    ),
    "mail": (
        b"\n\n",
        b"--b\n",
        b"Content-Type: ",
        b"charset=",
        b"boundary=",
        b"=?utf-8?b?",
        b"?=",
        b"; ",
        b'"',
    ),
    "query": (b'"', b"*", b"(", b")", b"NEAR(", b"OR ", b"-", b":", b"is:", b"after:", b"\x00", b" "),
    "json": (b"{", b"}", b"[", b"]", b'"', b":", b",", b"null", b"1e999", b"\\ud800", b"NaN", b"-1", b"true"),
}
"""What the grammar of an input turns on; by the group that a target belongs to."""
GROUPS = {
    "text": "text",
    "frontmatter": "markdown",
    "paragraph": "markdown",
    "sectioning": "markdown",
    "notes": "notes",
    "merging": "notes",
    "anchors": "notes",
    "lexicon": "toml",
    "settings": "toml",
    "html": "html",
    "xml": "html",
    "mail": "mail",
    "word": "html",
    "pdf": "text",
    "zip": "text",
    "lines": "json",
    "query": "query",
    "state": "json",
}


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """What a target begins with: the corpus of its own, then sound inputs."""
    return (*corpus(name), *_SOUND[name]())


def corpus(name: str) -> list[bytes]:
    folder = CORPUS / name
    return [path.read_bytes() for path in sorted(folder.iterdir())] if folder.is_dir() else []


def tokens(name: str) -> tuple[bytes, ...]:
    return TOKENS[GROUPS[name]]


def _briefings() -> list[bytes]:
    return [path.read_bytes()[:2500] for path in sorted((ROOT / "content").glob("*.md"))]


def _texts() -> list[bytes]:
    return [path.read_bytes()[:1200] for path in sorted((ROOT / "tests" / "gold" / "cases").glob("*.txt"))]


def _notes() -> list[bytes]:
    given = [path.read_bytes() for path in sorted((ROOT / "tests" / "notes" / "cases").glob("*.md"))]
    written = b""
    for start, end, words, tags in (
        (0, 31, "First.", ("a",)),
        (112, 160, "", ()),
        (303, 340, "# x", ("b/c",)),
    ):
        one = note(start, end, words, tags, f"abcde{start % 10}{end % 10}")
        written = changes.added(page.parse(written), one, BRIEFING)
    return [*given, written, written.replace(b"\n", b"\r\n")]


def _versions() -> list[bytes]:
    notes = _notes()[-2]
    return [
        PARTING.join((notes, notes.replace(b"First.", b"Ours."), notes.replace(b"First.", b"Theirs."))),
        PARTING.join((b"", notes, notes[:200])),
        PARTING.join((notes, notes.replace(b"#a", b"#z"), notes + b"\n\n## Own\n\nwords\n")),
    ]


def _pairs() -> list[bytes]:
    found = []
    for words in (*_texts()[:4], BRIEFING.text.encode()):
        middle = len(words) // 2
        heads = (b"\x00\x10\x00\x60", b"\x01\x00\x01\x40", b"\x00\x00\x00\x08")
        changed = (words.replace(b"the", b"a", 3), words[middle:] + b"\n\n" + words[:middle], words[100:])
        found += [head + words + PARTING + other for head, other in zip(heads, changed, strict=True)]
    return found


_SOUND = {
    "text": lambda: [b"\0" + one for one in _texts()] + [b"\1" + "é\u202e\x1b".encode("utf-16")],
    "frontmatter": _briefings,
    "paragraph": lambda: [*_texts(), *_briefings()],
    "sectioning": lambda: [b"\1\2\x50" + one for one in _briefings()],
    "notes": _notes,
    "merging": _versions,
    "anchors": _pairs,
    "lexicon": lambda: [LEXICON, (ROOT / "briefing" / "lexicon" / "groups.toml").read_bytes()[:3000]],
    "settings": lambda: [CONFIG],
    "html": lambda: [made.PAGE.encode(), b"<p>one<p>two<ul><li>three</ul>", made.PAGE.encode("utf-16")],
    "xml": lambda: [FEED, b"<r><title>A</title><text>Words</text></r>"],
    "mail": lambda: [MAIL, made.PAGE.encode()],
    "word": lambda: [made.docx(made.WORDS, ("Title",)), b"<w:p><w:r><w:t>words</w:t></w:r></w:p>"],
    "pdf": lambda: [made.pdf([made.WORDS, ["", "Second page"]], "Ministers meet")],
    "zip": lambda: [made.zipped({"a.txt": "words", "b/c.html": made.PAGE, ".hidden.md": "x"})],
    "lines": lambda: [
        json.dumps(
            {"title": "A", "text": "<p>words</p>", "date": "2024-05-06", "url": "https://e.org"}
        ).encode()
    ],
    "query": lambda: list(QUERIES),
    "state": lambda: [
        json.dumps(DRAFT).encode(),
        json.dumps({"x": 5, "y": {"offset": 3, "marks": {"a": 4}, "words": "w", "closed": True}}).encode(),
    ],
}
