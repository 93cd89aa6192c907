"""One walk over a sentence: what was said so far decides how the next verb is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.analysis.clauses import BE, NUMERALS, clause_start, is_reported
from briefing.analysis.stances import FEELINGS

if TYPE_CHECKING:
    from briefing.analysis.page import Page
    from briefing.analysis.speakers import Speakers, Subject
    from briefing.analysis.verbs import Verb

# "…, said X": what may follow reported speech without quotation marks.
TAGS = frozenset(["say", "state", "add", "announce", "report", "declare", "tell"])
_CONCEDING = frozenset(["while", "although", "though", "as", "whereas", "whilst"])
# Third persons that are plural nouns as well.
_NOUNS = frozenset(
    [
        "appeals", "calls", "challenges", "claims", "comments", "concerns", "debates", "demands",
        "desires", "disputes", "doubts", "estimates", "fears", "forecasts", "hopes", "hints", "judges",
        "offers", "pledges", "promises", "protests", "proposes", "remarks", "reports", "requests",
        "reviews", "studies", "supports", "views", "values", "votes", "wishes",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saying:
    position: int
    verb: Verb
    form: str
    """``finite``, ``passive``, ``opening`` (a participle before the clause), ``tail`` (one after a comma),
    ``purpose`` ("met to discuss"), ``inverted`` ("said X"), ``chained`` (joined to the verb before) or
    ``lost`` (no subject left)."""
    subject: Subject | None


class Walk:
    """What is known of a sentence while it is read from left to right."""

    def __init__(self, page: Page, speakers: Speakers, first: int, last: int) -> None:
        self.page, self.speakers, self.first, self.last = page, speakers, first, last
        self.clause = clause_start(page, first, last)
        self.sayings: list[Saying] = []
        self.subject: Subject | None = None
        self.told = -1
        """The place of the last verb of doing ("met") in the main clause."""
        self.purposes = False

    def _current(self) -> Subject | None:
        return self.sayings[-1].subject if self.sayings and self.sayings[-1].subject else self.subject

    def _past_auxiliary(self, position: int) -> int:
        at = position
        while (
            at > self.first
            and self.page.gap(at) == " "
            and (
                self.page.word(at - 1) in self.speakers.auxiliaries
                or self.page.word(at - 1) in BE
                or self.speakers.is_adverb(self.page.word(at - 1))
            )
        ):
            at -= 1
        return at

    def _is_tag(self, subject: Subject, position: int, verb: Verb) -> bool:
        ends = position >= self.last - 2 and verb.lemma in TAGS
        return ends and subject.first > self.first and "," in self.page.gap(subject.first)

    def _is_attribution(self, subject: Subject, verb: Verb) -> bool:
        """ ", the Royal Office said": who gives out the text, after what it tells."""
        if verb.act == "say" and subject.kind == "our side" and subject.first > self.first + 1:
            return bool({",", '"'} & set(self.page.gap(subject.first - 1)))
        if verb.act != "say" or subject.kind != "named" or not self.speakers.publishes(subject.drafts[0]):
            return False
        at = subject.first - 1 if self.page.word(subject.first - 1) == "the" else subject.first
        return at > self.first and bool({",", '"'} & set(self.page.gap(at)))

    def _closes_subject(self, subject: Subject, position: int) -> bool:
        """Whether nothing between a subject and a verb can be a verb itself."""
        page = self.page
        if page.word(position - 1) in page.lexicon.words("determiner"):
            return False
        for at in range(subject.first, position):
            word = page.words.folds[at]
            if not page.is_capital(at) and word in self.speakers.auxiliaries:
                return False
        return True

    def _is_main(self, subject: Subject) -> bool:
        """Whether a subject begins a clause of its own and is not within what somebody says."""
        page = self.page
        at = subject.first
        while page.word(at - 1) in ("the", "both", "two", "all") and page.gap(at) == " " and at > self.first:
            at -= 1
        if (
            self.sayings
            and self.sayings[-1].subject is not None
            and self.sayings[-1].subject.first == subject.first
        ):
            # "Both leaders, while recalling X, expressed Y"
            return True
        before = page.word(at - 1)
        if before == "what" and subject.kind == "he" and self.sayings:
            return True
        if before == "which" and self.sayings and "," in page.gap(at - 1) and subject.kind == "named":
            return True
        if (
            at > self.first
            and page.gap(at) == " "
            and before
            in (
                "that",
                "which",
                "whether",
                "how",
                "where",
                "what",
                "if",
                "because",
                "who",
                "when",
                "until",
                "of",
                "than",
            )
        ):
            return False
        if at > self.first + 1 and before in ("as", "since", "once"):
            return False
        if not self.sayings:
            return bool({'"', ","} & set(page.gap(at))) or not is_reported(page, self.first, at)
        if page.word(self.first) in _CONCEDING and "," in page.gap(at) and len(self.sayings) == 1:
            # "While we welcome X, we regret Y"
            return True
        if page.gap(at) in (";", "-", ":"):
            return True
        if "," in page.gap(at) and any(";" in page.gap(back) for back in range(max(at - 6, self.first), at)):
            # "…; on X, he urged"
            return True
        if subject.kind in ("named", "pair") and all(one.kind != "person" for one in subject.drafts):
            return before in ("while", "whereas") or (before in ("and", "but") and "," in page.gap(at - 1))
        return before in ("while", "whereas", "and", "but") or (
            "," in page.gap(at) and self.sayings[-1].form == "opening"
        )

    def _is_item(self, start: int) -> bool:
        """ "The sides: (a) welcomed X; (b) agreed to Y"."""
        page = self.page
        marker = page.word(start - 1)
        return page.gap(start) == ")" and (len(marker) == 1 or marker.isdigit() or marker in NUMERALS)

    def _is_chained(self, start: int) -> bool:
        if self._current() is None:
            return False
        page = self.page
        if (page.word(start - 1) in ("and", "but", "or") and page.gap(start) == " ") or ";" in page.gap(
            start
        ):
            return True
        # "and, in this regard, stressed"
        if "," in page.gap(start):
            return bool(self.sayings) or self.told >= 0
        return page.word(start - 1) == "as" and page.word(start - 2) == "well"

    def _feels_now(self) -> bool:
        """After "are concerned by" a past form is an adjective: "recent and announced moves"."""
        page = self.page
        if self.sayings or self.told < 0 or page.words.folds[self.told] not in FEELINGS:
            return False
        return bool({"am", "is", "are"} & set(page.words.folds[max(self.first, self.told - 4) : self.told]))

    def _is_chained_present(self, start: int, position: int) -> bool:
        """ "recalls X, and urges Y": "calls" and "views" are nouns, too."""
        page = self.page
        if self._current() is None:
            return False
        listed = "," in page.gap(start) and bool(self.sayings) and page.words.folds[position] not in _NOUNS
        if page.word(start - 1) not in ("and", "but") and not listed:
            return False
        opens = page.word(position + 1) in page.lexicon.words("object-opener") or page.word(position + 1) in (
            "upon",
            "with",
            "its",
        )
        if not self.sayings:
            return opens and self.told >= 0 and page.words.folds[self.told] in FEELINGS
        form = page.lexicon.verbs.get(page.words.folds[self.sayings[-1].position])
        return (
            form is not None
            and "third" in form.tenses
            and (opens or page.words.folds[position] not in _NOUNS)
        )

    def _is_enumeration(self, start: int) -> bool:
        page = self.page
        return (
            page.word(self.first) == "we"
            and page.gap(self.first + 1) == ","
            and "," in page.gap(start)
            and not self.sayings
        )

    def _speaks_in_plural(self, subject: Subject) -> bool:
        """Whether the plain form of a verb fits a subject: "we note", "the Ministers of X note"."""
        if subject.kind == "named":
            return self.page.word(subject.first) in self.speakers.joint
        return subject.kind in ("we", "i", "joint", "pair", "group")

    def _was_base(self) -> bool:
        before = self.sayings[-1]
        form = self.page.lexicon.verbs.get(self.page.words.folds[before.position])
        return form is not None and "base" in form.tenses
