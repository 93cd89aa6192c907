"""Texts, notes and names that were made to do harm: to a terminal, to the screens, to who reads them."""

from __future__ import annotations

import json
from pathlib import Path

CONTROLS = {
    "window title": "\x1b]0;Q7701\x07",
    "window title, ended otherwise": "\x1b]2;Q7702\x1b\\",
    "clipboard": "\x1b]52;c;UTc3MDM=\x07",
    "link": "\x1b]8;;https://example.org/Q7704\x1b\\treaty\x1b]8;;\x1b\\",
    "title without an end": "\x1b]0;Q7705 and what follows",
    "device string": "\x1bPq#0;Q7706\x1b\\",
    "program command": "\x1b_GQ7707\x1b\\",
    "question to the terminal": "\x1b[77086n\x1b[6n",
    "erase": "\x1b[7709J\x1b[2J\x1b[H",
    "write over": "\x1b[7710A\x1b[9A",
    "hidden": "\x1b[7711m\x1b[8mQ\x1b[0m",
    "leave the screen": "\x1b[?1049;7714l",
    "mouse": "\x1b[?1003;7715h",
    "reset": "\x1bc",
    "other letters": "\x1b(0\x0elqk\x0f\x1b(B",
    "one byte control": "\u009b31mQ7712\u009d0;Q7713\u009c",
    "bell and backspace": "yes\x08\x08\x08no\x07",
    "carriage return": "Approved\rRejected",
    "form feed, tab": "a\x0c\x0bb\tc",
    "null, delete": "a\x00b\x7fc",
    "half a sequence": "\x1b[31",
}
UNSEEN = {
    "turned round": "\u202egnp.exe\u202c",
    "isolates": "\u2066abc\u2069\u200e\u061c",
    "nothing wide": "a\u200bb\u2060c\ufeffd",
    "tags": "a\U000e0041\U000e0042b",
    "soft hyphen": "peace\u00adful",
    "marks": "e" + "\u0301" * 70,
    "joiners": "a" + "\u200d" * 70 + "b",
    "line separators": "a\u2028b\u2029c\x85d",
    "annotation": "a\ufff9b\ufffac\ufffbd",
}
MARKUP = {
    "closed": "[/] x [/red]",
    "styled": "[red]x[bold]",
    "an action": "[@click=app.quit]x[/]",
    "a file": "[link=file:///etc/passwd]x[/link]",
    "broken": "[ foo=( ] [on nocolour] [b",
    "a template": "{{ 1/0 }} {0} %s%n $x",
    "nested": "[[x]] \\[y] [z[/z]",
}
PAYLOADS = {**CONTROLS, **UNSEEN, **MARKUP}

FRONTS = {
    "aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c",
    "deep": f"title: {'[' * 400}",
    "no date": "date: 2031-99-99\nparties: 7",
    "a tag": "title: !!python/object/apply:os.system [true]",
    "escapes": 'issuer: "\\e]0;Q7720\\a"\nplace: "\\u202e\\x9b"',
    "no end": "title: 'x",
    "a way out": "id: ../../../Q7721\nmeeting: ../x",
}

FILES = {
    "page.html": b"<html><title>&#27;]0;Q7730&#7;</title><p>The ministers met &#x9b;31m&#8238; in Oslo.</p>",
    "deep.html": b"<div>" * 3000 + b"The ministers met in Oslo.",
    "odd.pdf": b"%PDF-1.7\n1 0 obj << /Type /Catalog >> trailer << /Root 1 0 R >>",
    "odd.docx": b"PK\x03\x04\x14\x00\x00\x00\x08\x00 nothing",
    "wide.txt": "The ministers met in Oslo. \x1b[2J".encode("utf-16"),
    "bytes.txt": b"The ministers met \xff\xfe\x80 in Oslo \x1b]0;Q7731\x07.",
    "nulls.txt": b"\0" * 500,
    "mail.eml": b"Subject: =?utf-8?q?=1b]0;Q7732=07?=\n\nThe ministers met in Oslo.\n",
    "lines.jsonl": json.dumps({"text": "The ministers met in Oslo.", "title": "\x1b]0;Q7733\x07"}).encode(),
}


def text_of(*payloads: str, side: str = "a") -> str:
    """A readout with something in its title, and a section for each with it in names and sentences."""
    insides = [payload.replace("\n", " ") for payload in payloads]
    parts = [f"# Talks {insides[0]} in Oslo\n"]
    for inside in insides:
        parts += [
            f"## Trade {inside}\n",
            f"Prime Minister Ada {inside} Holm met President Iven Tarr in Port {inside} Amber.",
            f"The two sides welcomed the progress {inside} of trade, as side {side} tells it,",
            f"and agreed to cooperate {inside} on security in Afghanistan. They stressed",
            "that all ships must be free to leave the port.\n",
        ]
    return "\n".join(parts)


def briefing_of(name: str, *payloads: str, side: str = "a") -> str:
    """The same as a briefing, with something in each of its facts."""
    first = payloads[0]
    front = [
        f"id: {name}",
        f"place: {quoted(first)}",
        f"issuer: {quoted(f'{side} {first}')}",
        f"parties: [{quoted(f'Land {first}')}, Ostmark]",
        f"meeting: {name[:-2]}",
    ]
    if len(payloads) > 1:  # a lexicon of its own takes a while
        front.append("entities:")
        front += [f"  - {{name: {quoted(f'Ada {payload} Holm')}, kind: person}}" for payload in payloads]
    head = "\n".join(front)
    return f"---\nbriefing: 1\ndate: 2031-03-04\n{head}\n---\n\n{text_of(*payloads, side=side)}"


def quoted(text: str) -> str:
    """As YAML holds what it does not allow to stand as it is."""
    return (
        '"'
        + "".join(
            letter if letter.isascii() and letter.isalnum() else f"\\U{ord(letter):08x}" for letter in text
        )
        + '"'
    )


def notes_on(name: str, payload: str) -> str:
    """A notes file whose every part has something in it."""
    inside = payload.replace("\n", " ")
    return "\n".join(
        [
            f"---\nbriefing-notes: 1\nbriefing: {name}\ntags: [briefing-notes]\n---\n",
            f"# Notes: {inside}\n\n{inside}\n",
            f'<!-- note aaaaa1 trade/2 60-80 rev=000000000000 pre="{inside}" -->\n',
            f"> the progress {inside} of trade\n>\n> — *Office {inside}*\n\n^n-aaaaa1\n",
            f"Mine {inside} too.\n\nTags: #t{inside} #two\n",
            f"<!-- note bbbbb1 {inside} -->\n\n> Words {inside} that are not in the text\n\n^n-bbbbb1\n",
            f"Lost {inside}\n",
        ]
    )


def data(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def library(folder: Path, notes: Path) -> Path:
    """A library of all of them, one by one and, as two accounts of one meeting, together; notes on each."""
    for place in (folder, notes):
        place.mkdir(parents=True)
    for number, payload in enumerate(list(PAYLOADS.values())[::2]):
        name = f"one-{number:02}-a"
        (folder / f"{name}.md").write_bytes(data(briefing_of(name, payload)))
        (notes / f"{name}.notes.md").write_bytes(data(notes_on(name, payload)))
    for side in "ab":
        name = f"together-{side}"
        (folder / f"{name}.md").write_bytes(data(briefing_of(name, *PAYLOADS.values(), side=side)))
        (notes / f"{name}.notes.md").write_bytes(data(notes_on(name, " ".join(PAYLOADS.values()))))
    for name, front in FRONTS.items():
        (folder / f"front {name}.md").write_bytes(data(f"---\n{front}\n---\n\n{text_of('x')}"))
    for payload in (*list(PAYLOADS.values())[1::4], "\udcff\udc80", "-rf", "$(touch Q7740)"):
        name = payload.replace("/", "∕").replace("\0", "")[:60]
        (folder / f"{name} named.md").write_text(text_of("y"))
    return folder


def files(folder: Path) -> Path:
    """Sources of every kind, and some that are no files at all."""
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    for number, payload in enumerate(PAYLOADS.values()):
        (folder / f"text {number}.txt").write_bytes(data(text_of(payload)))
    for name, payload in list(CONTROLS.items())[:5]:
        (folder / f"{payload.replace('/', '∕')} {name}.txt").write_text(text_of(name))
    (folder / "nowhere.md").symlink_to("nothing")
    (folder / "itself.md").symlink_to("itself.md")
    return folder
