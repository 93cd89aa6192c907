"""One reading of each sentence: which side says it, who, and with which verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.analysis.clauses import content_start
from briefing.analysis.quotations import find_speech
from briefing.analysis.sayings import find_sayings
from briefing.analysis.speakers import Speakers, Subject
from briefing.analysis.stances import find_stance, names_topic
from briefing.model import Confidence, Cue, Side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.analysis.identity import Draft
    from briefing.analysis.page import Page
    from briefing.analysis.parties import Parties
    from briefing.analysis.roles import RoleUse
    from briefing.analysis.verbs import Verb
    from briefing.analysis.walk import Saying

_PART = r"(?:[A-Z][\w.'-]{0,24}|of|the|and|for|to|\([^()\n]{1,30}\))"
_TURN = re.compile(rf"[\"']?({_PART}(?:[ ]{_PART}){{0,9}}):[ ]")
_TOGETHER = frozenset(["agree", "concur", "exchange", "decide"])
_GATHERINGS = frozenset(["meeting", "summit", "conference", "forum", "council", "committee"])
_ASKED = re.compile(r"(?:QUESTION|Question|Q|JOURNALIST|Journalist|REPORTER|Reporter|MODERATOR|Moderator)\b")

_ANSWERED = re.compile(r"A|ANSWER|Answer|REPLY|Reply|(?:THE )?SPOKES\w+|(?:The )?Spokes\w+")


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
        self.answers: Draft | None = None
        """Who spoke first in a transcript: "Answer:" is this person's."""
        self.own = () if parties.issuer_country else _own(drafts, parties)
        self.first_person = "i" in page.words.folds and parties.issuer == []
        self.speech = find_speech(page, self.speakers)

    def tell(self) -> list[Reading]:
        readings = []
        for number, sentence in enumerate(self.page.sentences):
            block = self.page.blocks[sentence.block]
            if block.kind in ("heading", "furniture"):
                readings.append(Reading())
                continue
            readings.append(self._sentence(number))
        return self._shared(readings)

    def _sentence(self, number: int) -> Reading:
        page = self.page
        first, last = page.ranges[number]
        if first == last:
            return Reading()
        turn = self._turn(number)
        if turn is not None:
            return turn
        words = self.speech.words(number)
        sayings = find_sayings(page, self.speakers, first, last, words)
        if not sayings:
            return self._silent(number, bool(words))
        main = next((one for one in sayings if one.subject is not None), None)
        if main is None or main.subject is None:
            return self._lost(sayings)
        side, speakers, rule = self._who(main.subject, main.verb)
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

    def _who(self, subject: Subject, verb: Verb | None = None) -> tuple[Side, tuple[Draft, ...], str]:
        kind = subject.kind
        if kind == "we" and verb is not None and (verb.act == "discuss" or verb.lemma in _TOGETHER):
            # Two discuss and agree, whoever tells it.
            return "joint", (), "group"
        if kind in ("joint", "we") or kind == "pair":
            return self._together(subject)
        if kind == "group":
            sides = {self.parties.side_of(draft) for draft in subject.drafts}
            return ("third", (), "group") if sides == {"third"} else ("joint", (), "group")
        if kind == "named":
            speaker = subject.drafts[0]
            return self._side(speaker), subject.drafts, "named"
        if kind in ("he", "i"):
            if self.last and (kind == "he" or self._side(self.last[0]) == "issuer"):
                return self._side(self.last[0]), self.last, "pronoun"
            if kind == "he" and self.first_person:
                met = tuple(self.by_id[key] for key in self.parties.counterpart[:1] if key in self.by_id)
                return "counterpart", met, "pronoun"
            own = tuple(self.by_id[key] for key in self.parties.issuer[:1] if key in self.by_id)
            return "issuer", own, "pronoun"
        if kind.startswith(("side ", "office ")):
            form, _, country = kind.partition(" ")
            drafts = self._official_of(country) if form == "office" else self._country(country)
            if self.parties.joint or country == self.parties.issuer_country:
                return "issuer", drafts, "side"
            known = country in self.parties.counterpart_countries
            return "counterpart" if known or not self.parties.issuer_country else "third", drafts, "side"
        if kind == "our side":
            return "issuer", (), "side"
        if kind == "stranger":
            return "third", (), "stranger"
        if kind == "other side":
            return "counterpart", (), "side"
        if kind == "talks" and self.parties.joint and self.page.word(subject.first) in _GATHERINGS:
            return "joint", (), "group"
        return "agentless", (), "agentless"

    def _country(self, key: str) -> tuple[Draft, ...]:
        return (self.by_id[key],) if key in self.by_id else ()

    def _official_of(self, country: str) -> tuple[Draft, ...]:
        """The person of a country who takes part: "the Norwegian minister"."""
        taking_part = (self.by_id.get(key) for key in (*self.parties.issuer, *self.parties.counterpart))
        return tuple(one for one in taking_part if one is not None and one.country == country)[:1]

    def _together(self, subject: Subject) -> tuple[Side, tuple[Draft, ...], str]:
        if subject.kind == "we" and not self.parties.joint:
            ours = bool(self.last) and self._side(self.last[0]) == "issuer"
            return "issuer", self.last if ours else (), "we"
        if subject.kind == "pair":
            sides = {self._side(draft) for draft in subject.drafts}
            if len(sides) == 1 and not self.parties.joint and sides != {"issuer"}:
                side = sides.pop()
                return side, subject.drafts, "pair"
            return "joint", (), "pair"
        return "joint", (), "group"

    def _is_outsider(self, draft: Draft) -> bool:
        """Whether somebody is none of those who give out a joint text; a bloc speaks for its countries."""
        members = self.parties.members
        if not members or draft.id in members or draft.country in members:
            return False
        if draft.kind == "country":
            return all(key.startswith("country:") for key in members)
        return draft.kind in ("organisation", "unknown")

    def _side(self, draft: Draft) -> Side:
        if self.parties.joint and self._is_outsider(draft):
            return "third"
        if draft.id.startswith("office:") and draft.id.endswith(":") and not draft.country:
            # "The Prime Minister" of no country that the text tells: the issuer's own.
            return "issuer"
        if draft.id in self.own:
            return "issuer"
        side = self.parties.side_of(draft)
        if side == "third" and not draft.country and self.speakers.publishes(draft):
            # "The Ministry": whose else than the issuer's?
            return "issuer"
        return "counterpart" if side == "counterpart" else "issuer" if side == "issuer" else "third"

    def _silent(self, number: int, direct: bool) -> Reading:
        """A sentence without a reporting verb may still be somebody's: direct speech, a joint "we", a
        topic."""
        page = self.page
        first, last = page.ranges[number]
        if direct and self.last:
            return Reading(self._side(self.last[0]), self.last, (), "", "direct speech")
        first = content_start(page, first, last)
        stance = find_stance(page, self.speakers, first, last, self.parties.joint)
        if stance is not None:
            side, speakers, _ = self._who(stance)
            if side != "third":
                return Reading(side, speakers, (), "", "stance")
        if names_topic(page.words.folds[first:last]):
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
            block = page.blocks[sentence.block]
            asks = page.view[block.end - 1] == "?" and self.parties.issuer != []
            if speaker is not None:
                self.turn, self.asked = speaker, False
                self.answers = self.answers or speaker
            elif match is not None and _ANSWERED.fullmatch(match.group(1)):
                own = (self.by_id[key] for key in self.parties.issuer if key in self.by_id)
                self.turn, self.asked = self.answers or next(own, None), False
            elif match is not None and (_ASKED.match(match.group(1)) or asks):
                self.turn, self.asked = None, True
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

    def _shared(self, readings: list[Reading]) -> list[Reading]:
        """Give all sentences of one quotation the speaker who is named in one of them."""
        tellers: dict[int, Reading] = {}
        for number, group in enumerate(self.speech.group):
            if group >= 0 and readings[number].cues and readings[number].side != "none":
                tellers.setdefault(group, readings[number])
        for number, group in enumerate(self.speech.group):
            if group in tellers and not readings[number].cues:
                teller = tellers[group]
                readings[number] = Reading(teller.side, teller.speakers, (), "", "direct speech")
        return readings


def _own(drafts: Sequence[Draft], parties: Parties) -> tuple[str, ...]:
    """Of a text whose country is not told: the body it is most about, and the country opposite the other
    side's."""
    bodies = [draft for draft in drafts if draft.kind == "organisation"]
    lands = [
        draft for draft in drafts if draft.kind == "country" and draft.id not in parties.counterpart_countries
    ]
    found = []
    for alike in (bodies, lands if parties.issuer and parties.counterpart_countries else []):
        most = max(alike, key=lambda draft: len(draft.found), default=None)
        if most is not None and len(most.found) > 1:
            found.append(most.id)
    return tuple(found)
