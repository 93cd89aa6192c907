"""Revisions of readouts of which is known what became of every character.

A text is edited together with where each of its characters came from. What a passage has become can so be
read off, whatever was done, and nobody has to say it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.benchmarks import texts

NEW = -1
"""Where a character came from that the old text did not have."""

PASSAGE_WORDS = (1, 2, 3, 4, 5, 6, 8, 12, 20, 35, 60)
FEW_WORDS = 4
REPEATED = 4

GONE, NEARLY_GONE = 0.4, 0.15
"""Of the characters of a passage. Of one that is nearly gone, both the rest and nothing may be shown."""
COVERED, WIDE = 0.6, 1.6

_INSERTED = ("also", "duly", "firmly", "(as amended)", "once more", "in particular", "to this end,")
_REPLACEMENTS = ("jointly", "candid", "the", "further", "steadily", "wide-ranging", "both", "early")
_SENTENCE_END = re.compile(r"[.!?][”\"]?(?=\s|\Z)")


@dataclass
class Text:
    """A text under edit; ``origins`` tells where in the old text each of its characters stood."""

    letters: str
    origins: list[int]

    @classmethod
    def of(cls, letters: str) -> Text:
        return cls(letters, list(range(len(letters))))

    def put(self, start: int, end: int, letters: str, origins: list[int] | None = None) -> None:
        """Other characters in the place of some."""
        self.letters = self.letters[:start] + letters + self.letters[end:]
        self.origins[start:end] = [NEW] * len(letters) if origins is None else origins

    def survivors(self, start: int, end: int) -> list[int]:
        """Where the characters of a passage of the old text stand now, in their order here."""
        return [at for at, origin in enumerate(self.origins) if start <= origin < end]

    def words(self) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer(r"\S+", self.letters)]


@dataclass(frozen=True)
class Case:
    kind: str
    old: str
    start: int
    end: int
    new: Text

    @property
    def few_words(self) -> bool:
        return len(self.old[self.start : self.end].split()) <= FEW_WORDS

    @property
    def survivors(self) -> list[int]:
        return self.new.survivors(self.start, self.end)

    @property
    def share_left(self) -> float:
        return len(self.survivors) / (self.end - self.start)

    def right(self, found: tuple[int, int] | None) -> bool:
        """Whether a passage was found where it is now, or not found because it is gone."""
        left, share = self.survivors, self.share_left
        if found is None:
            return share < GONE
        covered = sum(1 for at in left if found[0] <= at < found[1])
        if share < GONE:
            return share > NEARLY_GONE and covered >= 0.8 * len(left)
        width = left[-1] + 1 - left[0]
        return covered >= COVERED * len(left) and found[1] - found[0] <= WIDE * width


Edit = Callable[[Random, Text, int, int], None]


def edited_elsewhere(random: Random, text: Text, start: int, end: int) -> None:
    for _ in range(random.randint(3, 30)):
        at = random.choice(text.words())[0]
        text.put(at, at, f"{random.choice(_INSERTED)} ")


def typos(random: Random, text: Text, start: int, end: int) -> None:
    """A letter in sixty is another; it counts as the same letter, since it stands for it."""
    inside = [at for at in text.survivors(start, end) if text.letters[at].isalpha()]
    for at in random.sample(inside, min(len(inside), 1 + len(inside) // 60)):
        text.put(at, at + 1, random.choice("etaoinshr"), [text.origins[at]])


def words_changed(random: Random, text: Text, start: int, end: int) -> None:
    inside = [word for word in text.words() if start <= text.origins[word[0]] < end]
    for first, last in sorted(random.sample(inside, max(1, len(inside) // 5)), reverse=True):
        text.put(first, last, random.choice(_REPLACEMENTS))


def paragraphs_shuffled(random: Random, text: Text, start: int, end: int) -> None:
    spans = [match.span() for match in re.finditer(r"(?:(?!\n\n).)+", text.letters, re.DOTALL)]
    random.shuffle(spans)
    letters, origins = [], []
    for first, last in spans:
        if letters:
            letters.append("\n\n")
            origins += [NEW, NEW]
        letters.append(text.letters[first:last])
        origins += text.origins[first:last]
    text.letters, text.origins = "".join(letters), origins


def deleted(random: Random, text: Text, start: int, end: int) -> None:
    left = text.survivors(start, end)
    text.put(left[0], left[-1] + 1, "")


def sentence_deleted(random: Random, text: Text, start: int, end: int) -> None:
    """With all of the sentences that the passage lies in."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text.letters)]
    first = max((at for at in ends if at <= start), default=0)
    last = min((at for at in ends if at >= end), default=len(text.letters))
    text.put(first, last, "")


def rewritten(random: Random, text: Text, start: int, end: int) -> None:
    words = texts.Meeting(random).sentence()
    text.put(start, end, words[: max(8, end - start)])


def copy_added(random: Random, text: Text, start: int, end: int) -> None:
    """Before the passage, where a search finds the copy first; never next to it, where nobody could tell them
    apart."""
    passage, spans = text.letters[start:end], text.words()
    before = [word[0] for word in spans if word[1] <= start]
    at = random.choice(before or [word[0] for word in spans if word[0] > end][1:] or [len(text.letters)])
    text.put(at, at, f"{passage} ")


def edited_with_a_copy(random: Random, text: Text, start: int, end: int) -> None:
    passage = text.letters[start:end]
    typos(random, text, start, end)
    outside = [word[0] for word in text.words() if not start <= text.origins[word[0]] < end]
    at = random.choice(outside)
    text.put(at, at, f"{passage} ")


def deleted_with_a_copy(random: Random, text: Text, start: int, end: int) -> None:
    copy_added(random, text, start, end)
    deleted(random, text, start, end)


def blanks_changed(random: Random, text: Text, start: int, end: int) -> None:
    for at in [at for at, letter in enumerate(text.letters) if letter == " "]:
        if random.random() < 0.15:
            text.put(at, at + 1, random.choice("\n\u00a0"), [text.origins[at]])


def hyphenated(random: Random, text: Text, start: int, end: int) -> None:
    """Words are broken over lines, as in a printed column."""
    inside = [match.start() + 2 for match in re.finditer(r"[^\W\d_]{5,}", text.letters)]
    for at in sorted(random.sample(inside, len(inside) // 12), reverse=True):
        text.put(at, at, "-\n")


EDITS: tuple[Edit, ...] = (
    edited_elsewhere,
    typos,
    words_changed,
    paragraphs_shuffled,
    deleted,
    sentence_deleted,
    rewritten,
    copy_added,
    edited_with_a_copy,
    deleted_with_a_copy,
    blanks_changed,
    hyphenated,
)


def readout(seed: int) -> str:
    """A readout in which, as in real ones, some sentence stands in several paragraphs."""
    random = Random(f"readout to revise {seed}")
    length = random.randint(2_000, 12_000)
    make = random.choice((texts.communique, texts.transcript))
    paragraphs = make(length, seed).split("\n\n")
    again = texts.Meeting(random).sentence()
    for at in random.sample(range(len(paragraphs)), min(REPEATED, len(paragraphs))):
        paragraphs[at] += f" {again}"
    return "\n\n".join(paragraphs)


def cases(old: str, seed: int) -> Iterator[Case]:
    """A passage of a text, revised in every way."""
    random = Random(f"passage {seed}")
    words = Text.of(old).words()
    first = random.randrange(len(words))
    last = min(first + random.choice(PASSAGE_WORDS), len(words)) - 1
    start, end = words[first][0], words[last][1]
    for edit in EDITS:
        text = Text.of(old)
        edit(Random(f"{edit.__name__} {seed}"), text, start, end)
        yield Case(edit.__name__, old, start, end, text)
