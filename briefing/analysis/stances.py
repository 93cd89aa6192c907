"""Sentences without a reporting verb that are somebody's all the same: a resolve, a stance, a call to act."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.analysis.speakers import RELATIVE, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.analysis.page import Page
    from briefing.analysis.speakers import Speakers

_BE = frozenset(["am", "is", "are", "was", "were", "m", "re", "been"])
_WILL = frozenset(["will", "shall"])
_INTEND = frozenset(["will", "shall", "intend", "plan", "are", "must", "should"])
_MUST = frozenset(["must", "should", "shall", "ought"])
_OURS = frozenset(["we", "us"])
_TOGETHER = frozenset(["joint", "pair", "group"])
_NO_RESOLVE = frozenset(
    [
        "political", "own", "good", "free", "the", "a", "their", "its", "of", "this", "last",
    ]
)  # fmt: skip
FEELINGS = frozenset(
    [
        "afraid", "alarmed", "angered", "anxious", "appalled", "appreciative", "ashamed", "astonished",
        "aware", "bound", "certain", "cognizant", "committed", "concerned", "confident", "conscious",
        "content", "convinced", "dedicated", "delighted", "desirous", "determined", "disappointed",
        "dismayed", "dissatisfied", "distressed", "disturbed", "eager", "encouraged", "enthusiastic",
        "fortunate", "frustrated", "glad", "grateful", "gratified", "happy", "heartbroken", "heartened",
        "honored", "honoured", "hopeful", "horrified", "humbled", "impressed", "indebted", "inspired",
        "interested", "keen", "mindful", "opposed", "optimistic", "outraged", "pained", "perturbed",
        "pleased", "prepared", "privileged", "proud", "puzzled", "ready", "reassured", "relieved",
        "resolute", "resolved", "sad", "saddened", "satisfied", "shocked", "sorry", "steadfast",
        "supportive", "sure", "surprised", "thankful", "thrilled", "troubled", "unanimous", "united",
        "unwavering", "unwilling", "upset", "willing", "worried",
    ]
)  # fmt: skip
# "was clear that"
_FIRM = frozenset(["clear", "adamant", "categorical", "explicit", "firm", "unequivocal"])
# "of the view", "in favor of", "against", "open to"
_POSITIONS = frozenset(
    [
        "view", "mind", "opinion", "belief", "conviction", "favor", "favour", "agreement", "accord",
    ]
)  # fmt: skip


def find_stance(page: Page, speakers: Speakers, first: int, last: int, joint: bool) -> Subject | None:
    """Whose a sentence without a reporting verb is; None when it is nobody's."""
    folds = page.words.folds
    start = _after_cleft(page, first, last)
    for at in range(start, last):
        word = folds[at]
        if word in RELATIVE and at > start and "," not in page.gap(at):
            break
        if page.is_capital(at):
            continue
        if (word in _WILL and folds[at - 1] not in _NO_RESOLVE) or (
            word in _BE and _is_feeling(page, speakers, at, last)
        ):
            subject = speakers.before(at, start)
            if subject is None:
                continue
            if _may(subject, word in _WILL, joint):
                return subject
            break
    if joint:
        return _of_all(page, speakers, first, last)
    return _according(page, speakers, first, last)


def _after_cleft(page: Page, first: int, last: int) -> int:
    """The clause after "It is for this reason that"."""
    folds = page.words.folds
    if folds[first : first + 2] == ["it", "is"]:
        for at in range(first + 3, min(first + 9, last)):
            if folds[at] == "that" and folds[at - 1] in ("reason", "why", "purpose", "end", "spirit"):
                return at + 1
    return first


def _is_feeling(page: Page, speakers: Speakers, be: int, last: int) -> bool:
    """Whether a form of "be" is followed by a word of feeling or resolve: "are deeply concerned"."""
    folds = page.words.folds
    at = be + 1
    while at < last and (speakers.is_adverb(folds[at]) or folds[at] in ("not", "all", "so", "very", "more")):
        at += 1
    if at >= last or page.gap(at) != " ":
        return False
    if folds[at] in FEELINGS or (
        folds[at] in _FIRM and folds[at + 1 : at + 2] in (["that"], ["on"], ["about"])
    ):
        return True
    position = folds[at] in ("of", "in") and not _POSITIONS.isdisjoint(folds[at + 1 : min(at + 3, last)])
    return position or folds[at : at + 2] in (["open", "to"], ["against", "the"], ["against", "any"])


def _may(subject: Subject, resolve: bool, joint: bool) -> bool:
    """Whether a subject speaks by what it feels or will do: what a person will do is told of him."""
    if subject.kind == "named":
        return subject.drafts[0].kind in (("country", "organisation") if resolve else _SPEAKING)
    if subject.kind in _TOGETHER:
        # "The United States and Japan are united": told of two countries rather than said by them.
        return resolve or joint or subject.kind == "joint"
    if subject.kind == "he":
        return not resolve
    return subject.kind in ("we", "i", "our side", "other side") or subject.kind.startswith("side ")


_SPEAKING = ("country", "organisation", "person")


def _of_all(page: Page, speakers: Speakers, first: int, last: int) -> Subject | None:
    """What all parties of a joint text say: "we", "the sides are to", "It is time", "X must be done"."""
    words = page.words
    folds = [words.folds[at] for at in range(first, last) if words.words[at] != "US"]
    everybody = Subject(first, "joint")
    if not _OURS.isdisjoint(folds):
        return everybody
    opening = speakers.opening(_after_comma(page, first, last), min(last, first + 20))
    if opening is not None and opening.kind in _TOGETHER and not _INTEND.isdisjoint(folds[:20]):
        return everybody
    if folds[:3] in (
        ["it", "is", "time"],
        ["the", "time", "has"],
        ["there", "is", "no"],
        ["there", "can", "be"],
    ):
        return everybody
    if _judges(page, folds, first):
        return everybody
    for at in range(first, last):
        if words.folds[at] in RELATIVE:
            break
        if words.folds[at] in _MUST:
            return everybody
    return None


def _judges(page: Page, folds: Sequence[str], first: int) -> bool:
    """ "It is vital that", "It is normal and routine for": a judgement of those who speak."""
    if folds[:2] != ["it", "is"] or len(folds) < 5:
        return False
    head = folds[2:9]
    return any(word in ("that", "for", "to") for word in head[1:]) and head[0] not in (
        "the",
        "a",
        "an",
        "for",
    )


def _according(page: Page, speakers: Speakers, first: int, last: int) -> Subject | None:
    """ "According to X, …"; "In the President's view, …"."""
    folds = page.words.folds
    if folds[first : first + 2] == ["according", "to"]:
        for at in (first + 2, first + 3):
            if at in speakers.starting and speakers.starting[at][0] < last:
                draft = speakers.starting[at][1]
                return Subject(at, "named", (draft,)) if draft.kind in _SPEAKING else None
            if folds[at] in ("him", "her"):
                return Subject(at, "he")
    if folds[first] == "in" and folds[first + 1 : first + 2] in (["his"], ["her"]):
        if folds[first + 2 : first + 3] in (["view"], ["opinion"], ["words"], ["assessment"]):
            return Subject(first + 1, "he")
        return None
    if folds[first] == "in":
        for at in range(first + 1, min(first + 4, last)):
            found = speakers.starting.get(at)
            if found is None or found[0] + 2 > last or page.gap(found[0]) != "'":
                continue
            if {"view", "opinion", "words", "assessment"} & set(folds[found[0] : found[0] + 3]):
                return Subject(at, "named", (found[1],))
    return None


def _after_comma(page: Page, first: int, last: int) -> int:
    """Where the main clause begins, after a short introduction."""
    return next((at for at in range(first + 1, min(last, first + 8)) if "," in page.gap(at)), first)


def names_topic(folds: Sequence[str]) -> bool:
    """ "The key topic was …", "… topped the agenda"."""
    head = " ".join(folds[:9])
    if re.match(
        r"(?:the|a|an|among|another|one of) (?:\w+ ){0,3}(?:topics?|subjects?|focus|themes?)\b", head
    ):
        return True
    text = " ".join(folds)
    return (
        ("topped" in folds and "agenda" in folds)
        or "on the agenda" in text
        or "in the focus" in text
        or "were in focus" in text
        or re.search(r"\b(?:there was|was|is)? ?an? (?:\S+ ){0,5}exchange of (?:views|opinions)\b", text)
        is not None
        or ("exchange of" in text and "took place" in text)
    )
