"""The reporting verbs of one sentence, each with its subject."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.analysis.speakers import Speakers, Subject

if TYPE_CHECKING:
    from collections.abc import Container

    from briefing.analysis.page import Page
    from briefing.analysis.verbs import Verb, VerbForm

_OBJECT_WITHIN = 9
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])


# "…, said X": what may follow reported speech without quotation marks.
_TAGS = frozenset(["say", "state", "add", "announce", "report", "declare", "tell"])


@dataclass(frozen=True, slots=True)
class Saying:
    position: int
    verb: Verb
    form: str
    """``finite``, ``passive``, ``opening`` (a participle before the clause), ``tail`` (one after a comma),
    ``purpose`` ("met to discuss"), ``inverted`` ("said X"), ``chained`` (joined to the verb before) or
    ``lost`` (no subject left)."""
    subject: Subject | None


def find_sayings(
    page: Page, speakers: Speakers, first: int, last: int, quoted: Container[int]
) -> list[Saying]:
    """The verbs in order. Words in ``quoted`` are somebody's direct speech and are passed over."""
    while (
        first + 1 < last
        and (page.words.words[first].isdigit() or len(page.words.words[first]) == 1)
        and (page.gap(first + 1)[:1] in (".", ")"))
    ):
        first += 1
    reader = _Reader(page, speakers, first, last)
    for position in range(first, last):
        if position not in quoted:
            reader.read(position)
    return reader.finished()


class _Reader:
    """One walk over a sentence: what was said so far decides how the next verb is read."""

    def __init__(self, page: Page, speakers: Speakers, first: int, last: int) -> None:
        self.page, self.speakers, self.first, self.last = page, speakers, first, last
        self.clause = _clause_start(page, first, last)
        self.sayings: list[Saying] = []
        self.subject: Subject | None = None
        self.told = -1
        """The place of the last verb of doing ("met") in the main clause."""
        self.purposes = False

    def read(self, position: int) -> None:
        page = self.page
        folded = page.words.folds[position]
        form = page.lexicon.verbs.get(folded)
        if form is not None and (
            not page.is_capital(position) or position == self.first or position == self.clause
        ):
            saying = self._saying(position, form)
            if saying is not None:
                self.sayings.append(saying)
                if saying.form in ("finite", "lost"):
                    self.subject = saying.subject or self.subject
                return
        if self.told < 0 and not self.sayings and folded in page.lexicon.words("narration"):
            subject = self.speakers.before(self._past_auxiliary(position), self.first)
            if subject is None and not page.is_capital(position):
                subject = self.speakers.opening(self.clause, position)
            if subject is not None:
                self.told, self.subject = position, subject

    def finished(self) -> list[Saying]:
        """The sayings, participles at the front given the subject of the clause they open."""
        main = next((one.subject for one in self.sayings if one.subject is not None), self.subject)
        if main is None and self.sayings and self.sayings[0].form == "opening":
            main = self.speakers.opening(self.clause, self.last)
        return [one if one.subject is not None else replace(one, subject=main) for one in self.sayings]

    def _saying(self, position: int, form: VerbForm) -> Saying | None:
        if not self._has_object(position, form.verb):
            return None
        if "gerund" in form.tenses:
            return self._participle(position, form.verb)
        if self.page.word(position - 1) == "to" and "base" in form.tenses:
            return self._purpose(position, form.verb)
        if "past" in form.tenses or "third" in form.tenses:
            found = self._finite(position, form)
            if found is not None or "base" not in form.tenses:
                return found
        return self._base(position, form.verb)

    def _has_object(self, position: int, verb: Verb) -> bool:
        if verb.frame != "object":
            return True
        after = self.page.words.folds[position + 1 : min(position + _OBJECT_WITHIN, self.last)]
        if verb.lemma == "have" and any(
            (form := self.page.lexicon.verbs.get(word)) is not None and "past" in form.tenses
            for word in after[:2]
        ):
            # "have called on": a helping verb.
            return False
        if self.page.word(position - 1) in _BE:
            # "attention was paid": a passive has its object before it.
            after = after + self.page.words.folds[max(self.first, position - 5) : position]
        return not verb.objects.isdisjoint(after)

    def _participle(self, position: int, verb: Verb) -> Saying | None:
        page = self.page
        if verb.lemma in page.lexicon.words("no-participle"):
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
        if start - 1 > self.first and before in ("while", "and", "by", "in") and "," in page.gap(start - 1):
            return Saying(position, verb, "tail", self._current()) if before != "in" else None
        if "," in page.gap(start) or page.gap(start) == "-":
            return Saying(position, verb, "tail", self._current()) if self._current() else None
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

    def _current(self) -> Subject | None:
        return self.sayings[-1].subject if self.sayings and self.sayings[-1].subject else self.subject

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
            and "with" in self.page.words.folds[self.told : position]
            and subject.kind == "named"
        ):
            # One met the other, but they discuss together.
            subject = Subject(subject.first, "joint")
        return Saying(position, verb, "purpose", subject)

    def _past_auxiliary(self, position: int) -> int:
        at = position
        while (
            at > self.first
            and self.page.gap(at) == " "
            and (
                self.page.word(at - 1) in self.speakers.auxiliaries
                or self.speakers.is_adverb(self.page.word(at - 1))
            )
        ):
            at -= 1
        return at

    def _finite(self, position: int, form: VerbForm) -> Saying | None:
        page = self.page
        past = "past" in form.tenses
        start = self._past_auxiliary(position)
        helpers = [word for word in page.words.folds[start:position] if word in self.speakers.auxiliaries]
        passive = past and any(word in _BE for word in helpers) and "being" not in helpers
        if passive:
            return self._passive(position, start, form.verb)
        if "will" in helpers or "would" in helpers or (helpers and not past):
            return None
        if '"' in page.gap(position) or "," in page.gap(position):
            subject = self.speakers.after(position)
            if subject is not None and (
                '"' in page.gap(position)
                or (form.verb.lemma in _TAGS and self.speakers.ends_sentence(subject, self.last))
            ):
                if subject.kind == "publisher":
                    return None
                return Saying(position, form.verb, "inverted", subject)
        subject = self.speakers.before(start, self.first)
        if subject is not None and self._is_attribution(subject, form.verb):
            return None
        if subject is not None and subject.kind == "it":
            subject = None
        if (
            subject is not None
            and subject.kind == "talks"
            and form.verb.lemma not in ("focus", "concentrate", "touch", "cover", "center", "address")
        ):
            subject = None
        if subject is not None and self._is_tag(subject, position, form.verb):
            # "X is ready to help, Doe said.": what stands before is what was said.
            self.sayings.clear()
            return Saying(position, form.verb, "finite", subject)
        if subject is not None and self._is_main(subject):
            return Saying(position, form.verb, "finite", subject)
        if subject is not None:
            return None
        if past and self._is_chained(start):
            return Saying(position, form.verb, "chained", self._current())
        if not self.sayings and self.told < 0:
            if position == self.first and past and not page.is_capital(position):
                return Saying(position, form.verb, "lost", None)
            opening = self.speakers.opening(self.clause, start) if past else None
            if opening is not None and self._closes_subject(opening, start):
                return Saying(position, form.verb, "finite", opening)
        return None

    def _is_tag(self, subject: Subject, position: int, verb: Verb) -> bool:
        ends = position >= self.last - 2 and verb.lemma in _TAGS
        return ends and subject.first > self.first and "," in self.page.gap(subject.first)

    def _is_attribution(self, subject: Subject, verb: Verb) -> bool:
        """ ", the Royal Office said": who gives out the text, after what it tells."""
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
            )
        ):
            return False
        if not self.sayings:
            return bool({'"', ","} & set(page.gap(at))) or not _is_reported(page, self.first, at)
        if page.gap(at) in (";", "-", ":"):
            return True
        if subject.kind in ("named", "pair") and all(one.kind != "person" for one in subject.drafts):
            return before in ("while", "whereas") or (before in ("and", "but") and "," in page.gap(at - 1))
        return before in ("while", "whereas", "and", "but") or (
            "," in page.gap(at) and self.sayings[-1].form == "opening"
        )

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

    def _passive(self, position: int, start: int, verb: Verb) -> Saying | None:
        page = self.page
        if verb.lemma in page.lexicon.words("state-verb") or (
            self.sayings and self.sayings[-1].form != "passive"
        ):
            return None
        if page.word(position + 1) == "to" and verb.lemma not in ("agree", "pay", "give", "draw"):
            return None
        if page.word(start - 1) in ("that", "which", "who") or page.word(start - 2) == "that":
            return None
        if page.word(position + 1) == "by":
            by = self.speakers.after(position + 1)
            if by is not None and by.kind == "named":
                return Saying(position, verb, "finite", by)
        return Saying(position, verb, "passive", Subject(start, "agentless"))

    def _base(self, position: int, verb: Verb) -> Saying | None:
        """ "We welcome", "The Ministers note": the present tense of joint texts; "did … and welcome" is not
        read."""
        page = self.page
        start = position
        while start > self.first and self.speakers.is_adverb(page.word(start - 1)) and page.gap(start) == " ":
            start -= 1
        if (
            position == self.first
            and page.blocks[page.sentences[page.sentence_of[position]].block].kind == "item"
        ):
            # What a declaration resolves, in a list: "3. Request the Council to …".
            return Saying(position, verb, "finite", Subject(position, "we"))
        subject = self.speakers.before(position, self.first)
        if subject is None and page.word(self.first) == "we" and "," in page.gap(start) and not self.sayings:
            # "We, the leaders of X and Y, note".
            subject = Subject(self.first, "we")
        if subject is not None and subject.kind in ("we", "i", "joint", "pair") and self._is_main(subject):
            return Saying(position, verb, "finite", subject)
        if (
            not self.sayings
            and page.word(start - 1) in ("and", "but")
            and page.word(self.first) == "we"
            and page.word(position + 1) in page.lexicon.words("object-opener")
        ):
            # "We are concerned about X and condemn Y"
            return Saying(position, verb, "finite", Subject(self.first, "we"))
        with_object = page.word(position + 1) in page.lexicon.words("object-opener")
        joined = page.word(start - 1) == "and" or ("," in page.gap(start) and with_object)
        goes_on = self.sayings and self.sayings[-1].form in ("finite", "chained") and self._was_base()
        if goes_on and joined:
            return Saying(position, verb, "chained", self._current())
        if self.purposes and page.word(start - 1) == "and" and with_object:
            return Saying(position, verb, "purpose", self.subject)
        return None

    def _was_base(self) -> bool:
        before = self.sayings[-1]
        form = self.page.lexicon.verbs.get(self.page.words.folds[before.position])
        return form is not None and "base" in form.tenses


_SPOKEN_SUPPORT = frozenset(["welcome", "highlight", "express", "congratulate", "thank", "convey"])


def _clause_start(page: Page, first: int, last: int) -> int:
    """Where the main clause begins, after "On X," or "In this regard,"."""
    word = page.word(first)
    if word in page.lexicon.words("introduction") or word in page.lexicon.verbs:
        for at in range(first + 1, min(last, first + 40)):
            if "," in page.gap(at) and (
                page.word(at) in page.lexicon.words("clause-opener") or page.is_capital(at)
            ):
                return at
    return first


def _is_reported(page: Page, first: int, at: int) -> bool:
    """Whether a clause opened by "that" stands between the start of the sentence and a word."""
    return any(
        page.words.folds[word] == "that" and page.words.folds[word + 1] not in ("end", "context", "regard")
        for word in range(first, min(at, len(page.words) - 1))
    )
