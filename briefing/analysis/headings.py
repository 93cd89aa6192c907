"""What a section is called: the text's own heading, or its subject in one to six words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.analysis.topics import standing_of

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
        follows = "follow" in page.words.folds[slice(*page.ranges[run.first])]
        return "Follow-up" if follows else _words_of(page, run) or "Follow-up"
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
    """The weightiest subject of a section: a name in the text's own form, an issue in its own words.

    A sentence that lists subjects is headed as a list.
    """
    weights = _weights(page, run, topics)
    if run.kind == "outcome" and {"signed", "signing"} & {*page.words.folds[slice(*page.ranges[run.first])]}:
        named = max(
            (key for key in weights if key.startswith("document:")), key=lambda key: weights[key], default=""
        )
        return _name_label(page, named, drafts) if named else "Documents signed"
    supported = _supported(page, run)
    if supported and max(weights.values(), default=0) < _CLEAR:
        return supported
    announced = _announced(page, run)
    inside = [
        key for key, place in topics[run.first].places.items() if key in weights and place[1] in announced
    ]
    for key in inside:
        weights[key] *= _ANNOUNCED
    words = _phrase(page, announced) if len(announced) <= _BRIEF or not inside else ""
    if not words and not any(
        weight >= _FAINT or key in page.lexicon.issues for key, weight in weights.items()
    ):
        words = _words_of(page, run) or ("" if weights else "Other matters")
    if words:
        return words
    labels: dict[str, str] = {}
    for key in _listed(page, run, topics, weights):
        label = _label(page, key, run, topics, drafts)
        known = " ".join(labels.values()).casefold().split()
        compound = " and " in label + " ".join(labels.values())
        if not labels or not (
            compound
            or len(known) + len(label.split()) > _MOST_WORDS
            or {*known} & {*label.casefold().split()}
        ):
            labels[key] = label
    return _joined(page, labels, topics[run.first].places)


def _joined(page: Page, labels: Mapping[str, str], places: Mapping[str, tuple[int, int, int]]) -> str:
    """Labels as a list, in the order of the text; what is no name is written small within it."""
    if len(labels) == 1:
        return "".join(labels.values())
    parts: list[str] = []
    for key in sorted(labels, key=lambda key: places[key][1]):
        label, issue = labels[key], page.lexicon.issues.get(key)
        small = parts and issue is not None and issue.parent != "conflict" and label[1:2].islower()
        parts.append(label[0].lower() + label[1:] if small else label)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


_SECOND = 0.6
_THIRD = 0.25
_LEAD = 1.2
_CLEAR = 8
_FAINT = 3
_ANNOUNCED = 3.0
_BRIEF = 4
_MOST_LISTED = 3
_LONGEST_ANNOUNCED = 10


def _announced(page: Page, run: Run) -> range:
    """The words between "On", "Turning to" or "Regarding" at the start of a section and the comma."""
    first, last = page.ranges[run.first]
    if page.word(first) not in page.lexicon.words("announces"):
        return range(0)
    if page.word(first) in ("as", "with", "turning") and page.word(first + 1) not in page.lexicon.words(
        "announcing"
    ):
        return range(0)
    end = next(
        (at for at in range(first + 1, min(last, first + _LONGEST_ANNOUNCED)) if page.gap(at) == ","), first
    )
    start = first + 1
    while start < end and page.words.folds[start] in page.lexicon.words("announcing"):
        start += 1
    words = page.words.folds[start:end]
    if any(word.isdigit() for word in words) or not page.lexicon.words("no-subject").isdisjoint(words):
        return range(0)
    return range(start, end)


def _phrase(page: Page, words: range) -> str:
    """Words of the text as a heading; empty when they are too many."""
    if not 0 < len(words) < _MOST_WORDS:
        return ""
    phrase = " ".join(page.text[page.words.starts[words.start] : page.words.ends[words.stop - 1]].split())
    return phrase[0].upper() + phrase[1:]


def _listed(page: Page, run: Run, topics: Sequence[Topics], weights: Mapping[str, float]) -> list[str]:
    """The weightiest topic, and those that the first sentence lists beside it."""
    ranked = sorted(weights, key=lambda key: -weights[key])
    chosen = ranked[:1]
    places = topics[run.first].places
    if chosen[0] not in places or run.last - run.first > 2:
        return chosen
    for key in ranked[1:]:
        # Where two are listed, a third may be lighter.
        least = _SECOND if len(chosen) == 1 else _THIRD
        if len(chosen) == _MOST_LISTED or weights[key] < least * weights[chosen[0]]:
            break
        if key in places and all(_are_listed(page, places[one], places[key]) for one in chosen):
            chosen.append(key)
    return chosen


_UNLISTED = frozenset(
    ["that", "which", "would", "will", "is", "are", "was", "were", "who", "with", "from", "by"]
)


def _are_listed(page: Page, one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    """Whether two places in a sentence are members of one list: a comma or "and" between them, no clause."""
    left, right = sorted((one[1:], other[1:]))
    between = page.words.folds[left[1] : right[0]]
    if right[0] < left[1] or not _UNLISTED.isdisjoint(between):
        return False
    said = {
        page.lexicon.verbs[word].verb.act
        for word in between
        if word in page.lexicon.verbs and word[-2:] == "ed"
    }
    if not said <= {"discuss", "deed"}:
        return False
    return "and" in between or any("," in page.gap(at) for at in range(left[1], right[0] + 1))


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
    "country": 1.8,
    "project": 1.5,
    "document": 1.2,
    "event": 1.2,
    "organisation": 1.5,
    "place": 1.0,
}


def _weights(page: Page, run: Run, topics: Sequence[Topics]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for number in range(run.first, run.last):
        here = topics[number]
        # The sentence that begins a section names its subject more often than those that go on.
        factor = 2.0 if number == run.first else 1.0
        for key, weight in here.strong.items():
            boost = 1.0 if key in page.lexicon.issues else _NAME_BOOST.get(key.partition(":")[0], 0.5)
            if run.kind == "outcome" and key.startswith(("event:", "document:", "project:")):
                boost *= _RESULT
            standing = standing_of(page, key, here)
            if key == here.lead and standing >= 1:
                standing *= _LEAD
            boost *= standing
            weights[key] = weights.get(key, 0) + weight * factor * boost
        for key, weight in here.weak.items():
            general = _GENERAL_FIRST if number == run.first and _leads(here, key) else _GENERAL_ELSE
            weights[key] = weights.get(key, 0) + weight * factor * general
    if any(
        key.startswith(("country:", "dispute:", "place:")) and weight > _CLEAR / 2
        for key, weight in weights.items()
    ):
        # "Ukraine", not "Armed conflict": what happens there is told by the text below.
        for key in weights:
            if key in _HAPPENINGS:
                weights[key] *= 0.4
    return weights


_HAPPENINGS = frozenset(
    ["military-conflict", "peace-settlement", "diplomatic-solution", "sovereignty", "hostages", "prisoners"]
)
_RESULT = 3.0


_GENERAL_FIRST = 1.5
_GENERAL_ELSE = 0.7
_GENERAL = (
    "bilateral-relations",
    "international-situation",
    "multilateral",
    "trilateral",
    "regional-situation",
)


def _leads(here: Topics, key: str) -> bool:
    """Whether a general subject is named before every other one: "bilateral relations, including trade"."""
    first = here.places[key][1]
    return (
        here.weak[key] > 1
        and key in _GENERAL
        and all(
            here.places[one][1] > first
            for one, weight in here.strong.items()
            if weight > 1 and one in here.places
        )
    )


def _label(page: Page, key: str, run: Run, topics: Sequence[Topics], drafts: Mapping[str, Draft]) -> str:
    issue = page.lexicon.issues.get(key)
    if issue is None:
        return _name_label(page, key, drafts)
    if issue.weak:
        return issue.label
    found = [
        topics[number].places[key] for number in range(run.first, run.last) if key in topics[number].places
    ]
    best = max(found, key=lambda one: one[0])
    weight, first, last = next((one for one in found if one[0] >= _TELLING), best)
    start, end = _widened(page, first, last)
    if weight < _TELLING - (end - start > last - first) or not _is_noun(page, end - 1):
        return issue.label
    return _phrase(page, range(start, end)) or issue.label


_TELLING = 3
_WIDEST = 4
_ADJECTIVES = ("al", "ic", "ive", "ary", "ous", "ian", "ish", "time")


def _widened(page: Page, first: int, last: int) -> tuple[int, int]:
    """A keyword with the nouns that go on from it and the adjective before it: "illegal migration"."""
    nouns = page.lexicon.words("heading-noun")
    while last - first < _WIDEST and page.word(last) in nouns and page.gap(last) == " ":
        last += 1
    before = page.word(first - 1)
    if (
        before.endswith(_ADJECTIVES)
        and page.gap(first) == " "
        and not page.is_capital(first - 1)
        and before not in page.lexicon.words("plain-modifier")
        and page.word(first - 2) not in ("to", "will", "would", "and")
    ):
        first -= 1
    owner = (
        page.name_to.get(first - 1) if page.word(first - 1) == "s" and page.gap(first - 1) == "'" else None
    )
    if owner is not None and owner.value.kind == "organisation" and last - owner.first <= _WIDEST:
        first = owner.first
    return first, last


def _is_noun(page: Page, at: int) -> bool:
    word = page.word(at)
    return word in page.lexicon.words("heading-noun") or not word.endswith(_ADJECTIVES)


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


def _ends(page: Page, at: int) -> bool:
    """Whether a phrase ends before a word: a small one, unless a hyphen ties it to the next."""
    small = page.words.folds[at] in page.lexicon.words("phrase-end")
    return small and page.view[page.words.ends[at] : page.words.ends[at] + 1] != "-"


def _words_of(page: Page, run: Run) -> str:
    """The object of the first verb, as far as the next small word, when no keyword is in a section."""
    first, last = page.ranges[run.first]
    verb = next((at for at in range(first, last) if page.words.folds[at] in page.lexicon.verbs), last)
    while page.word(verb + 1) in page.lexicon.verbs:
        verb += 1
    start = verb + 1
    skipped = page.lexicon.words("phrase-start")
    while start < last and page.gap(start) == " ":
        if page.words.folds[start] == "to":
            # "decided to open a process": the process.
            start += 2
        elif page.words.folds[start] in skipped:
            start += 1
        else:
            break
    end = start
    while end < last and end - start < _MOST_WORDS and not _ends(page, end):
        if end > start and page.gap(end) not in (" ", "'"):
            break
        end += 1
    while end > start and page.words.folds[end - 1] in skipped:
        end -= 1
    return _phrase(page, range(start, end))
