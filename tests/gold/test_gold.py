"""How well the analysis reads: the project's own labelled cases, and a larger set where it lies beside the
project."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.analysis import analyse, bundled
from briefing.model import Briefing, Source
from tests.gold.scoring import Figures, compare, read_labels

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FLOORS = json.loads((HERE / "figures.json").read_text(encoding="utf-8"))
CASES = sorted((HERE / "cases").glob("*.json"))
BESIDE = ROOT.parent / "shared"


def read(path: Path) -> Briefing:
    data = path.read_bytes()
    text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return analyse(Source(text, sha256(data).hexdigest()), bundled())


def text_of(labels_path: Path, name: str) -> Path:
    seed = ROOT / "seeds" / name
    return seed if seed.exists() else labels_path.parent / name


def figures_of(paths: list[Path], texts: Path | None = None) -> dict[str, float]:
    figures = Figures()
    for path in paths:
        labels = read_labels(path)
        source = texts / labels["text"] if texts else text_of(path, labels["text"])
        compare(figures, labels, read(source))
    return figures.result()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_is_read_as_well_as_ever(path: Path) -> None:
    floors = FLOORS["cases"][path.stem]
    figures = figures_of([path])
    assert {name: value for name, value in figures.items() if value < floors.get(name, 0)} == {}


def test_every_case_has_a_floor() -> None:
    assert {path.stem for path in CASES} == set(FLOORS["cases"])


@pytest.mark.skipif(
    not (BESIDE / "gold" / "dev").is_dir(), reason="the larger labelled set is not beside the project"
)
def test_labelled_set_is_read_as_well_as_ever() -> None:
    """No figure falls by more than a point."""
    figures = figures_of(sorted((BESIDE / "gold" / "dev").glob("*.json")), BESIDE / "corpus" / "texts")
    floors = FLOORS["labelled set"]
    assert {name: value for name, value in figures.items() if value < floors.get(name, 0) - 0.01} == {}
