"""How well and how fast readouts are taken in, over real originals where they lie beside the project.

The figures with ``pytest -m long tests/benchmarks/test_taking_in.py -n 0 -s``.
"""

from __future__ import annotations

import csv
import re
import resource
import shutil
import subprocess
from collections import Counter
from html import unescape
from multiprocessing import active_children
from pathlib import Path
from time import monotonic, process_time

import pytest

from briefing.document import folded
from briefing.errors import BriefingError
from briefing.library.checking import check
from briefing.library.importing import Import, Imported
from briefing.library.opening import open_briefing
from tests.benchmarks.texts import short_readout

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
LEAST_WORDS, LEAST_FACTS = 0.99, 0.9
READOUTS, READOUTS_A_SECOND = 1_000, 300
PROCESSORS = 2

WHOLE_PAGES = {
    "by-mfa_2020-05-15_cei-summit": (290, 388),
    "by-mfa_2022-01_kazakhstan": (290, 318),
    "by-mfa_2022_countermeasures": (290, 332),
    "my-mfa_2021_uae-vaccines": (141, 178),
}
"""Texts that hold the furniture of their pages too, and the lines of the readout in them, by eye."""

beside = pytest.mark.skipif(not CORPUS.is_dir(), reason="the texts are not beside the project")


def likeness(one: str, other: str) -> float:
    """F1 over words, each as often as it stands there."""
    first, second = (Counter(re.findall(r"\w+", text)) for text in (one, other))
    shared = sum((first & second).values())
    return 2 * shared / (sum(first.values()) + sum(second.values()))


def text_of(stem: str) -> str:
    text = (CORPUS / "texts" / f"{stem}.txt").read_text(encoding="utf-8", errors="replace")
    if stem in WHOLE_PAGES:
        first, last = WHOLE_PAGES[stem]
        text = "\n".join(text.split("\n")[first - 1 : last])
    return text


def title_of(path: Path) -> str:
    """The title as the file itself tells it, by other means than the program's."""
    data = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".md":
        import yaml

        return folded(str(yaml.safe_load(data.split("---\n")[1])["title"]))
    found = re.search(r"<h1[^>]*>(.*?)</h1>" if "<h1" in data else r"<title>(.*?)</title>", data, re.DOTALL)
    assert found
    return folded(unescape(re.sub("<[^>]*>", "", found[1])))


@beside
@pytest.mark.long
def test_originals(tmp_path: Path) -> None:
    with (CORPUS / "index.tsv").open(encoding="utf-8") as file:
        days = {Path(row["file"]).stem: row["date"] for row in csv.DictReader(file, delimiter="\t")}
    originals = sorted((CORPUS / "originals").iterdir())
    outcomes = list(Import(map(str, originals), tmp_path / "library", jobs=PROCESSORS))
    assert [str(one) for one in outcomes if isinstance(one, BriefingError)] == []
    words, titles, dates, unsound = {}, [], [], []
    for path, made in zip(originals, outcomes, strict=True):
        assert isinstance(made, Imported)
        briefing = open_briefing(made.path)
        words[path.name] = likeness(briefing.text, text_of(path.stem))
        wanted = title_of(path)
        # A page without a heading of its own has the name of its site in its title.
        titles.append(briefing.title == wanted or (" - " in wanted and wanted.startswith(briefing.title)))
        if days[path.stem]:
            dates.append(briefing.date == days[path.stem])
        unsound += check(made.path)
    low = {name: round(value, 4) for name, value in words.items() if value < LEAST_WORDS}
    print(
        f"\n{len(originals)} originals: words least {min(words.values()):.4f}, mean "
        f"{sum(words.values()) / len(words):.4f}; titles {sum(titles)}/{len(titles)}, "
        f"dates {sum(dates)}/{len(dates)}"
    )
    assert low == {}
    assert unsound == []
    assert sum(titles) >= LEAST_FACTS * len(titles)
    assert sum(dates) >= LEAST_FACTS * len(dates)


@beside
@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="nothing here makes PDF and Word documents")
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_documents_of_an_office(tmp_path: Path, ending: str) -> None:
    texts = sorted((CORPUS / "texts").glob("*.txt"), key=lambda path: path.stat().st_size)
    chosen = texts[len(texts) // 2 :: 12][:3] + texts[-1:]
    command = ["soffice", "--headless", "--convert-to", ending, "--outdir", str(tmp_path), *map(str, chosen)]
    subprocess.run(
        command, check=True, capture_output=True, env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    )
    made = [str(tmp_path / f"{path.stem}.{ending}") for path in chosen]
    figures = {}
    for path, outcome in zip(chosen, Import(made, tmp_path / "library", jobs=1), strict=True):
        assert isinstance(outcome, Imported), outcome
        assert check(outcome.path) == []
        text = path.read_text(encoding="utf-8", errors="replace")
        figures[path.stem] = round(likeness(open_briefing(outcome.path).text, text), 4)
    print(f"\n{ending}: {figures}")
    assert min(figures.values()) >= LEAST_WORDS


@pytest.mark.long
def test_speed(tmp_path: Path) -> None:
    folder = tmp_path / "found"
    folder.mkdir()
    for number in range(READOUTS):
        (folder / f"{number:05}.txt").write_text(short_readout(number), encoding="utf-8")
    before, start, here = resource.getrusage(resource.RUSAGE_CHILDREN), monotonic(), process_time()
    outcomes = list(Import([str(folder)], tmp_path / "library", jobs=PROCESSORS))
    clock, here = monotonic() - start, process_time() - here
    for process in active_children():
        process.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    again = monotonic()
    assert {
        one.status for one in Import([str(folder)], tmp_path / "library") if isinstance(one, Imported)
    } == {"same"}
    again = monotonic() - again
    cpu = here + after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"\n{READOUTS / clock:.0f} readouts a second by the clock; {1000 * cpu / READOUTS:.1f} ms of a "
        f"processor each, {PROCESSORS * READOUTS / cpu:.0f} a second on {PROCESSORS}; "
        f"again, all there: {READOUTS / again:.0f} a second"
    )
    assert len(outcomes) == READOUTS
    assert PROCESSORS * READOUTS / cpu >= READOUTS_A_SECOND
