import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from briefing.errors import SourceError
from briefing.sources import confined
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


ANSWERS = {
    "a length that is none": "print('x' * 30)",
    "too long a length": "print(10 ** 15)",
    "no JSON": "print(2); print('no')",
    "no record": "print(2); print('[]')",
    "cut short": "print(100); print('{')",
    "nothing": "",
}


@pytest.mark.parametrize("program", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_that_is_none_is_no_text(reader, monkeypatch, program):
    monkeypatch.setattr(confined, "_PROGRAM", program)
    assert reader.ask({"kind": "html"}, b"x") is None


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


def test_a_missing_extra_is_named_with_what_installs_it(monkeypatch):
    monkeypatch.setattr(confined, "_is_installed", lambda package: package != "mammoth")
    with pytest.raises(SourceError, match=r"mammoth must be installed: pip install 'briefing\[docx\]'\."):
        confined.read(b"", "docx")
