"""Templates of the user's: what they may use, what is kept from them, and what is said when they fail."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import replace

import pytest

from briefing.errors import TemplateError
from briefing.export import templates
from briefing.export.templates import as_template, extension
from tests.conftest import ROOT
from tests.export.samples import ALL, ON_LAKE, notebook
from tests.notes.samples import BRIEFING

NOTED = [(BRIEFING, notebook(ON_LAKE))]

WHOLE = """\
{% for briefing in briefings %}
{{ briefing.title }} ({{ briefing.date }}, {{ briefing.issuer }}, {{ briefing.parties | join(" and ") }})
  {% for note in briefing.notes %}
{{ note.section }} ¶{{ note.paragraph }} {{ note.start }}-{{ note.end }} {{ note.status }} <{{ note.quote }}>
{{ note.text }} {% for tag in note.tags %}#{{ tag }} {% endfor %}{{ note.created }} {{ note.link }}
{{ note.cited }}
  {% endfor %}
{% endfor %}
"""


def test_a_template_is_given_briefings_and_notes() -> None:
    assert as_template(NOTED, WHOLE, "x.txt") == (
        "Ministers meet (2024-04-02, Strelsau Gazette, Ruritania and Graustark)\n"
        "The lake ¶3 199-222 same <They discussed the lake>\n"
        "See *the annex*. #drift #lake/access 2024-04-03T09:14 "
        "https://example.org/readout#:~:text=They%20discussed%20the%20lake\n"
        "> They discussed the lake\n>\n"
        "> — [Strelsau Gazette, ¶3](https://example.org/readout#:~:text=They%20discussed%20the%20lake)\n\n"
    )


def test_what_is_given_is_plain() -> None:
    (found,) = json.loads(as_template([(BRIEFING, notebook(*ALL))], "{{ briefings | tojson }}", "x"))
    assert set(found) == {"id", "title", "date", "place", "format", "issuer", "parties", "url", "notes"}
    assert found["url"] == "https://example.org/readout"
    targets = [note["target"] for note in found["notes"]]
    assert targets == ["briefing", "entity", "passage", "passage", "section"]
    assert set(found["notes"][0]) == {
        *("id", "quote", "text", "tags", "created", "status", "target", "section", "paragraph"),
        *("start", "end", "link", "cited"),
    }
    assert (found["notes"][1]["start"], found["notes"][1]["cited"]) == (None, "")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.html", "&lt;b&gt;"),
        ("a.HTM.j2", "&lt;b&gt;"),
        ("a.xml.jinja", "&lt;b&gt;"),
        ("a.md.j2", "<b>"),
        ("html", "<b>"),
    ],
)
def test_what_is_put_into_markup_is_escaped(name: str, shown: str) -> None:
    found = notebook(replace(ON_LAKE, text="<b>"))
    source = "<i>{{ briefings[0].notes[0].text }}</i>"
    assert as_template([(BRIEFING, found)], source, name) == f"<i>{shown}</i>"


WRONG = {
    "one\n{% for %}": "t.md.j2, line 2: Expected an expression, got 'end of statement block'.",
    "{{ briefings[0].titel }}": "t.md.j2, line 1: there is no 'titel' here; did you mean 'title'?",
    "one\n\n{{ notes }}": "t.md.j2, line 3: there is no 'notes' here.",
    "{{ briefings[7].title }}": "t.md.j2, line 1:",
    "{{ ''.__class__.__mro__ }}": "t.md.j2, line 1: access to attribute '__class__' of 'str'",
    "{{ briefings.append(1) }}": "t.md.j2, line 1: access to attribute 'append' of 'list' object is unsafe.",
    "x\n{% include '/etc/passwd' %}": "t.md.j2, line 2: a template stands alone and takes in no other file.",
    "{% import 'a' as b %}": "t.md.j2, line 1: a template stands alone",
    "{% extends 'a' %}": "t.md.j2, line 1: a template stands alone",
    "x\n{{ 1 / 0 }}": "t.md.j2, line 2: division by zero.",
    "{% macro a() %}{{ a() }}{% endmacro %}\n{{ a() }}": "t.md.j2, line 1: it calls itself without end.",
    "{{ 'x' * 2000000000 }}": "t.md.j2, line 1: it needs more memory than a template is given.",
    "{% for a in range(100000000) %}{% endfor %}": "t.md.j2, line 1: Range too big.",
    "{{ lipsum() }}": "t.md.j2, line 1: there is no 'lipsum' here.",
}


@pytest.mark.parametrize(("source", "said"), WRONG.items())
def test_what_is_wrong_is_said_with_its_line(source: str, said: str) -> None:
    with pytest.raises(TemplateError) as error:
        as_template(NOTED, source, "t.md.j2")
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)
    assert str(error.value).endswith((".", "?"))


ENDLESS = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{{ 9 ** (9 ** 9) }}",
]


@pytest.mark.parametrize("source", ENDLESS)
def test_a_template_that_does_not_end_is_stopped(monkeypatch, source: str) -> None:
    monkeypatch.setattr(templates, "SECONDS", 0.3)
    with pytest.raises(TemplateError, match=r"t\.md: it was stopped"):
        as_template(NOTED, source, "t.md")


def test_a_template_that_makes_too_much_is_stopped(monkeypatch) -> None:
    monkeypatch.setattr(templates, "CHARACTERS", 1000)
    assert len(as_template(NOTED, "{{ 'x' * 1000 }}", "t.md")) == 1000
    with pytest.raises(TemplateError, match=r"t\.md(, line 1)?: it makes more than 1,000 characters\."):
        as_template(NOTED, "{% for a in range(99999) %}xxxxx{% endfor %}", "t.md")


def test_modules_beside_the_template_are_not_loaded(tmp_path, monkeypatch) -> None:
    (tmp_path / "jinja2.py").write_text("raise SystemExit('loaded')")
    (tmp_path / "json.py").write_text("raise SystemExit('loaded')")
    monkeypatch.chdir(tmp_path)
    assert as_template(NOTED, "{{ briefings | length }}\n", "t.md") == "1\n"


def test_without_jinja_the_command_that_installs_it_is_named(monkeypatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(TemplateError, match=r"pip install 'briefing\[templates\]'"):
        as_template(NOTED, "", "t.md")


def test_the_program_alone_needs_nothing_of_the_package() -> None:
    code = (
        "import sys, runpy; runpy.run_path('briefing/export/rendering.py'); print('briefing' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.md.j2", ".md"), ("a.md", ".md"), ("dir.d/a.html.jinja", ".html"), ("a.j2", ".txt"), ("a", ".txt")],
)
def test_what_a_template_makes_is_called_as_its_name_tells(name: str, expected: str) -> None:
    assert extension(name) == expected
