"""Where one issue ends and the next begins."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefing.analysis.breaks import DEEDS, Run, signs_of_break, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.analysis.page import Page
    from briefing.analysis.statements import Reading
    from briefing.analysis.topics import Topics

_LONGEST_OPENING = 4


def draw_sections(
    page: Page, topics: Sequence[Topics], readings: Sequence[Reading], *, by_layout: bool = False
) -> list[Run]:
    """The sections of a text, in order and without gap; ``by_layout`` makes every paragraph a section."""
    count = len(page.sentences)
    if not count:
        return []
    head, tail = _furniture(page)
    runs: list[Run] = []
    if head:
        runs.append(Run(0, head, "furniture", "furniture"))
    given = _given_headings(page, head, tail)
    if given:
        if given[0] - head > _LONGEST_OPENING:
            runs += _by_issues(page, head, given[0], topics, readings)
            head = given[0]
        runs += _by_headings(page, head, tail, given)
    elif by_layout:
        runs += _by_paragraphs(page, head, tail)
    else:
        runs += _by_issues(page, head, tail, topics, readings)
    if tail < count:
        runs.append(Run(tail, count, "furniture", "furniture"))
    return runs


def _furniture(page: Page) -> tuple[int, int]:
    """How many sentences at the head are furniture, and where the furniture at the end begins."""
    kinds = [page.blocks[one.block].kind for one in page.sentences]
    prose = [number for number, kind in enumerate(kinds) if kind in ("paragraph", "item")]
    if not prose:
        return 0, len(kinds)
    first, last = prose[0], prose[-1] + 1
    body = _body([number for number in prose if _is_full(page, number)])
    if body:
        first = next((number for number in prose if number >= body[0]), first)
        # A list that a colon announces belongs to the text, though its items have no full stop.
        listed = page.view[page.sentences[body[1]].end - 1] == ":"
        last = last if listed else body[1] + 1
    headings = [number for number in range(last) if kinds[number] == "heading"]
    # A text with headings of its own: the last one before the first paragraph is a section's, unless it is
    # the title.
    inner = [number for number in headings if number > first]
    if inner and first and kinds[first - 1] == "heading" and first >= 2 and len(inner) >= 2:
        first -= 1
    return first, last


_WIDEST_GAP = 8


def _body(full: Sequence[int]) -> tuple[int, int] | None:
    """The first and last sentence of the longest run of whole sentences: menus and footers lie outside it."""
    runs: list[list[int]] = []
    for number in full:
        if runs and number - runs[-1][-1] <= _WIDEST_GAP:
            runs[-1].append(number)
        else:
            runs.append([number])
    best = max(runs, key=len, default=None)
    return (best[0], best[-1]) if best else None


def _is_full(page: Page, number: int) -> bool:
    """Whether a sentence is one: ended by a mark, or long."""
    sentence = page.sentences[number]
    return page.view[sentence.start : sentence.end].rstrip("\"'*_)]")[-1:] in (".", "!", "?", ":", ";") or (
        page.ranges[number][1] - page.ranges[number][0] > 25
    )


def _given_headings(page: Page, head: int, tail: int) -> list[int]:
    """The sentences that are headings within the text, when there are enough to be its plan."""
    found = [
        number for number in range(head, tail) if page.blocks[page.sentences[number].block].kind == "heading"
    ]
    return found if len(found) >= 2 else []


def _by_headings(page: Page, head: int, tail: int, headings: Sequence[int]) -> list[Run]:
    runs = []
    if headings[0] > head:
        runs.append(Run(head, headings[0], "opening", "before the first heading"))
    for number, start in enumerate(headings):
        end = headings[number + 1] if number + 1 < len(headings) else tail
        if runs and runs[-1].rule == "given" and runs[-1].last == runs[-1].first + 1:
            # Two headings in a row: a title of a part and its first chapter.
            runs[-1].last = end
            runs[-1].heading = start
            continue
        runs.append(Run(start, end, "issue", "given", heading=start))
    return runs


def _by_paragraphs(page: Page, head: int, tail: int) -> list[Run]:
    runs: list[Run] = []
    for number in range(head, tail):
        if runs and page.sentences[number].block == page.sentences[number - 1].block:
            runs[-1].last = number + 1
        else:
            runs.append(Run(number, number + 1, "issue" if runs else "opening", "layout"))
    return runs


def _by_issues(
    page: Page, head: int, tail: int, topics: Sequence[Topics], readings: Sequence[Reading]
) -> list[Run]:
    cues = _cues(page)
    ending = _closing_start(page, head, tail, topics, readings, cues)
    opening = _opening_end(page, head, ending, topics, readings, cues)
    runs: list[Run] = []
    if opening > head:
        runs.append(Run(head, opening, "opening", "opening"))
    current: Run | None = None
    for number in range(opening, ending):
        if current is None:
            current = Run(number, number + 1, "issue", "first issue", Counter(topics[number].strong))
            runs.append(current)
            continue
        score, rule = weigh(signs_of_break(page, number, current, topics, readings, cues[number]))
        if score > 0:
            current = Run(number, number + 1, "issue", rule, Counter(topics[number].strong))
            runs.append(current)
        else:
            current.last = number + 1
            current.topics.update(topics[number].strong)
    for run in runs:
        done = any(cue.lemma in DEEDS for cue in readings[run.first].cues[:1])
        seen = all(cue.lemma == "witness" for cue in readings[run.first].cues)
        promised = "outcome" in cues[run.first] and seen
        if run.kind == "issue" and (done or promised):
            run.kind = "outcome"
    if ending < tail:
        runs.append(Run(ending, tail, "closing", "closing"))
    return runs


def _cues(page: Page) -> list[dict[str, int]]:
    """Per sentence, the cues in it and how many words from its start each stands."""
    found: list[dict[str, int]] = [{} for _ in page.sentences]
    for match in page.lexicon.cues.every(page.words):
        number = page.sentence_of[match.first]
        if number >= 0:
            found[number].setdefault(match.value, match.first - page.ranges[number][0])
    return found


def _closing_start(
    page: Page,
    head: int,
    tail: int,
    topics: Sequence[Topics],
    readings: Sequence[Reading],
    cues: Sequence[dict[str, int]],
) -> int:
    """Where the ending begins: back from the last sentence, as long as sentences are formulas of an
    ending."""
    start = tail
    while start - 1 > head:
        number = start - 1
        if page.blocks[page.sentences[number].block].kind == "furniture":
            start -= 1
            continue
        weight = max(
            (value for key, value in topics[number].strong.items() if _is_issue(page, key)), default=0
        )
        first, last = page.ranges[number]
        agreed = any(cue.lemma in page.lexicon.words("parting") for cue in readings[number].cues)
        told = readings[number].side in ("none", "agentless") and last - first <= 25
        near = cues[number].get("closing", 99) <= 14 or told or agreed
        invited = (
            any(cue.lemma == "invite" for cue in readings[number].cues)
            and "visit" in page.words.folds[first:last]
        )
        if ("closing" in cues[number] and weight <= 2 and near) or invited:
            start -= 1
        else:
            break
    while start < tail and page.blocks[page.sentences[start].block].kind == "furniture":
        start += 1
    return start


def _opening_end(
    page: Page,
    head: int,
    ending: int,
    topics: Sequence[Topics],
    readings: Sequence[Reading],
    cues: Sequence[dict[str, int]],
) -> int:
    """Where the opening ends: after the first sentence of doings and the protocol that follows it."""
    if head >= ending or not _opens(page, head, readings[head]):
        return head
    end = head + 1
    while end < ending and end - head < _LONGEST_OPENING:
        weight = max((value for key, value in topics[end].strong.items() if _is_issue(page, key)), default=0)
        # Relations in general, the place, an earlier summit: protocol. A sentence of which nothing is known
        # is not.
        known = (
            topics[end].strong or topics[end].weak or "opening" in cues[end] or readings[end].side == "none"
        )
        verb = page.lexicon.verbs.get(readings[end].cues[0].lemma) if readings[end].cues else None
        discussed = verb is not None and verb.verb.act == "discuss" and "opening" not in cues[end]
        if weight >= 2 or not known or discussed:
            break
        end += 1
    return end


def _opens(page: Page, number: int, reading: Reading) -> bool:
    """Whether the first sentence tells of the meeting, rather than saying something at once."""
    if reading.side == "joint" and (not _tells(page, number) or (_is_we(page, number) and reading.cues)):
        return False
    return _tells(page, number) or not reading.cues


def _is_issue(page: Page, key: str) -> bool:
    """Whether a topic is a subject and no scenery: a city or an earlier summit may stand in an opening."""
    issue = page.lexicon.issues.get(key)
    if issue is not None:
        return not issue.weak
    return not key.startswith(("place:", "event:", "organisation:", "group:"))


def _tells(page: Page, number: int) -> bool:
    """Whether a sentence tells of a meeting or call."""
    first, last = page.ranges[number]
    return not page.lexicon.words("narration").isdisjoint(page.words.folds[first : min(last, first + 40)])


def _is_we(page: Page, number: int) -> bool:
    first, last = page.ranges[number]
    return "we" in page.words.folds[first : min(last, first + 4)]
