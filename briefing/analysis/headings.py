"""What a section is called: the text's own heading, or its subject in one to six words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from briefing.analysis.identity import Draft
from briefing.analysis.page import Page
from briefing.analysis.sections import Run
from briefing.analysis.topics import Topics

_MOST_WORDS = 6
_FORMAT_WORDS = {
    "call": "Call with", "video call": "Video call with", "visit": "Visit of", "joint statement": "Joint statement",
}  # fmt: skip


def make_heading(
    page: Page, run: Run, topics: Sequence[Topics], drafts: Mapping[str, Draft], form: str, others: Sequence[str]
) -> str:
    """The heading of a section. ``others`` are the names of the persons met, for the opening."""
    if run.heading >= 0:
        sentence = page.sentences[run.heading]
        return clean_heading(page.text[sentence.start : sentence.end])
    if run.kind == "furniture":
        return "Title" if run.first == 0 and run.last < len(page.sentences) else "Page furniture"
    if run.kind == "opening":
        return _opening(form, others)
    if run.kind == "closing":
        return "Further contacts"
    return _subject(page, run, topics, drafts)


def clean_heading(text: str) -> str:
    """A heading of the text without its marks and number."""
    bare = " ".join(text.split()).strip("#*_ :")
    return re.sub(r"^(?:\(?(?:\d{1,3}|[ivxIVX]{1,5}|[A-Za-z])[.)])[ ]+", "", bare) or bare


def _opening(form: str, others: Sequence[str]) -> str:
    verb = _FORMAT_WORDS.get(form, "Meeting with")
    if form == "joint statement":
        return verb
    return f"{verb} {' and '.join(others[:2])}" if others else verb.removesuffix(" with").removesuffix(" of")


def _subject(page: Page, run: Run, topics: Sequence[Topics], drafts: Mapping[str, Draft]) -> str:
    weights: Counter[str] = Counter()
    order: dict[str, int] = {}
    for number in range(run.first, run.last):
        # The sentence that begins a section names its subject more often than those that go on.
        factor = 2 if number == run.first else 1
        for key, weight in (*topics[number].strong.items(), *((k, w * 0.5) for k, w in topics[number].weak.items())):
            weights[key] += int(2 * weight * factor)
            order.setdefault(key, len(order))
    if not weights:
        return _words_of(page, run)
    ranked = sorted(weights, key=lambda key: (-weights[key], order[key]))
    labels: list[str] = []
    for key in ranked[:3]:
        if labels and weights[key] < 0.6 * weights[ranked[0]]:
            break
        label = _label(page, key, drafts)
        known = {word.casefold() for one in labels for word in one.split()}
        if known & {word.casefold() for word in label.split()} - {"and"}:
            continue
        if sum(len(one.split()) for one in (*labels, label)) + len(labels) > _MOST_WORDS and labels:
            break
        labels.append(label)
        if len(labels) == 2:
            break
    return _joined(labels)


def _joined(labels: Sequence[str]) -> str:
    if len(labels) < 2:
        return labels[0] if labels else ""
    second = labels[1]
    if not second.isupper() and second.split()[0] not in ("North", "South", "East", "West", "Middle", "Taiwan"):
        pass
    return f"{labels[0]} and {second}"


def _label(page: Page, key: str, drafts: Mapping[str, Draft]) -> str:
    issue = page.lexicon.issues.get(key)
    if issue is not None:
        return issue.label
    draft = drafts[key]
    longest = max(draft.found, key=lambda one: one.end - one.start)
    return " ".join(page.text[longest.start : longest.end].split())


def _words_of(page: Page, run: Run) -> str:
    """The object of the first verb, when no keyword is in a section."""
    first, last = page.ranges[run.first]
    for at in range(first, last):
        if page.words.folds[at] in page.lexicon.verbs:
            words = []
            for next_at in range(at + 1, min(at + 8, last)):
                if page.gap(next_at) not in (" ", "'", "") and words:
                    break
                words.append(page.words.words[next_at])
            while words and words[0].lower() in ("the", "a", "an", "on", "that", "their", "his", "its", "importance", "of"):
                words.pop(0)
            if words:
                return " ".join(words[:_MOST_WORDS])
    return "Other matters"
