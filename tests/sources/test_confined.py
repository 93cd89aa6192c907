import hashlib
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from briefing.errors import SourceError
from briefing.sources import confined, inside
from tests.conftest import ROOT
from tests.sources.made import PAGE, PAGE_WORDS, WORDS, docx, pdf


@pytest.fixture
def reader():
    made = confined.Reader()
    yield made
    made.close()


def test_each_kind_is_read():
    assert confined.read(PAGE.encode(), "html").text.split("\n\n") == PAGE_WORDS
    assert confined.read(b"<p>a</p>", "html", fragment=True).text == "a"
    assert confined.read(b"<a><text>b</text></a>", "xml").text == "b"
    assert confined.read(pdf([["a"]]), "pdf").text == "a"
    assert confined.read(docx(WORDS), "docx").text.split("\n\n") == list(WORDS)
    assert confined.read(b"Subject: a\n\nb", "mail").title == "a"


def test_the_charset_of_the_server_counts():
    assert confined.read("<p>мир</p>".encode("koi8-r"), "html", charset="koi8-r").text == "мир"


def test_refusals_and_damage_do_not_harm_the_next_file():
    with pytest.raises(SourceError, match="no words"):
        confined.read(b"<p></p>", "html")
    with pytest.raises(SourceError, match="This Word document is damaged"):
        confined.read(docx(WORDS).replace(b"PK", b"QK", 1), "docx")
    assert confined.read(b"<p>a</p>", "html").text == "a"


def test_one_process_reads_many_files(reader):
    question = {"kind": "html", "size": 8, "charset": "", "fragment": False}
    reader.ask(question, b"<p>a</p>")
    first = reader._process.pid
    reader.ask(question, b"<p>b</p>")
    assert reader._process.pid == first
    os.kill(first, signal.SIGKILL)
    reader._process.wait()
    assert reader.ask(question, b"<p>c</p>")["found"]["text"] == "c"
    assert reader._process.pid != first


def test_a_process_that_refuses_a_file_reads_the_next_one(reader):
    question = {"kind": "html", "size": 7, "charset": "", "fragment": False}
    assert list(reader.ask(question, b"<p></p>")) == ["refused"]
    first = reader._process.pid
    assert reader.ask(question, b"<p>a<p>")["found"]["text"] == "a"
    assert reader._process.pid == first


def test_what_a_parser_complains_of_does_not_reach_the_terminal(reader, monkeypatch, capfd):
    program = "import sys; print('!' * 99, file=sys.stderr); print(2); print('{}')"
    monkeypatch.setattr(confined, "_PROGRAM", f"import sys; sys.stdin.readline(); {program}")
    reader.ask({}, b"")
    assert capfd.readouterr() == ("", "")


def test_a_process_is_let_go_after_many_files(reader, monkeypatch):
    monkeypatch.setattr(confined, "FILES", 2)
    question = {"kind": "html", "size": 8, "charset": "", "fragment": False}
    used = []
    for _ in range(5):
        reader.ask(question, b"<p>a</p>")
        used.append(reader._process.pid)
    assert used[0] == used[1] != used[2] == used[3] != used[4]
    with pytest.raises(ProcessLookupError):
        os.kill(used[0], 0)


def test_a_process_that_does_not_answer_is_ended(reader, monkeypatch):
    monkeypatch.setattr(confined, "PATIENCE", 0.2)
    monkeypatch.setattr(confined, "_PROGRAM", "import time; time.sleep(60)")
    start = time.monotonic()
    assert reader.ask({"kind": "html"}, b"") is None
    assert reader._process is None
    assert time.monotonic() - start < 5


def test_closing_waits_for_no_answer(reader, monkeypatch):
    monkeypatch.setattr(confined, "_PROGRAM", "import time; time.sleep(60)")
    answers = []
    asking = threading.Thread(target=lambda: answers.append(reader.ask({"kind": "html"}, b"")))
    asking.start()
    while reader._process is None:
        time.sleep(0.01)
    start = time.monotonic()
    reader.close()
    asking.join(10)
    assert answers == [None]
    assert time.monotonic() - start < 5
    assert reader.ask({"kind": "html"}, b"") is None, "nothing is begun anew"


@pytest.mark.skipif(sys.platform != "linux", reason="only there does the end of a pipe end a process")
def test_it_ends_in_the_middle_of_a_file_when_nobody_waits_for_it():
    program = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); from briefing.sources import inside\n"
        "def answer(*given): print('begun', flush=True); time.sleep(60)\n"
        "inside._answer = answer; inside.serve()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, confined._ROOT], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        process.stdin.write(b'{"size": 1}\nx')
        process.stdin.flush()
        assert process.stdout.readline() == b"begun\n"
        process.stdin.close()
        assert process.wait(10) == -signal.SIGIO


def test_a_process_that_takes_no_file_is_ended(reader, monkeypatch):
    monkeypatch.setattr(confined, "PATIENCE", 0.2)
    monkeypatch.setattr(confined, "_PROGRAM", "import time; time.sleep(60)")
    start = time.monotonic()
    assert reader.ask({"kind": "html"}, bytes(10**6)) is None
    assert time.monotonic() - start < 5
    monkeypatch.setattr(confined, "PATIENCE", 20)
    monkeypatch.setattr(confined, "_PROGRAM", "import sys; sys.stdin.close()")
    assert reader.ask({"kind": "html"}, bytes(10**7)) is None
    assert time.monotonic() - start < 10


def test_a_file_of_any_size_goes_there_whole(reader, monkeypatch):
    program = (
        "import hashlib, json, sys; question = json.loads(sys.stdin.buffer.readline()); "
        "data = sys.stdin.buffer.read(question['size']); "
        "answer = json.dumps({'found': hashlib.sha256(data).hexdigest() * 5000}); "
        "print(len(answer)); print(answer, end='', flush=True); sys.stdin.read()"
    )
    monkeypatch.setattr(confined, "_PROGRAM", program)
    data = os.urandom(3_000_001)
    answer = reader.ask({"size": len(data)}, data)
    assert answer == {"found": hashlib.sha256(data).hexdigest() * 5000}


def test_the_process_knows_nothing_of_the_user(reader, monkeypatch, tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("SECRET", "word")
    program = (
        "import json, os, sys; sys.stdin.readline(); "
        "told = [dict(os.environ), os.getcwd(), os.getsid(0) == os.getpid(), sys.argv[1:], "
        "sys.flags.isolated]; "
        "answer = json.dumps({'found': told}); print(len(answer)); print(answer)"
    )
    monkeypatch.setattr(confined, "_PROGRAM", program)
    environment, folder, apart, words, isolated = reader.ask({}, b"")["found"]
    assert not set(environment) & {"SECRET", "PYTHONPATH", "HOME"}
    assert (folder, apart, words, isolated) == ("/", True, [str(ROOT)], 1)


def test_an_interrupt_ends_the_process(reader, monkeypatch):
    def interrupted(pipe, deadline):
        raise KeyboardInterrupt

    reader.ask({"kind": "html", "size": 1, "charset": "", "fragment": False}, b"a")
    process = reader._process
    monkeypatch.setattr(confined, "_received", interrupted)
    with pytest.raises(KeyboardInterrupt):
        reader.ask({"kind": "html", "size": 1, "charset": "", "fragment": False}, b"a")
    assert process.returncode == -signal.SIGKILL
    assert reader._process is None


def test_a_system_that_starts_no_process(reader, monkeypatch):
    def refuse(*words, **options):
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setattr(confined, "_reader", lambda: reader)
    with pytest.raises(SourceError) as caught:
        confined.read(b"<p>a", "html")
    assert str(caught.value) == (
        "No process can be started to read this file: resource temporarily unavailable; close other programs."
    )


ANSWERS = {
    "a length that is none": "print('x' * 30)",
    "too long a length": "print(10 ** 15)",
    "no JSON": "print(2); print('no')",
    "no record": "print(2); print('[]')",
    "a length below zero": "print(-2); print('{}')",
    "no length": "print(); print('{}')",
    "a length that does not end": "print('1' * 30, end='')",
    "a length of too many digits": "print('0' * 20 + '2'); print('{}')",
    "cut short": "print(100); print('{')",
    "nothing": "",
}


@pytest.mark.parametrize("program", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_that_is_none_is_no_text(reader, monkeypatch, program):
    monkeypatch.setattr(confined, "_PROGRAM", program)
    assert reader.ask({"kind": "html"}, b"x") is None
    assert reader._process is None


def test_the_length_of_an_answer_is_limited(reader, monkeypatch):
    program = "print(10); print('{\"a\": \"b\"}', end='', flush=True); import sys; sys.stdin.read()"
    monkeypatch.setattr(confined, "_PROGRAM", program)
    monkeypatch.setattr(inside, "ANSWER", 10)
    assert reader.ask({}, b"") == {"a": "b"}
    assert reader._process is None, "what tells neither words nor a reason cannot be trusted"
    monkeypatch.setattr(inside, "ANSWER", 9)
    assert reader.ask({}, b"") is None
    monkeypatch.setattr(inside, "ANSWER", 10)
    monkeypatch.setattr(confined, "_PROGRAM", program.replace("print(10)", "print('10'.zfill(20))"))
    assert reader.ask({}, b"") == {"a": "b"}


def test_an_answer_may_come_in_pieces(reader, monkeypatch):
    program = (
        "import sys, time\n"
        "for part in ('1', '5\\n', '{\"found\": ', '\"ab\"}'):\n"
        "    print(part, end='', flush=True); time.sleep(0.02)\n"
        "sys.stdin.read()"
    )
    monkeypatch.setattr(confined, "_PROGRAM", program)
    assert reader.ask({}, b"") == {"found": "ab"}
    assert reader._process is not None


CALLED = {
    "html": ("web page", "html", ["lxml"]),
    "xml": ("XML file", "html", ["lxml"]),
    "mail": ("e-mail", "html", ["lxml"]),
    "pdf": ("PDF", "pdf", ["pypdf"]),
    "docx": ("Word document", "docx", ["mammoth", "lxml"]),
}
NONSENSE = {"found": {"text": 1, "headings": [], "notices": []}}


class Told:
    """What stands in the process's place, with an answer ready."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def ask(self, question, data):
        self.asked.append((question, data))
        return self.answer


@pytest.mark.parametrize("kind", CALLED)
@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (None, "This {} takes longer or more memory than any readout does; save its text and take that."),
        ({"refused": "It says why."}, "It says why."),
        ({"damaged": True}, "This {} is damaged and cannot be read; save its text and take that."),
        ({"too_large": True}, "This {} is too large and cannot be read; save its text and take that."),
        ({"found": {}}, "This {} is damaged and cannot be read; save its text and take that."),
        ({"found": 1}, "This {} is damaged and cannot be read; save its text and take that."),
        (NONSENSE, "This {} is damaged and cannot be read; save its text and take that."),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(monkeypatch, kind, answer, sentence):
    monkeypatch.setattr(confined, "_reader", lambda: Told(answer))
    with pytest.raises(SourceError) as caught:
        confined.read(b"words", kind)
    assert str(caught.value) == sentence.format(CALLED[kind][0])


def test_what_is_asked(monkeypatch):
    told = Told({"refused": "x"})
    monkeypatch.setattr(confined, "_reader", lambda: told)
    for options in ({}, {"charset": "a" * 50}, {"fragment": True}):
        with pytest.raises(SourceError):
            confined.read(b"words", "html", **options)
    asked = {"kind": "html", "size": 5, "charset": "", "fragment": False}
    assert told.asked == [
        (asked, b"words"),
        (asked | {"charset": "a" * 40}, b"words"),
        (asked | {"fragment": True}, b"words"),
    ]


TRIES = {
    "memory": "bytearray(10 ** 9)",
    "files": "file = open(sys.argv[2], 'w'); file.write('x'); file.flush()",
}


@pytest.mark.parametrize("code", TRIES.values(), ids=TRIES)
def test_limits(reader, monkeypatch, tmp_path, code):
    """What a parser led astray would do ends the process, and nothing else."""
    code = code.replace("sys.argv[2]", repr(str(tmp_path / "x")))
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from briefing.sources import inside; "
        f"inside._confine(); {code}; print(2); print('{{}}')"
    )
    monkeypatch.setattr(confined, "_PROGRAM", program)
    assert reader.ask({"kind": "html"}, b"") is None
    assert all(not file.stat().st_size for file in tmp_path.iterdir())


def test_time_is_limited(reader, monkeypatch):
    monkeypatch.setattr(
        confined,
        "_PROGRAM",
        "import sys; sys.path.insert(0, sys.argv[1]); from briefing.sources import inside\n"
        "inside.SECONDS = 0; inside._confine(); inside._allow_time()\nwhile True: pass",
    )
    start = time.monotonic()
    assert reader.ask({"kind": "html"}, b"") is None
    assert time.monotonic() - start < confined.PATIENCE


@pytest.mark.parametrize("kind", CALLED)
def test_a_missing_extra_is_named_with_what_installs_it(monkeypatch, kind):
    name, extra, packages = CALLED[kind]
    one = "an" if name in ("e-mail", "XML file") else "a"
    monkeypatch.setattr(
        confined, "_is_installed", lambda package: package not in ("mammoth", "lxml", "pypdf")
    )
    with pytest.raises(SourceError) as caught:
        confined.read(b"", kind)
    missing = f"To read {one} {name}, {' and '.join(packages)} must be installed: "
    assert str(caught.value) == f"{missing}pip install 'briefing[{extra}]'."


def test_only_what_is_missing_is_named(monkeypatch):
    monkeypatch.setattr(confined, "_is_installed", lambda package: package != "mammoth")
    with pytest.raises(SourceError, match=r"^To read a Word document, mammoth must be installed: "):
        confined.read(b"", "docx")
