"""One reading of each sentence: which side says it, who, and with which verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.analysis.quotations import quoted_words
from briefing.analysis.sayings import Saying, find_sayings
from briefing.analysis.speakers import Speakers, Subject
from briefing.model import Confidence, Cue, Side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.analysis.identity import Draft
    from briefing.analysis.page import Page
    from briefing.analysis.parties import Parties
    from briefing.analysis.roles import RoleUse

_PART = r"(?:[A-Z][\w.'-]{0,24}|of|the|and|for|to|\([^()\n]{1,30}\))"
_TURN = re.compile(rf"[\"']?({_PART}(?:[ ]{_PART}){{0,9}}):[ ]")
_ASKED = re.compile(r"(?:QUESTION|Question|Q|JOURNALIST|Journalist|REPORTER|Reporter|MODERATOR|Moderator)\b")
_OURS = frozenset(["we", "us"])
_MINE = frozenset(["i", "my", "me", "we", "our", "us"])
_WILL = frozenset(["will", "shall", "intend", "plan", "are", "must", "should"])


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence says, by whom; side ``none`` when nobody says anything."""

    side: Side = "none"
    speakers: tuple[Draft, ...] = ()
    cues: tuple[Cue, ...] = ()
    addressee: str = ""
    rule: str = ""
    confidence: Confidence = "likely"


def read_statements(
    page: Page, drafts: Sequence[Draft], roles: Sequence[RoleUse], parties: Parties
) -> list[Reading]:
    """One reading a sentence."""
    return _Teller(page, drafts, roles, parties).tell()


class _Teller:
    """Goes through the sentences in order and remembers who spoke last."""

    def __init__(
        self, page: Page, drafts: Sequence[Draft], roles: Sequence[RoleUse], parties: Parties
    ) -> None:
        self.page = page
        self.parties = parties
        self.speakers = Speakers(page, drafts, roles)
        self.by_id: Mapping[str, Draft] = {draft.id: draft for draft in drafts}
        self.last: tuple[Draft, ...] = ()
        self.turn: Draft | None = None
        self.asked = False
        self.quotes = quoted_words(page)
        self.spoken = _direct_speech(page, self.speakers, self.quotes)

    def tell(self) -> list[Reading]:
        readings = []
        for number, sentence in enumerate(self.page.sentences):
            block = self.page.blocks[sentence.block]
            if block.kind in ("heading", "furniture"):
                readings.append(Reading())
                continue
            readings.append(self._sentence(number))
        return self._carried_back(readings)

    def _sentence(self, number: int) -> Reading:
        page = self.page
        first, last = page.ranges[number]
        if first == last:
            return Reading()
        turn = self._turn(number)
        if turn is not None:
            return turn
        quoted = self.quotes[number] if self.spoken[number] else None
        words = range(*quoted) if quoted else ()
        sayings = find_sayings(page, self.speakers, first, last, words)
        if not sayings:
            return self._silent(number, bool(quoted))
        main = next((one for one in sayings if one.subject is not None), None)
        if main is None or main.subject is None:
            return self._lost(sayings)
        side, speakers, rule = self._who(main.subject)
        if main.subject.kind == "publisher":
            return Reading()
        if len(speakers) == 1 and speakers[0].kind == "person":
            self.last = speakers
        cues = tuple(self._cue(one) for one in sayings)
        confidence: Confidence = "certain" if rule == "named" else "likely"
        return Reading(side, speakers, cues, self._addressee(sayings[0], last, speakers), rule, confidence)

    def _cue(self, saying: Saying) -> Cue:
        words = self.page.words
        start, end = words.starts[saying.position], words.ends[saying.position]
        return Cue(start, end, saying.verb.lemma, saying.verb.strength)

    def _who(self, subject: Subject) -> tuple[Side, tuple[Draft, ...], str]:
        kind = subject.kind
        if kind in ("joint", "we") or kind == "pair":
            return self._together(subject)
        if kind == "group":
            sides = {self.parties.side_of(draft) for draft in subject.drafts}
            return ("third", (), "group") if sides == {"third"} else ("joint", (), "group")
        if kind == "named":
            speaker = subject.drafts[0]
            return self._side(speaker), subject.drafts, "named"
        if kind in ("he", "i"):
            if self.last:
                return self._side(self.last[0]), self.last, "pronoun"
            own = tuple(self.by_id[key] for key in self.parties.issuer[:1] if key in self.by_id)
            return "issuer", own, "pronoun"
        if kind.startswith("side "):
            country = kind.removeprefix("side ")
            drafts = (self.by_id[country],) if country in self.by_id else ()
            if self.parties.joint or country == self.parties.issuer_country:
                return "issuer", drafts, "side"
            known = country in self.parties.counterpart_countries
            return "counterpart" if known or not self.parties.issuer_country else "third", drafts, "side"
        if kind == "our side":
            return "issuer", (), "side"
        if kind == "other side":
            return "counterpart", (), "side"
        return "agentless", (), "agentless"

    def _together(self, subject: Subject) -> tuple[Side, tuple[Draft, ...], str]:
        if subject.kind == "we" and not self.parties.joint:
            return "issuer", self.last, "we"
        if subject.kind == "pair":
            sides = {self._side(draft) for draft in subject.drafts}
            if len(sides) == 1 and not self.parties.joint and sides != {"issuer"}:
                side = sides.pop()
                return side, subject.drafts, "pair"
            return "joint", (), "pair"
        return "joint", (), "group"

    def _side(self, draft: Draft) -> Side:
        side = self.parties.side_of(draft)
        return "counterpart" if side == "counterpart" else "issuer" if side == "issuer" else "third"

    def _silent(self, number: int, direct: bool) -> Reading:
        """A sentence without a reporting verb may still be somebody's: direct speech, a joint "we", a
        topic."""
        page = self.page
        first, last = page.ranges[number]
        folds = [page.words.folds[at] for at in range(first, last) if page.words.words[at] != "US"]
        if direct and self.last:
            return Reading(self._side(self.last[0]), self.last, (), "", "direct speech")
        if self.parties.joint:
            if not _OURS.isdisjoint(folds):
                return Reading("joint", (), (), "", "we")
            opening = self.speakers.opening(_after_comma(page, first, last), min(last, first + 20))
            if opening is not None and opening.kind in ("joint", "pair") and not _WILL.isdisjoint(folds[:20]):
                return Reading("joint", (), (), "", "joint")
            if folds[:3] in (["it", "is", "time"], ["the", "time", "has"], ["there", "is", "no"]):
                return Reading("joint", (), (), "", "exhortation")
        if _names_topic(folds):
            return Reading("agentless", (), (), "", "topic")
        return Reading()

    def _lost(self, sayings: Sequence[Saying]) -> Reading:
        """A sentence that lost its subject: not the issuer's own, whose name a page seldom links and
        loses."""
        cues = tuple(self._cue(one) for one in sayings)
        if self.parties.joint:
            # A preamble: "RECALLING …, EMPHASIZING …"
            return Reading("joint", (), cues, "", "preamble")
        if sayings[0].form == "lost":
            return Reading("counterpart", (), cues, "", "subject lost", "unsure")
        return Reading()

    def _addressee(self, saying: Saying, last: int, speakers: Sequence[Draft]) -> str:
        """The person who is thanked, told or congratulated: right after the verb."""
        start = saying.position + 1
        for at in (start, start + 1):
            if at < last and at in self.speakers.starting:
                draft = self.speakers.starting[at][1]
                if draft not in speakers and draft.kind in ("person", "country", "organisation"):
                    return draft.id
        return ""

    def _turn(self, number: int) -> Reading | None:
        """A speaker's turn in a transcript: "NAME: …" at the head of a block, and what follows it."""
        page = self.page
        sentence = page.sentences[number]
        if sentence.start == page.blocks[sentence.block].start:
            match = _TURN.match(page.view, sentence.start, min(sentence.end, sentence.start + 120))
            speaker = self._named_in(sentence.start, match.end()) if match else None
            if speaker is not None or (match is not None and _ASKED.match(match.group(1))):
                self.turn, self.asked = speaker, speaker is None
        if self.asked:
            return Reading("third", (), (), "", "question")
        if self.turn is None:
            return None
        self.last = (self.turn,)
        return Reading(self._side(self.turn), (self.turn,), self._own_cues(number), "", "turn")

    def _own_cues(self, number: int) -> tuple[Cue, ...]:
        """The verbs that a speaker says of himself: "I thank", "we agreed"."""
        sayings = find_sayings(self.page, self.speakers, *self.page.ranges[number], ())
        if any(one.subject is None or one.subject.kind not in ("i", "we") for one in sayings[:1]):
            return ()
        return tuple(self._cue(one) for one in sayings)

    def _named_in(self, start: int, end: int) -> Draft | None:
        first, last = self.page.first_word_from(start), self.page.first_word_from(end)
        for at in range(first, last):
            if at in self.speakers.starting and self.speakers.starting[at][1].kind == "person":
                return self.speakers.starting[at][1]
        return None

    def _carried_back(self, readings: list[Reading]) -> list[Reading]:
        """Give the sentences of one quotation the speaker who is named where it ends."""
        for number in range(len(readings) - 2, -1, -1):
            after = readings[number + 1]
            same = self.page.sentences[number].block == self.page.sentences[number + 1].block
            if not (same and self.spoken[number] == 2 and after.speakers and self.spoken[number + 1]):
                continue
            if not readings[number].cues:
                readings[number] = Reading(after.side, after.speakers, (), "", "direct speech")
        return readings


def _after_comma(page: Page, first: int, last: int) -> int:
    """Where the main clause begins, after a short introduction."""
    return next((at for at in range(first + 1, min(last, first + 8)) if "," in page.gap(at)), first)


def _names_topic(folds: Sequence[str]) -> bool:
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
    )


def _direct_speech(page: Page, speakers: Speakers, quotes: Sequence[tuple[int, int] | None]) -> list[int]:
    """Per sentence: 1 when a person's words are quoted and attributed there, 2 when the quotation goes on
    to it, else 0."""
    spoken = [0] * len(quotes)
    for number, span in enumerate(quotes):
        if span is None:
            continue
        first, last = page.ranges[number]
        if _attributed(page, speakers, span, first, last):
            spoken[number] = 1
    for number in range(len(quotes) - 2, -1, -1):
        span = quotes[number]
        same = page.sentences[number].block == page.sentences[number + 1].block
        if span is not None and spoken[number] == 0 and spoken[number + 1] and same:
            first, last = page.ranges[number]
            if span[0] <= first + 1 and span[1] >= last and not _ends_quotation(page, number):
                spoken[number] = 2
    for number in range(1, len(quotes)):
        span = quotes[number]
        if span is None or spoken[number]:
            continue
        first, last = page.ranges[number]
        whole = span[0] <= first + 1 and span[1] >= last - 1
        goes_on = span[0] <= first and not _ends_quotation(page, number - 1)
        same = page.sentences[number].block == page.sentences[number - 1].block
        if (goes_on and same and spoken[number - 1]) or (
            whole and spoken[number - 1] and not _MINE.isdisjoint(page.words.folds[first:last])
        ):
            spoken[number] = 1
    return spoken


def _ends_quotation(page: Page, number: int) -> bool:
    return page.view[page.sentences[number].end - 1] == '"'


def _attributed(page: Page, speakers: Speakers, span: tuple[int, int], first: int, last: int) -> bool:
    """Whether a person is said to say the quoted words, before or after them."""
    for at in (*range(span[1], min(span[1] + 9, last)), *range(max(first, span[0] - 4), span[0])):
        form = page.lexicon.verbs.get(page.words.folds[at])
        if form is None or not {"past", "third"} & form.tenses:
            continue
        after = speakers.after(at)
        if after is not None and after.kind == "publisher":
            return False
        before = speakers.before(at, first)
        if before is not None and before.kind in ("it", "talks"):
            return False
        if (after is not None and at < span[1] + 3) or before is not None:
            return True
    return False
