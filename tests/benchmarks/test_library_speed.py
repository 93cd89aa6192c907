"""How large libraries do, on made-up readouts: how fast they are read, listed, searched and kept up to date.

The figures of 10,000 and of 100,000 with ``pytest -m long tests/benchmarks/test_library_speed.py -n 0 -s``;
of one of them with ``-k 10000`` and so on. Reading 100,000 takes some minutes.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path

import pytest

from briefing.library import Library
from briefing.library.importing import Import
from briefing.library.index import Index, Listing
from tests.benchmarks.libraries import readout, readouts, write

COUNTS = [10_000, 100_000]
SOURCES = 2_000
READ_A_SECOND_ON_TWO_CORES = 300
SEARCH_SECONDS = 0.020
FIRST_PAGE = 1.3
FOUND_AGAIN_SECONDS = 2.0
MEGABYTES = 200

QUERIES = {
    "a rare word": ["Delpelost", "Fomar", "Garost", "Pelfoost", "Osmiwitz", "xyzzy"],
    "a common word": ["security", "the", "agreed", "trade", "cooperation", "humanitarian"],
    "a phrase": ['"maritime security"', '"the two sides"', '"grown by 85 per cent"', '"of the"'],
    "a beginning": ["secur*", "terr*", "del*", "a*", "th*", "cooper*", '"bilateral tr"*'],
    "two words": ["grain Oslo", "trade minerals", "NEAR(trade minerals, 5)", "grain OR ceasefire"],
    "a field": ["party:norway security", "after:2015 before:2016 grain", "is:unread trade"],
}


@dataclass
class Large:
    count: int
    folder: Path
    index: Index
    read_a_second: float
    """On two cores that have nothing else to do."""

    @property
    def environment(self) -> dict[str, str]:
        """For a process that is to use the same index."""
        cache = self.folder.parent / "cache"
        return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "XDG_CACHE_HOME": str(cache)}


def seconds(act: Callable[[], object], times: int = 9) -> list[float]:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return sorted(taken)


def part(taken: list[float], share: float) -> float:
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * share))]


def cpu() -> float:
    """CPU seconds of this process and of those that it started, for whose end it waits."""
    for child in active_children():
        child.join()
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in found)


def tell(text: str) -> None:
    print(f"\n    {text}", end="")


def test_the_same_number_makes_the_same_readout() -> None:
    assert list(readouts(20)) == [readout(number) for number in range(20)]
    assert readout(3) != readout(3, seed=1)
    words = [len(one.text.split()) for one in readouts(60)]
    assert 150 <= min(words) <= max(words) < 750
    assert len({one.day.year for one in readouts(200)}) == 20
    assert {len(one.parties) for one in readouts(60)} > {2}


@pytest.fixture(scope="module", params=COUNTS)
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Large]:
    """A library of which everything was read, with the figures of that."""
    folder = tmp_path_factory.mktemp("large")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
        write(folder / "library", request.param, jobs=2)
        index = Index(Library(folder / "library", bundled=False), folder / "notes")
        start, before = time.perf_counter(), cpu()
        assert index.refresh(jobs=2).read == request.param
        taken, worked = time.perf_counter() - start, cpu() - before
        (file,) = (folder / "cache" / "briefing" / "index").glob("*.sqlite")
        tell(
            f"{request.param:,} briefings read by two processes, {request.param / taken:.0f} a second: "
            f"{worked / request.param * 1000:.1f} ms of CPU each; index {file.stat().st_size / 1e6:,.0f} MB"
        )
        peak = max(
            resource.getrusage(who).ru_maxrss / 1024
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        tell(f"memory of the largest process: {peak:.0f} MB")
        assert peak <= MEGABYTES
        yield Large(request.param, folder / "library", index, 2 * request.param / worked)
        index.close()
        shutil.rmtree(folder)


@pytest.mark.long
def test_reading(large: Large) -> None:
    tell(f"two cores with nothing else to do would read {large.read_a_second:.0f} a second")
    assert large.read_a_second >= READ_A_SECOND_ON_TWO_CORES


@pytest.mark.long
def test_search(large: Large) -> None:
    taken: list[float] = []
    for kind, queries in QUERIES.items():
        found = [one for query in queries for one in seconds(lambda q=query: list(large.index.search(q, 20)))]
        tell(
            f"search for {kind}: median {part(found, 0.5) * 1000:.1f}, p95 {part(found, 0.95) * 1000:.1f} ms"
        )
        taken += found
    tell(f"all searches: p95 {part(taken, 0.95) * 1000:.1f} ms")
    assert part(taken, 0.95) <= SEARCH_SECONDS


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("rg"), reason="ripgrep is not installed")
def test_a_search_is_faster_than_ripgrep(large: Large, tmp_path: Path) -> None:
    words = "grown by 85 per cent"
    command = [
        sys.executable,
        "-m",
        "briefing",
        "--library",
        str(large.folder),
        "search",
        f'"{words}"',
        "--limit",
        "20",
    ]
    grep = ["rg", "--fixed-strings", words, str(large.folder)]
    environment = large.environment
    for one in (command, grep):
        subprocess.run(one, check=True, capture_output=True, env=environment)
    ours, theirs = (
        part(seconds(lambda one=one: subprocess.run(one, capture_output=True, env=environment), 5), 0.5)
        for one in (command, grep)
    )
    inside = part(seconds(lambda: list(large.index.search(f'"{words}"', 20))), 0.5)
    tell(
        f"briefing search {ours * 1000:.0f} ms, the search itself {inside * 1000:.1f} ms;"
        f" rg {theirs * 1000:.0f} ms"
    )
    assert inside < theirs


@pytest.mark.long
def test_the_first_page(large: Large, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", large.environment["XDG_CACHE_HOME"])
    write(tmp_path / "ten", 10)
    ten = Index(Library(tmp_path / "ten", bundled=False), tmp_path / "notes")
    ten.refresh(jobs=1)
    code = (
        "import sys, time; start = time.perf_counter(); from pathlib import Path;"
        "from briefing.library import Library; from briefing.library.index import Index, Listing;"
        "index = Index(Library(sys.argv[1], bundled=False), Path(sys.argv[2]));"
        "assert index.listed(Listing(), 0, 50).rows; print(time.perf_counter() - start)"
    )
    environment = large.environment

    def start(folder: Path) -> float:
        words = [sys.executable, "-c", code, str(folder), str(tmp_path / "notes")]
        return float(subprocess.run(words, capture_output=True, env=environment, check=True).stdout)

    few, many = (sorted(start(folder) for _ in range(9))[4] for folder in (tmp_path / "ten", large.folder))
    tell(
        f"from nothing to the first page: {few * 1000:.0f} ms of 10 briefings,"
        f" {many * 1000:.0f} ms of {large.count:,}"
    )
    for listing in (
        Listing(sort="title"),
        Listing(group="month"),
        Listing(sort="notes"),
        Listing("party:norway"),
    ):
        tell(f"{listing}: {part(seconds(lambda one=listing: large.index.listed(one)), 0.5) * 1000:.0f} ms")
    assert many <= FIRST_PAGE * few + 0.005


@pytest.mark.long
def test_a_changed_file_is_found_again(large: Large) -> None:
    path = next(large.folder.rglob("*.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n## Water\n\nThe lagoon was spoken of.\n", encoding="utf-8")
    start = time.perf_counter()
    assert large.index.refresh().read == 1
    taken = time.perf_counter() - start
    assert [hit.path for hit in large.index.search("lagoon")] == [str(path)]
    nothing = part(seconds(large.index.refresh, 3), 0.5)
    tell(
        f"a changed file is found again after {taken:.2f} s;"
        f" that nothing changed is known after {nothing:.2f} s"
    )
    path.write_text(text, encoding="utf-8")
    large.index.refresh()
    assert taken <= FOUND_AGAIN_SECONDS


@pytest.mark.long
def test_importing_and_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "found", SOURCES, text=True, jobs=2)
    monkeypatch.chdir(tmp_path)
    start, before = time.perf_counter(), cpu()
    assert len(list(Import(["found"], tmp_path / "library", jobs=2))) == SOURCES
    imported, worked = time.perf_counter() - start, cpu() - before
    index = Index(Library(tmp_path / "library", bundled=False), tmp_path / "notes")
    assert index.refresh(jobs=2).read == SOURCES
    both, all_work = time.perf_counter() - start, cpu() - before
    tell(
        f"import {SOURCES / imported:.0f} a second, {worked / SOURCES * 1000:.1f} ms of CPU each; "
        f"import and index {SOURCES / both:.0f} a second, {all_work / SOURCES * 1000:.1f} ms"
    )
