"""What a verb's surroundings tell of it: its clause, its object, whether it is a verb at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.analysis.page import Page
    from briefing.analysis.speakers import Speakers
    from briefing.analysis.verbs import Verb

BE = frozenset(["am", "is", "are", "was", "were", "be", "been", "being", "m", "re"])
MODALS = frozenset(
    [
        "must", "should", "can", "could", "may", "might", "cannot", "shall", "ought", "to", "will",
        "would",
    ]
)  # fmt: skip
_OBJECT_WITHIN = 9
_SUBJECT_WITHIN = 45
NUMERALS = frozenset(
    [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
    ]
)  # fmt: skip
_EVENTS = frozenset(
    [
        "talks", "visit", "visits", "meeting", "meetings", "round", "rounds", "dialogue", "session",
        "sessions", "consultations", "negotiations", "summit", "discussions", "trip", "tour",
        "conference", "conversation", "call", "stay", "exchange", "day", "days", "week",
    ]
)  # fmt: skip
_ENDING = frozenset(["conclude", "complete", "close", "convene"])
# Participles that stand before nouns as adjectives do.
_ADJECTIVES = frozenset(
    [
        "accepted", "agreed", "alleged", "claimed", "committed", "concerted", "considered", "contested",
        "continued", "coordinated", "declared", "designated", "desired", "detailed", "determined",
        "disputed", "dedicated", "established", "estimated", "expanded", "expected", "focused",
        "identified", "intended", "mentioned", "noted", "perceived", "projected", "proposed",
        "realized", "recognized", "recognised", "reinforced", "renewed", "reported", "stated",
        "supported", "trusted", "valued", "weighed", "prioritized", "prioritised",
    ]
)  # fmt: skip
_SHARED = frozenset(
    [
        "interest", "interests", "values", "value", "goal", "goals", "vision", "commitment",
        "commitments", "desire", "history", "challenges",
    ]
)  # fmt: skip
_PREPOSITIONS = frozenset(
    [
        "in", "with", "by", "for", "on", "at", "from", "as", "under", "through", "into", "between",
    ]
)  # fmt: skip
# Verbs that as often tell what others are to do as what is said.
_CONTENT = frozenset(
    [
        "accept", "address", "adopt", "align", "back", "celebrate", "challenge", "consider", "continue",
        "coordinate", "counter", "cover", "debate", "defend", "engage", "establish", "examine",
        "exchange", "explore", "extend", "finalize", "focus", "give", "have", "hold", "honor",
        "identify", "launch", "make", "maintain", "negotiate", "offer", "place", "present", "promote",
        "protest", "provide", "put", "raise", "reach", "reconcile", "remain", "resolve", "respond",
        "review", "seek", "set", "share", "sign", "stand", "study", "support", "tackle", "take",
        "trust", "value", "want",
    ]
)  # fmt: skip
_BEFORE_CONTENT = frozenset(["ask", "urge"])


def content_start(page: Page, first: int, last: int) -> int:
    """The first word after a list number: "1.1.", "(a)", "IV."."""
    at = first
    while at + 1 < last and at - first < 4:
        word, folded = page.words.words[at], page.words.folds[at]
        numeral = word.isdigit() or len(word) == 1 or (word.isupper() and folded in NUMERALS)
        if not numeral or page.gap(at + 1)[:1] not in (".", ")"):
            break
        at += 1
    return at


def has_object(page: Page, verb: Verb, position: int, first: int, last: int, passive: bool) -> bool:
    """Whether a verb that reports only with certain objects has one of them."""
    if verb.lemma in _ENDING and not _EVENTS.isdisjoint(
        page.words.folds[position + 1 : min(position + 7, last)]
    ):
        return False
    if verb.lemma in _ENDING and page.word(position + 1) == "by":
        return False
    if verb.frame != "object":
        return True
    folds = page.words.folds
    if verb.lemma == "speak":
        # "spoke with X about Y" is the meeting itself.
        return "with" not in folds[position + 1 : position + 4] and not verb.objects.isdisjoint(
            folds[position + 1 : min(position + 4, last)]
        )
    after = folds[position + 1 : min(position + _OBJECT_WITHIN, last)]
    if verb.lemma == "have" and any(
        (form := page.lexicon.verbs.get(word)) is not None and "past" in form.tenses for word in after[:2]
    ):
        # "have called on": a helping verb.
        return False
    if passive:
        # "attention was paid": a passive has its object before it.
        after = after + folds[max(first, position - _SUBJECT_WITHIN) : position]
    return not verb.objects.isdisjoint(after)


def is_passive(page: Page, speakers: Speakers, position: int, first: int) -> bool:
    """Whether a form of "be" stands before a participle: "was also paid"."""
    at = position - 1
    while at > first and speakers.is_adverb(page.word(at)):
        at -= 1
    return page.word(at) in BE


def is_adjective(page: Page, position: int) -> bool:
    """Whether a participle belongs to a noun after it: "provided detailed information"."""
    folded = page.words.folds[position]
    before, after = page.word(position - 1), page.word(position + 1)
    if page.gap(position) not in (" ", ""):
        return False
    if before in _PREPOSITIONS and folded in _ADJECTIVES:
        return True
    if folded == "shared" and before in ("and", "or"):
        return after in _SHARED
    if folded not in _ADJECTIVES or page.gap(position + 1) != " ":
        return False
    plain = after not in page.lexicon.words("object-opener") and not page.is_capital(position + 1)
    form = page.lexicon.verbs.get(before)
    verb_before = (
        before.endswith("ed") or (form is not None and "past" in form.tenses) or before in ("gave", "had")
    )
    return plain and after not in ("upon", "with", "in", "as") and (verb_before or before in ("and", "or"))


def is_content(page: Page, verb: Verb, since: int, position: int, act: str) -> bool:
    """Whether a joined verb is what somebody is to do: "urged all to remain calm and maintain order"."""
    if verb.lemma not in _CONTENT:
        return False
    return act in _BEFORE_CONTENT or any(
        page.words.folds[at] == "to" and _is_infinitive(page, at + 1) for at in range(since, position)
    )


def _is_infinitive(page: Page, at: int) -> bool:
    word = page.word(at)
    return not (page.is_capital(at) or word.endswith("ing") or word in page.lexicon.words("object-opener"))


def is_modal(page: Page, position: int) -> bool:
    """Whether a word is "must", "should", "to" and the like; "May" is a month."""
    return page.word(position) in MODALS and not page.is_capital(position)


def in_list(page: Page, position: int, first: int, last: int, said: frozenset[int]) -> bool:
    """Whether a participle after a comma is an item of a list: "on training, countering fraud, and …"."""
    for at in range(position - 1, max(first, position - 16), -1):
        if "," in page.gap(at) or page.word(at - 1) in _PREPOSITIONS:
            start = at + 1 if page.word(at) == "and" else at
            if page.word(start).endswith("ing") and start not in said:
                return True
            break
    for at in range(position + 1, min(last, position + 16)):
        if "," in page.gap(at):
            start = at + 1 if page.word(at) == "and" else at
            word = page.word(start)
            return word.endswith("ing") and page.lexicon.verbs.get(word) is None and start != at
    return False


def clause_start(page: Page, first: int, last: int) -> int:
    """Where the main clause begins, after "On X," or "In this regard,"."""
    word = page.word(first)
    if word in page.lexicon.words("introduction") or word in page.lexicon.verbs:
        for at in range(first + 1, min(last, first + 40)):
            if "," in page.gap(at) and (
                page.word(at) in page.lexicon.words("clause-opener") or page.is_capital(at)
            ):
                return at
    return first


def is_reported(page: Page, first: int, at: int) -> bool:
    """Whether a clause opened by "that" stands between the start of the sentence and a word."""
    return any(
        page.words.folds[word] == "that" and page.words.folds[word + 1] not in ("end", "context", "regard")
        for word in range(first, min(at, len(page.words) - 1))
    )


_LIGHT = (
    ("would", "like"), ("should", "like"), ("d", "like"), ("wish",), ("wishes",), ("wished",), ("want",),
    ("went", "on"), ("goes", "on"), ("opportunity",), ("occasion",), ("moment",),
    ("continue",), ("continues",),
)  # fmt: skip


def light_start(page: Page, position: int, first: int) -> int:
    """Where "would like", "took the opportunity" begins before "to" and a verb; -1 for no such frame."""
    at = position - 1
    for words in _LIGHT:
        start = at - len(words)
        if start > first and tuple(page.words.folds[start:at]) == words:
            break
    else:
        return -1
    if words[0] in ("opportunity", "occasion", "moment"):
        for back in range(start - 1, max(first, start - 5), -1):
            if page.word(back) in ("took", "take", "takes", "used", "use", "uses", "seized", "taking"):
                return back
        return -1
    if page.word(start - 1) in BE:
        return start - 1
    return start
