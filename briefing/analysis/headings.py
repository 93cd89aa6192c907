"""What a section is called: the text's own heading, or its subject in one to six words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.analysis.breaks import Run
    from briefing.analysis.identity import Draft
    from briefing.analysis.page import Page
    from briefing.analysis.topics import Topics

_MOST_WORDS = 6
_FORMAT_WORDS = {
    "call": "Call with",
    "video call": "Video call with",
    "visit": "Visit of",
    "joint statement": "Joint statement",
}  # fmt: skip


def make_heading(
    page: Page,
    run: Run,
    topics: Sequence[Topics],
    drafts: Mapping[str, Draft],
    form: str,
    others: Sequence[str],
) -> str:
    """The heading of a section. ``others`` are the names of the persons met, for the opening."""
    if run.heading >= 0:
        sentence = page.sentences[run.heading]
        return clean_heading(page.text[sentence.start : sentence.end])
    if run.rule == "layout":
        return _first_words(page, run)
    if run.kind == "furniture":
        return "Title" if run.first == 0 and run.last < len(page.sentences) else "Page furniture"
    if run.kind == "opening":
        return _opening(form, others)
    if run.kind == "outcome" and not any(topics[number].strong for number in range(run.first, run.last)):
        return "Follow-up"
    if run.rule == "another meeting":
        sentence = page.sentences[run.first]
        met = [name for name in others if name in " ".join(page.text[sentence.start : sentence.end].split())]
        if met:
            return _opening("meeting", met)
    if run.kind == "closing":
        return "Further contacts"
    return _subject(page, run, topics, drafts)


def _first_words(page: Page, run: Run) -> str:
    """How a paragraph begins, where nothing more is understood."""
    first, last = page.ranges[run.first]
    last = min(last, first + _MOST_WORDS)
    if first == last:
        return "Paragraph"
    words = page.text[page.words.starts[first] : page.words.ends[last - 1]]
    return " ".join(words.split()) + " …"


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
    """The weightiest subjects of a section, at most two: a name in the text's own form, an issue in its own
    words."""
    weights = _weights(page, run, topics, drafts)
    if run.kind == "outcome" and "signed" in page.words.folds[slice(*page.ranges[run.first])]:
        named = max(
            (key for key in weights if key.startswith("document:")), key=lambda key: weights[key], default=""
        )
        return _name_label(page, named, drafts) if named else "Documents signed"
    supported = _supported(page, run)
    if supported and max(weights.values(), default=0) < _CLEAR:
        return supported
    if not weights:
        return _words_of(page, run)
    ranked = sorted(weights, key=lambda key: -weights[key])
    top = ranked[0]
    labels: list[str] = []
    for key in ranked[:4]:
        if labels and (
            weights[key] < _SECOND * weights[top] or len(labels) == 2 or _goes_without(page, top, key)
        ):
            break
        label = _label(page, key, run, topics, drafts)
        known = {word.casefold() for one in labels for word in one.split()}
        fits = sum(len(one.split()) for one in (*labels, label)) <= _MOST_WORDS
        if not known & {word.casefold() for word in label.split()} and (fits or not labels):
            labels.append(label)
    return " and ".join(labels)


_SECOND = 0.7
_LEAD = 1.2
_CLEAR = 8


def _supported(page: Page, run: Run) -> str:
    """ "Support for X": whom the first sentence supports."""
    first, last = page.ranges[run.first]
    for at in range(first, last - 2):
        if page.words.folds[at] in ("support", "solidarity", "assistance") and page.words.folds[at + 1] in (
            "for",
            "to",
            "with",
        ):
            name = page.name_from.get(at + 2)
            if name is not None and name.value.kind == "country":
                words = page.text[page.words.starts[at] : page.words.ends[name.last - 1]]
                return " ".join([words[0].upper() + words[1:]])
    return ""


_NAME_BOOST = {
    "dispute": 1.6,
    "country": 1.6,
    "project": 1.5,
    "document": 1.2,
    "event": 0.8,
    "organisation": 1.5,
    "place": 0.9,
}


def _weights(page: Page, run: Run, topics: Sequence[Topics], drafts: Mapping[str, Draft]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for number in range(run.first, run.last):
        # The sentence that begins a section names its subject more often than those that go on.
        factor = 2.0 if number == run.first else 1.0
        for key, weight in topics[number].strong.items():
            boost = 1.0 if key in page.lexicon.issues else _NAME_BOOST.get(key.partition(":")[0], 0.5)
            if run.kind == "outcome" and key.startswith(("event:", "document:", "project:")):
                boost *= _RESULT
            if key == topics[number].lead:
                boost *= _LEAD
            weights[key] = weights.get(key, 0) + weight * factor * boost
        for key, weight in topics[number].weak.items():
            weights[key] = weights.get(key, 0) + weight * factor * 0.5
    for key in _stressed(page, run, drafts):
        weights[key] = weights.get(key, 0) * _STRESSED
    if any(key.startswith(("country:", "dispute:")) for key in weights):
        # "Ukraine", not "Armed conflict": what happens there is told by the text below.
        for key in weights:
            if key in page.lexicon.issues and page.lexicon.issues[key].parent == "conflict":
                weights[key] *= 0.4
    return weights


_STRESSED = 2.0
_RESULT = 3.0
_BEFORE_SUBJECT = frozenset(
    ["importance", "role", "centrality", "work", "support", "implementation", "establishment"]
)


def _stressed(page: Page, run: Run, drafts: Mapping[str, Draft]) -> list[str]:
    """Whose importance, role or work the first sentence speaks of."""
    first, last = page.ranges[run.first]
    starts = {
        one.first: key for key, draft in drafts.items() for one in draft.found if first <= one.first < last
    }
    found = []
    for at in range(first, last - 2):
        if page.words.folds[at] in _BEFORE_SUBJECT and page.words.folds[at + 1] in ("of", "for", "to"):
            key = starts.get(at + 3 if page.words.folds[at + 2] == "the" else at + 2)
            if key is not None:
                found.append(key)
    return found


def _goes_without(page: Page, top: str, key: str) -> bool:
    return top.startswith("country:") and key.startswith(("country:", "place:", "organisation:", "event:"))


def _label(page: Page, key: str, run: Run, topics: Sequence[Topics], drafts: Mapping[str, Draft]) -> str:
    issue = page.lexicon.issues.get(key)
    if issue is not None and issue.weak:
        return issue.label
    if issue is None:
        return _name_label(page, key, drafts)
    best = max(
        (topics[number].places.get(key, (0, 0, 0)) for number in range(run.first, run.last)),
        key=lambda one: one[0],
    )
    if best[0] < _TELLING or (best[2] - best[1] == 1 and best[0] < _TELLING_WORD):
        return issue.label
    words = page.text[page.words.starts[best[1]] : page.words.ends[best[2] - 1]]
    phrase = " ".join(words.split())
    return phrase[0].upper() + phrase[1:]


_TELLING = 3
_TELLING_WORD = 9


def _name_label(page: Page, key: str, drafts: Mapping[str, Draft]) -> str:
    """A country by its everyday name, anything else by the first form that the text uses."""
    if key.startswith("country:") and (name := page.lexicon.country(key)):
        forms = (
            {" ".join(page.text[one.start : one.end].split()) for one in drafts[key].found}
            if key in drafts
            else set()
        )
        shortest = min(forms, key=len, default=name)
        return name if shortest.isupper() or len(shortest) > len(name) else shortest
    first = drafts[key].found[0]
    return " ".join(page.text[first.start : first.end].split())


_SKIPPED = frozenset(
    ["the", "a", "an", "on", "that", "their", "his", "her", "its", "our", "importance", "need", "of", "for"]
)
_STOPS = frozenset(
    ["that", "which", "to", "and", "in", "with", "by", "as", "from", "for", "at", "would", "will", "is"]
)


def _words_of(page: Page, run: Run) -> str:
    """The object of the first verb, as far as the next small word, when no keyword is in a section."""
    first, last = page.ranges[run.first]
    verb = next((at for at in range(first, last) if page.words.folds[at] in page.lexicon.verbs), last)
    start = verb + 1
    while start < last and page.words.folds[start] in _SKIPPED and page.gap(start) == " ":
        start += 1
    end = start
    while end < last and end - start < _MOST_WORDS and page.words.folds[end] not in _STOPS:
        if end > start and page.gap(end) not in (" ", "'"):
            break
        end += 1
    if end == start or end - start > _MOST_WORDS - 1:
        return "Other matters"
    phrase = " ".join(page.text[page.words.starts[start] : page.words.ends[end - 1]].split())
    return phrase[0].upper() + phrase[1:]
