"""Participles and infinitives that report: "noting that", "is calling on", "met to discuss"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.analysis.clauses import BE, MODALS, in_list, is_modal, light_start
from briefing.analysis.speakers import Subject
from briefing.analysis.walk import Saying, Walk

if TYPE_CHECKING:
    from briefing.analysis.verbs import Verb

_SPOKEN_SUPPORT = frozenset(["welcome", "highlight", "express", "congratulate", "thank", "convey"])
# Participles after a comma that tell what is done rather than said.
_NO_TAIL = frozenset(
    [
        "counter", "oppose", "maintain", "protest", "threaten", "challenge", "conclude", "provide",
        "tackle", "identify", "celebrate", "align", "defend", "prioritize", "reinforce", "renew",
        "continue", "study", "explore", "survey", "compare", "revisit", "weigh", "converge", "favor",
        "trust", "want", "desire", "champion", "uphold", "pressure", "persuade", "estimate", "cherish",
        "treasure", "designate", "authorize", "assign", "commission", "treat", "submit",
    ]
)  # fmt: skip
# "opened by", "concluded the call by"
_FRAMES = frozenset(["opened", "began", "started", "concluded", "closed", "ended", "finished", "responded"])


class Participles(Walk):
    """The verbs of a sentence that are not finite."""

    def _participle(self, position: int, verb: Verb) -> Saying | None:
        page = self.page
        progressive = self._progressive(position, verb)
        if progressive is not None:
            return progressive
        if verb.lemma in page.lexicon.words("no-participle") or verb.lemma in _NO_TAIL:
            return None
        if page.words.folds[position] in page.lexicon.words("participle-preposition"):
            return None
        start = position
        while start > self.first and self.speakers.is_adverb(page.word(start - 1)) and page.gap(start) == " ":
            start -= 1
        before = page.word(start - 1)
        if start == self.first or (
            start - 1 == self.first and before in ("while", "in", "when", "by", "after")
        ):
            return Saying(position, verb, "opening", None)
        if before == "by":
            subject = self._who_framed(start - 1)
            return Saying(position, verb, "finite", subject) if subject else None
        if start - 1 > self.first and before in ("while", "and", "by", "in") and "," in page.gap(start - 1):
            subject = self._current() or self.speakers.ending_at(start - 1, self.first)
            return Saying(position, verb, "tail", subject) if before != "in" else None
        if "," in page.gap(start) or page.gap(start) == "-":
            said = frozenset(one.position for one in self.sayings)
            if in_list(page, start, self.first, self.last, said):
                return None
            # "X, noting that …, urged": a participle right after its subject.
            subject = self._current() or self.speakers.ending_at(start, self.first)
            return Saying(position, verb, "tail", subject) if subject else None
        subject = self.speakers.before(start, self.first)
        if (
            subject is not None
            and page.word(subject.first - 1) == "with"
            and subject.kind in ("joint", "named", "pair")
        ):
            return Saying(position, verb, "tail", subject)
        if before == "and" and self.sayings and self.sayings[-1].form in ("tail", "opening"):
            return Saying(position, verb, self.sayings[-1].form, self.sayings[-1].subject)
        return None

    def _progressive(self, position: int, verb: Verb) -> Saying | None:
        """ "is calling on", "am also announcing"."""
        page = self.page
        start = self._past_auxiliary(position)
        helpers = page.words.folds[start:position]
        if BE.isdisjoint(helpers) or not MODALS.isdisjoint(helpers) or is_modal(page, start - 1):
            return None
        if verb.lemma in page.lexicon.words("no-participle") and verb.lemma != "look":
            return None
        subject = self.speakers.before(start, self.first)
        if subject is None or subject.kind in ("it", "talks") or not self._is_main(subject):
            return None
        return Saying(position, verb, "finite", subject)

    def _who_framed(self, by: int) -> Subject | None:
        """The subject of "opened by", "concluded the call by": the participle that follows tells it."""
        for at in range(by - 1, max(self.first, by - 6), -1):
            if self.page.word(at) in _FRAMES:
                return self.speakers.before(self._past_auxiliary(at), self.first)
        return None

    def _light(self, position: int, verb: Verb) -> Saying | None:
        """ "would like to thank", "took the opportunity to stress": the verb that follows tells it."""
        page = self.page
        start = light_start(page, position, self.first)
        if start < 0 or verb.frame == "deed":
            return None
        if page.word(start).startswith("continue") and verb.act not in (
            "ask",
            "urge",
            "stress",
            "reject",
            "condemn",
        ):
            # "continue to explore" is what is done.
            return None
        subject = self.speakers.before(self._past_auxiliary(start), self.first)
        if subject is None:
            if page.word(start - 1) == "and" and self._current() is not None:
                return Saying(position, verb, "chained", self._current())
            return None
        if subject.kind in ("it", "talks") or not self._is_main(subject):
            return None
        return Saying(position, verb, "finite", subject)

    def _purpose(self, position: int, verb: Verb) -> Saying | None:
        """ "met to discuss": a purpose counts where the main verb says nothing itself."""
        if self.sayings and not self.purposes:
            return None
        if (
            self.told < 0
            or self.subject is None
            or self.page.words.folds[self.told] not in self.page.lexicon.words("meeting-verb")
        ):
            return None
        if verb.frame == "deed" or (verb.act in ("agree", "support") and verb.lemma not in _SPOKEN_SUPPORT):
            return None
        self.purposes = True
        subject = self.subject
        if (
            verb.act == "discuss"
            and subject.kind in ("named", "i", "he", "we")
            and self._met_somebody(position)
        ):
            # One met the other, but they discuss together.
            subject = Subject(subject.first, "joint")
        return Saying(position, verb, "purpose", subject)

    def _met_somebody(self, position: int) -> bool:
        """ "spoke with X to", "hosted X to"."""
        near = range(self.told + 1, min(self.told + 5, position))
        return "with" in self.page.words.folds[self.told : position] or any(
            at in self.speakers.starting and self.speakers.starting[at][1].kind == "person" for at in near
        )
