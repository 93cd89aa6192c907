"""import, from the shell: what is taken, what is told, how it ends."""

import io
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing import paths
from briefing.library.importing import Import
from tests.conftest import ROOT
from tests.sources.made import PAGE, zipped

READOUT = "Foreign Minister Anna Berg of Norway met Foreign Minister Ola Lund of Sweden on 6 May 2024.\n"


@pytest.fixture
def found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "found").mkdir()
    return tmp_path / "found"


def test_what_was_found_out_is_printed_for_programs(run, found):
    (found / "p.html").write_text(PAGE)
    done = run("import", "found")
    (row,) = [line.split("\t") for line in done.out.splitlines()]
    assert row[0] == "new"
    assert row[3:8] == [
        "2024-05-06",
        "Ministers meet in Oslo",
        "Ministry of Foreign Affairs of Norway",
        "Norway, Sweden",
        "Oslo",
    ]


def test_options_put_right_what_was_found(run, found):
    (found / "p.html").write_text(PAGE)
    done = run(
        "import", "found/p.html", "--parties", "Norway, Denmark", "--format", "call", "--place", "Bergen"
    )
    assert done.out.split("\t")[6:9] == ["Norway, Denmark", "Bergen", "call"]
    assert run("import", "found/p.html", "--format", "dinner").status == 1


def test_standard_input(run, found, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    done = run("import", "-")
    assert done.out.startswith("new\t2024-05-06-norway-sweden\t")
    assert run("check", "2024-05-06-norway-sweden").status == 0


def test_counts_are_told(run, found):
    (found / "x.zip").write_bytes(zipped({"a.txt": READOUT, "b.txt": READOUT * 2, "c.html": "<p></p>"}))
    done = run("import", "found", "https://example.org/a")
    assert done.status == 1
    assert "2 new, 2 refused." in done.err
    assert "found/x.zip/c.html: This page shows no words; open it in a browser" in done.err
    assert "https://example.org/a is on the network" in done.err
    assert "2 there already, 2 refused." in run("import", "found", "https://example.org/a").err


def test_an_interrupt_tells_how_to_go_on(run, found, monkeypatch):
    (found / "a.txt").write_text(READOUT)
    (found / "b.txt").write_text(READOUT * 2)

    def interrupted(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(Import, "__iter__", interrupted)
    done = run("import", "found")
    assert done.status == 130
    assert (
        "Stopped after 0 of 2; what was taken in stays, and the same command goes on from there." in done.err
    )


def test_ctrl_c_in_the_middle_leaves_a_library_that_is_gone_on_with(run, found):
    for number in range(250):
        (found / f"{number:03}.txt").write_text(f"{READOUT}\nThis is round {number}.\n")
    command = [sys.executable, "-m", "briefing", "import", "found", "--jobs", "2"]
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 20
    while not list(paths.library().glob("*.md")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert b"goes on from there" in err
    before = {path: path.read_bytes() for path in paths.library().glob("*.md")}
    assert len(out.splitlines()) <= len(before) < 250
    done = run("import", "found", "--jobs", "2")
    assert f"{250 - len(before)} new, {len(before)} there already." in done.err
    assert all(path.read_bytes() == content for path, content in before.items())


@pytest.mark.long
def test_a_kill_leaves_no_process_and_whole_files(run, found):
    for number in range(400):
        (found / f"{number:03}.txt").write_text(f"{READOUT}\nThis is round {number}.\n")
    command = [sys.executable, "-m", "briefing", "import", "found", "--jobs", "2"]
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout.readline()
    process.kill()
    process.communicate(timeout=20)
    deadline = time.monotonic() + 20
    while processes_of(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert processes_of(process.pid) == []
    assert run("check", paths.library()).status == 0
    assert run("import", "found", "--jobs", "2").status == 0
    assert len(list(paths.library().glob("*.md"))) == 400


def processes_of(session):
    """The processes of a session that are still there."""
    try:
        os.killpg(session, 0)
    except ProcessLookupError:
        return []
    return [session]


def test_a_terminal_gets_a_bar_and_the_facts_to_look_over(found):
    for name in ("a", "b", "c"):
        (found / f"{name}.txt").write_text(READOUT + name)
    (found / "d\x1b[31m.txt").write_text("")
    main, other = pty.openpty()
    command = [sys.executable, "-m", "briefing", "import", "found", "--jobs", "1"]
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=other, stdout=other, stderr=other
    )
    os.close(other)
    shown = b""
    while True:
        try:
            part = os.read(main, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(main)
    process.wait(timeout=20)
    text = shown.decode()
    assert "Importing" in text
    assert "  parties  Norway, Sweden\r\n" in text
    assert "  date     2024-05-06\r\n" in text
    assert "  unknown  title" not in text
    assert "d\x1b[31m" not in text


def test_no_path_is_made_of_what_a_file_tells(run, found):
    (found / "p.html").write_text(PAGE.replace("Ministers meet in Oslo", "../../etc/passwd"))
    run("import", "found")
    for path in paths.library().iterdir():
        assert path.parent == Path(paths.library())
        assert "passwd" not in path.name or path.name.startswith("2024-05-06")


def test_a_page_is_shown_from_standard_input_and_from_its_file(run, found, monkeypatch):
    (found / "p.html").write_text(PAGE)
    shown = run("show", found / "p.html").out
    assert "Short end." in shown
    assert "The Minister\n" not in shown
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert run("show", "-").out == shown


def test_addresses_are_fetched_when_asked(run, found, server):
    done = run("import", "--fetch", f"{server}/moved", f"{server}/none")
    assert done.status == 1
    assert "the server says 404" in done.err
    (row,) = [line.split("\t") for line in done.out.splitlines()]
    text = Path(row[2]).read_text()
    assert f"url: {server.replace(':', ':')}" in text.replace('"', "")
    assert "retrieved: " in text
    assert run("check", row[1]).status == 0
    assert run("import", "--fetch", f"{server}/page").out.startswith("same\t")
