"""Whole libraries of made-up readouts, the same for the same seed: twenty years, one cast of people.

    python -m tests.benchmarks.libraries FOLDER COUNT [--text] [--seed N]

Each readout depends on its number alone, so that a part of a library is a part of a larger one too.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from tests.benchmarks.texts import CITIES, HEADINGS, OFFICES, STATES, Meeting

FIRST_DAY, DAYS = date(2004, 1, 1), 20 * 365
FEWEST_WORDS, MOST_WORDS = 150, 600
TERM = 4
"""Years after which an office has another holder."""
SUBJECTS = [*HEADINGS, "Afghanistan", "Climate finance", "Grain exports", "The border", "Nuclear safety"]
FORMATS = ["meeting", "meeting", "call", "visit", "joint statement"]


@dataclass(frozen=True)
class Readout:
    number: int
    id: str
    day: date
    issuer: str
    parties: tuple[str, ...]
    title: str
    format: str
    place: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    """Headings and paragraphs."""

    @property
    def text(self) -> str:
        """As a ministry would publish it: no front matter, no headings."""
        paragraphs = [paragraph for _, paragraphs in self.sections for paragraph in paragraphs]
        return "\n\n".join([self.title, *paragraphs]) + "\n"

    @property
    def markdown(self) -> str:
        lines = ["---", "briefing: 1", f"id: {self.id}", f"date: {self.day}", f"place: {self.place}"]
        lines += [f"format: {self.format}", f"issuer: {self.issuer}", f"parties: [{', '.join(self.parties)}]"]
        lines += [f"source: {{path: {self.id}.txt}}", "---", "", f"# {self.title}", ""]
        for heading, paragraphs in self.sections:
            lines += [f"## {heading}", ""]
            for paragraph in paragraphs:
                lines += [paragraph, ""]
        return "\n".join(lines)


class Talks(Meeting):
    """Of people who hold their offices for some years, so that they are met again and again."""

    def __init__(self, random: Random, year: int) -> None:
        self._year = year
        super().__init__(random)
        self.host_office, self.guest_office = random.choice(OFFICES), random.choice(OFFICES)
        self.host = holder(self.state, self.host_office, year // TERM)
        self.guest = holder(self.other, self.guest_office, year // TERM)

    def new_person(self) -> str:
        state, _ = self.random.choice(STATES)
        return holder(state, self.random.choice(OFFICES), self._year // TERM)


@cache
def holder(state: str, office: str, term: int) -> str:
    made = Meeting(Random(f"{state} {office} {term}"))
    return made.host


def readout(number: int, seed: int = 0) -> Readout:
    random = Random(f"library {seed} {number}")
    day = FIRST_DAY + timedelta(random.randrange(DAYS))
    talks = Talks(random, day.year)
    parties = [talks.state, talks.other]
    if random.random() < 0.15:
        parties += [state for state, _ in random.sample(STATES, 3) if state not in parties]
    place = random.choice(CITIES)
    wanted = random.randint(FEWEST_WORDS, MOST_WORDS)
    opening = (
        f"{talks.host_office} {talks.host} of {talks.state} met {talks.guest_office} {talks.guest} of"
        f" {talks.other} in {place} on {day.day} {day:%B %Y}."
    )
    sections: list[tuple[str, tuple[str, ...]]] = [("Opening", (opening,))]
    words = len(opening.split())
    headings = random.sample(SUBJECTS, len(SUBJECTS))
    while words < wanted:
        paragraphs = []
        for _ in range(random.randint(1, 2)):
            paragraph = talks.sentences(random.randint(2, 3))
            words += len(paragraph.split())
            paragraphs.append(paragraph)
        sections.append((headings[len(sections) % len(headings)], tuple(paragraphs)))
    title = f"{talks.host_office} {talks.host} meets {talks.guest_office} {talks.guest}"
    return Readout(
        number,
        f"{day}-{number:06}",
        day,
        f"{talks.state} Ministry of Foreign Affairs",
        tuple(parties),
        title,
        random.choice(FORMATS),
        place,
        tuple(sections),
    )


def readouts(count: int, seed: int = 0) -> Iterator[Readout]:
    return (readout(number, seed) for number in range(count))


def path_of(one: Readout, folder: Path, ending: str) -> Path:
    """In a folder a month, as people file them."""
    return folder / str(one.day.year) / f"{one.day:%m}" / f"{one.id}{ending}"


def write(folder: Path, count: int, text: bool = False, seed: int = 0, jobs: int = 1) -> None:
    """A library of so many readouts as briefings, or as texts to be imported."""
    if jobs == 1:
        _write_part(folder, range(count), text, seed)
        return
    step = 2_000
    parts = [range(start, min(count, start + step)) for start in range(0, count, step)]
    with ProcessPoolExecutor(jobs) as pool:
        for done in [pool.submit(_write_part, folder, part, text, seed) for part in parts]:
            done.result()


def _write_part(folder: Path, numbers: range, text: bool, seed: int) -> None:
    for number in numbers:
        one = readout(number, seed)
        path = path_of(one, folder, ".txt" if text else ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(one.text if text else one.markdown, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a library of made-up readouts.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--text", action="store_true", help="plain texts, for import")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    write(given.folder, given.count, given.text, given.seed, given.jobs)


if __name__ == "__main__":
    main()
