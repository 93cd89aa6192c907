"""What the confined process does, done here: questions and answers, and the limits that it sets itself."""

import errno
import fcntl
import io
import json
import os
import resource
import sys
from contextlib import contextmanager

import pytest

from briefing.errors import SourceError
from briefing.sources import html, inside, word
from briefing.sources.found import unpacked
from tests.sources.made import PAGE, PAGE_WORDS, WORDS, docx, pdf


def question(kind, data, charset="", fragment=False):
    return {"kind": kind, "size": len(data), "charset": charset, "fragment": fragment}


KINDS = [
    ("html", PAGE.encode(), {}, "\n\n".join(PAGE_WORDS)),
    ("html", "<p>мир</p>".encode("koi8-r"), {"charset": "koi8-r"}, "мир"),
    ("html", "<nav>мир</nav>".encode(), {"fragment": True}, "мир"),
    ("xml", b"<a><text>b</text></a>", {}, "b"),
    ("xml", "<a><text>мир</text></a>".encode("koi8-r"), {"charset": "koi8-r"}, "мир"),
    ("pdf", pdf([["a"]]), {}, "a"),
    ("docx", docx(WORDS), {}, "\n\n".join(WORDS)),
    ("mail", b"Subject: a\n\nb", {}, "b"),
]


@pytest.mark.parametrize(("kind", "data", "options", "words"), KINDS)
def test_each_kind_is_answered(kind, data, options, words):
    answer = inside._answer(question(kind, data, **options), data)
    assert list(answer) == ["found"]
    assert unpacked(answer["found"]).text == words


def test_what_is_of_no_known_kind_is_refused():
    assert inside._answer(question("lines", b"{}"), b"{}") == {
        "refused": "There is no reader for lines; save its text and take that."
    }


@pytest.mark.parametrize(
    ("trouble", "answer"),
    [
        (SourceError("Why not."), {"refused": "Why not."}),
        (MemoryError(), {"too_large": True}),
        (RecursionError(), {"damaged": True}),
        (ValueError("of a parser"), {"damaged": True}),
    ],
)
def test_whatever_a_parser_does_is_an_answer(monkeypatch, trouble, answer):
    def read(data):
        raise trouble

    monkeypatch.setattr(word, "read", read)
    assert inside._answer(question("docx", b""), b"") == answer


def written(answer):
    pipe = io.BytesIO()
    inside._write(pipe, answer)
    length, _, rest = pipe.getvalue().partition(b"\n")
    assert int(length) == len(rest)
    return json.loads(rest)


def test_an_answer_has_its_length_before_it_and_may_be_only_so_long(monkeypatch):
    answer = {"found": "мир"}
    assert written(answer) == answer
    monkeypatch.setattr(inside, "ANSWER", len(json.dumps(answer)))
    assert written(answer) == answer
    assert written({"found": "миру"}) == {"too_large": True}


def test_nothing_is_read_before_the_limits_are_set_and_each_file_has_its_own_time(monkeypatch):
    happened = []

    class Questions(io.BytesIO):
        def readline(self, size=-1):
            happened.append("question")
            return super().readline(size)

    @contextmanager
    def watched():
        happened.append("watched")
        yield
        happened.append("left")

    files = [b"<p>a</p>", b"\n<p>b\n</p>\n", b"<p></p>"]
    asked = b"".join(json.dumps(question("html", data)).encode() + b"\n" + data for data in files)
    monkeypatch.setattr(inside, "_confine", lambda: happened.append("limits"))
    monkeypatch.setattr(inside, "_allow_time", lambda: happened.append("time"))
    monkeypatch.setattr(inside, "_ended_when_left", watched)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Questions(asked)))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
    inside.serve()
    assert happened == ["limits", *["question", "time", "watched", "left"] * 3, "question"]
    answers = sys.stdout.buffer.getvalue()
    told = []
    while answers:
        length, _, rest = answers.partition(b"\n")
        told.append(json.loads(rest[: int(length)]))
        answers = rest[int(length) :]
    assert [answer["found"]["text"] for answer in told[:2]] == ["a", "b"]
    assert list(told[2]) == ["refused"]


def test_a_system_that_does_not_tell_the_end_of_a_pipe_answers_all_the_same(monkeypatch):
    here, there = os.pipe()
    with os.fdopen(here) as end, os.fdopen(there, "w"):
        kept, control, asked = fcntl.fcntl(here, fcntl.F_GETFL), fcntl.fcntl, []

        def refusing(pipe, command, *words):
            asked.append(command)
            if command == fcntl.F_SETOWN:
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
            return control(pipe, command, *words)

        monkeypatch.setattr(fcntl, "fcntl", refusing)
        monkeypatch.setattr(sys, "stdin", end)
        with inside._ended_when_left():
            assert control(here, fcntl.F_GETFL) == kept
        assert control(here, fcntl.F_GETFL) == kept
        assert fcntl.F_SETOWN in asked


@pytest.fixture
def limits(monkeypatch):
    """The limits that would be set."""
    found = {}
    monkeypatch.setattr(resource, "setrlimit", lambda limit, values: found.update({limit: values}))
    monkeypatch.setattr(sys, "setrecursionlimit", lambda depth: found.update(depth=depth))
    return found


def test_the_limits(limits):
    inside._confine()
    assert limits == {
        resource.RLIMIT_AS: (512_000_000, 512_000_000),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
        "depth": 3000,
    }


def test_each_file_has_ten_seconds_more_than_were_used(limits, monkeypatch):
    monkeypatch.setattr(inside.time, "process_time", lambda: 7.9)
    monkeypatch.setattr(resource, "getrlimit", lambda limit: (-1, 99) if limit == resource.RLIMIT_CPU else ())
    inside._allow_time()
    assert limits == {resource.RLIMIT_CPU: (18, 99)}


@pytest.mark.parametrize("trouble", [ValueError, OSError])
def test_a_system_without_one_of_the_limits_sets_the_others(limits, monkeypatch, trouble):
    kept = resource.setrlimit

    def refusing(limit, values):
        if limit == resource.RLIMIT_AS:
            raise trouble
        kept(limit, values)

    monkeypatch.setattr(resource, "setrlimit", refusing)
    inside._confine()
    assert set(limits) == {resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, "depth"}
    monkeypatch.setattr(resource, "setrlimit", lambda limit, values: refusing(resource.RLIMIT_AS, values))
    inside._allow_time()


def test_a_fragment_is_read_whole_and_a_page_without_its_furniture():
    data = f"<nav>Menu</nav><p>{WORDS[0]}</p><p>{WORDS[1]}</p>".encode()
    whole = unpacked(inside._answer(question("html", data, fragment=True), data)["found"])
    page = unpacked(inside._answer(question("html", data), data)["found"])
    assert whole == html.read_fragment(data.decode())
    assert "Menu" in whole.text
    assert "Menu" not in page.text
