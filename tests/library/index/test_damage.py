"""Whatever becomes of the index's file: the same answers afterwards, and notes and briefings as they were."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from briefing.library.index import Listing, seal, tables
from briefing.library.index.file import IndexFile, is_whole

LONG = 200


def answers(index):
    """What a reader would ask, the answers as they are shown."""
    page = index.listed(Listing(sort="title", group="party"), 0, 500)
    hits = [list(index.search(query, 500)) for query in ("the", '"maritime security"', "lake", "trad*")]
    lookups = index.lookups()
    known = lookups.entities("Norway")
    about = [list(lookups.statements(one.id, "about")) for one in known]
    return page, hits, known, about, [list(lookups.appearances(one.id)) for one in known], lookups.issues()


def fingerprint(*folders):
    return {
        path: sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


def refreshed(index):
    """As the commands ask: once more where the file turned out to be damaged only when it was asked."""
    for _ in range(2):
        index.refresh(jobs=1)
        found = answers(index)
        if index.complete:
            break
    return found


def cut(path, random):
    size = path.stat().st_size
    with open(path, "r+b") as file:
        file.truncate(random.choice([0, 1, 50, 100, size // 2, max(0, size - 1), random.randrange(size + 1)]))


def flip(path, random):
    data = bytearray(path.read_bytes())
    for _ in range(random.choice([1, 1, 2, 50]) if data else 0):
        at = random.randrange(len(data))
        data[at] ^= 1 << random.randrange(8)
    with open(path, "r+b") as file:
        file.write(data)


def zero(path, random):
    with open(path, "r+b") as file:
        file.seek(random.randrange(max(1, path.stat().st_size)))
        file.write(bytes(random.choice([16, 512, 8192])))


def letters(path, random):
    """What no check of the structure can find: other words in the place of the right ones."""
    data = path.read_bytes()
    with open(path, "r+b") as file:
        file.write(data.replace(b"security", b"SECURITY").replace(b"trade", b"brade"))


def junk(path, random):
    path.write_bytes(random.randbytes(random.choice([10, 5_000, 100_000])))


def delete(path, random):
    path.unlink()


def folder(path, random):
    path.unlink()
    path.mkdir()
    (path / "something").write_text("of somebody's")


def link(path, random):
    path.unlink()
    path.symlink_to("/nonexistent/place")


def another(path, random):
    """A sound database that is not ours."""
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE briefings (id)")
    connection.commit()
    connection.close()


def journal(path, random):
    Path(f"{path}-journal").write_bytes(random.randbytes(5_000))


def no_seal(path, random):
    Path(f"{path}.seal").unlink(missing_ok=True)


def bad_seal(path, random):
    place = Path(f"{path}.seal")
    place.touch()
    random.choice([cut, junk])(place, random)


def flipped_seal(path, random):
    place = Path(f"{path}.seal")
    if place.exists():
        flip(place, random)


def half_seal(path, random):
    """As a process leaves it that is killed while it writes, and a flipped bit on top."""
    seal.write(path, seal.Seal(tables.SCHEMA, None))
    random.choice([cut, zero, lambda path, random: None])(path, random)


def everything(path, random):
    shutil.rmtree(path.parent)


DAMAGES = [
    cut, flip, flip, flip, zero, letters, junk, delete, folder, link, another, journal, bad_seal,
    flipped_seal, no_seal, half_seal, everything,
]  # fmt: skip


def corruptions(shelf, count, seed):
    index = shelf.index()
    index.refresh(jobs=1)
    wanted, before = answers(index), fingerprint(shelf.folder, shelf.notes, shelf.state)
    path = IndexFile(shelf.folder).path
    random = Random(seed)
    for number in range(count):
        damage = DAMAGES[number % len(DAMAGES)]
        damage(path, random)
        fresh = random.random() < 0.5
        if fresh:
            index.close()
            index = shelf.index()
        assert refreshed(index) == wanted, (number, damage.__name__, fresh)
        assert fingerprint(shelf.folder, shelf.notes, shelf.state) == before
    index.close()


def noted(shelf):
    briefing = shelf.briefings[0]
    shelf.note(briefing, briefing.surface(briefing.sentences[0]), "Ask about the lake.", ("water",))
    return shelf


def test_the_same_answers_after_any_damage(shelf):
    corruptions(noted(shelf), len(DAMAGES), 1)


@pytest.mark.long
def test_the_same_answers_after_200_damages(shelf):
    corruptions(noted(shelf), LONG, 2)


HOLD = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep(60)
"""


def test_a_locked_file_is_read_past_the_lock(shelf, monkeypatch):
    from briefing.library.index import file

    monkeypatch.setattr(file, "_WAIT_TO_READ", 0.05)
    monkeypatch.setattr(file, "_WAIT_TO_WRITE", 0.05)
    index = noted(shelf).index()
    index.refresh(jobs=1)
    wanted = answers(index)
    index.close()
    path = IndexFile(shelf.folder).path
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE)
    try:
        assert holder.stdout.readline() == b"held\n"
        index = shelf.index()
        assert not index.refresh(jobs=1).busy
        assert answers(index) == wanted
        changed = next(shelf.folder.rglob("*.md"))
        changed.write_text(changed.read_text() + "\n## Water\n\nThe lagoon.\n")
        assert index.refresh(jobs=1).busy
        assert answers(index) == wanted
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    assert index.refresh(jobs=1).read == 1
    assert len(list(index.search("lagoon"))) == 1


def test_who_wrote_into_the_file_is_noticed_between_two_questions(shelf):
    index = shelf.index()
    index.refresh(jobs=1)
    wanted = answers(index)
    path = IndexFile(shelf.folder).path
    times = os.stat(path)
    letters(path, Random(0))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert refreshed(index) == wanted


def test_decay_that_nobody_wrote_is_found_by_reading_all_of_it(shelf):
    index = shelf.index()
    index.refresh(jobs=1)
    wanted = answers(index)
    path = IndexFile(shelf.folder).path
    known = seal.read(path)
    letters(path, Random(0))
    renewed = seal.renewed(known, path)
    seal.write(path, seal.Seal(renewed.schema, renewed.look, renewed.digest, 0))
    assert answers(shelf.index()) != wanted
    assert refreshed(shelf.index()) == wanted


def test_a_seal_costs_no_more_than_a_look(shelf, monkeypatch):
    index = shelf.index()
    index.refresh(jobs=1)
    monkeypatch.setattr(seal, "_digest", lambda path: pytest.fail("all of the file was read"))
    again = shelf.index()
    assert not again.refresh(jobs=1).read
    assert answers(again)


def test_where_the_cache_cannot_be_written_an_index_serves_one_process(shelf, home, monkeypatch):
    (home / "cache").mkdir(exist_ok=True)
    (home / "cache" / "briefing").write_text("a file in the place of the folder")
    index = shelf.index()
    assert index.refresh(jobs=1).read == 4
    assert len(list(index.search("the", 5))) == 5
    assert (home / "cache" / "briefing").read_text() == "a file in the place of the folder"


KILLED = """
import os, signal, sys
from pathlib import Path
from briefing.library import Library
from briefing.library.index import Index, refreshing

refreshing.BATCH_SECONDS = 0.0
done = 0
def progress(progress):
    if progress.done == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
Index(Library(sys.argv[1], bundled=False), Path(sys.argv[2])).refresh(progress, jobs=1)
"""


@pytest.mark.parametrize("after", [pytest.param(1, marks=pytest.mark.long), 3])
def test_a_killed_refresh_is_resumed(shelf, after):
    done = subprocess.run([sys.executable, "-c", KILLED, shelf.folder, shelf.notes, str(after)], check=False)
    assert done.returncode < 0
    path = IndexFile(shelf.folder).path
    assert seal.read(path).broken
    assert is_whole(path)
    index = shelf.index()
    assert index.refresh(jobs=1).read == 4 - (after - 1)
    assert index.listed(Listing()).total == 4


def test_several_processes_refresh_at_once(shelf):
    words = [
        sys.executable,
        "-m",
        "briefing",
        "--library",
        str(shelf.folder),
        "search",
        "the",
        "--limit",
        "3",
        "--json",
    ]
    running = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    for process in running:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert out
    index = shelf.index()
    assert not index.refresh(jobs=1).read
    assert index.listed(Listing()).total == 4


@pytest.mark.parametrize("damage", [None, zero])
def test_a_file_that_was_not_closed_well_is_looked_at_even_if_nothing_is_to_be_read(shelf, damage):
    index = shelf.index()
    index.refresh(jobs=1)
    wanted = answers(index)
    path = IndexFile(shelf.folder).path
    seal.write(path, seal.Seal(tables.SCHEMA, None))
    if damage:
        damage(path, Random(3))
    index = shelf.index()
    assert bool(index.refresh(jobs=1).read) == bool(damage)
    assert not seal.read(path).broken
    assert answers(index) == wanted


def test_a_file_of_another_process_is_not_sealed(shelf):
    file = IndexFile(shelf.folder)
    with file.writing():
        shutil.rmtree(file.path.parent)
        other = IndexFile(shelf.folder)
        with other.writing():
            pass
        before = seal.read(file.path)
        seal.write(file.path, seal.Seal(tables.SCHEMA, None))
    assert before is not None
    assert seal.read(file.path).broken


MANY = """
import os, signal, sys
from multiprocessing import active_children
from pathlib import Path
from briefing.library import Library
from briefing.library.index import Index, workers

workers.WORTH_IT = workers._CHUNK = 1
def progress(progress):
    print(*(child.pid for child in active_children()), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
if __name__ == "__main__":
    Index(Library(sys.argv[1], bundled=False), Path(sys.argv[2])).refresh(progress, jobs=2)
"""


def test_the_processes_of_a_killed_refresh_end_too(shelf, tmp_path):
    (tmp_path / "many.py").write_text(MANY)
    command = [sys.executable, str(tmp_path / "many.py"), str(shelf.folder), str(shelf.notes)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, stdout=subprocess.PIPE, env=environment, text=True)
    children = [int(word) for word in done.stdout.split()]
    assert children
    end = time.monotonic() + 10
    while any(is_running(child) for child in children):
        assert time.monotonic() < end, "they wait for ever"
        time.sleep(0.05)


def is_running(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
