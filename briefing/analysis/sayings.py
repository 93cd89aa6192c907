"""The reporting verbs of one sentence, each with its subject."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.analysis.clauses import (
    BE,
    content_start,
    has_object,
    is_adjective,
    is_content,
    is_modal,
    is_passive,
)
from briefing.analysis.participles import Participles
from briefing.analysis.speakers import RELATIVE, Speakers, Subject
from briefing.analysis.stances import FEELINGS
from briefing.analysis.walk import TAGS, Saying

if TYPE_CHECKING:
    from collections.abc import Container

    from briefing.analysis.lexicon import Lexicon
    from briefing.analysis.page import Page
    from briefing.analysis.verbs import Verb, VerbForm

# What talks and meetings "say", verbs of discussing and stressing apart.
_SAID_BY_TALKS = frozenset(["note", "confirm", "highlight", "welcome", "express"])
# Passives whose agent says it: "supported by X"
_TOLD_BY = frozenset(["support", "back", "accept", "endorse"])
_PASSIVE_TO = frozenset(
    [
        "agree",
        "pay",
        "give",
        "draw",
        "reach",
        "extend",
        "express",
        "convey",
        "confirm",
        "reaffirm",
        "voice",
        "reiterate",
    ]
)
_NO_PASSIVE = frozenset(
    [
        "summon", "commission", "authorize", "designate", "assign", "entrust", "decree", "identify",
    ]
)  # fmt: skip


def find_sayings(
    page: Page, speakers: Speakers, first: int, last: int, quoted: Container[int]
) -> list[Saying]:
    """The verbs in order. Words in ``quoted`` are somebody's direct speech and are passed over."""
    first = content_start(page, first, last)
    reader = _Reader(page, speakers, first, last)
    telling, folds = _telling(page.lexicon), page.words.folds
    for position in range(first, last):
        if folds[position] in telling and position not in quoted:
            reader.read(position)
    return reader.finished()


@lru_cache(maxsize=4)
def _telling(lexicon: Lexicon) -> frozenset[str]:
    """The folded words at which there may be something to read."""
    return frozenset(lexicon.verbs) | frozenset(FEELINGS) | lexicon.words("narration")


class _Reader(Participles):
    """The finite verbs of a sentence."""

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
        if self.told < 0 and not self.sayings and folded in FEELINGS:
            # "X is concerned about Y and urges Z"
            start = self._past_auxiliary(position)
            subject = self.speakers.before(start, self.first)
            if subject is not None and not BE.isdisjoint(page.words.folds[start:position]):
                self.told, self.subject = position, subject
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
        page = self.page
        passive = "past" in form.tenses and is_passive(page, self.speakers, position, self.first)
        if not has_object(page, form.verb, position, self.first, self.last, passive):
            return None
        if form.verb.lemma in ("wish", "want", "desire") and page.word(position + 1) == "to":
            told = page.lexicon.verbs.get(page.word(position + 2))
            if told is not None and told.verb.act not in ("discuss", "deed"):
                # "wish to thank": the verb that follows tells it.
                return None
        if "past" in form.tenses and not passive and is_adjective(page, position):
            return None
        if "gerund" in form.tenses:
            return self._participle(position, form.verb)
        if self.page.word(position - 1) == "to" and "base" in form.tenses:
            return self._light(position, form.verb) or self._purpose(position, form.verb)
        if "past" in form.tenses or "third" in form.tenses:
            found = self._finite(position, form)
            if found is not None or "base" not in form.tenses:
                return found
        return self._base(position, form.verb)

    def _finite(self, position: int, form: VerbForm) -> Saying | None:
        page = self.page
        past = "past" in form.tenses
        start = self._past_auxiliary(position)
        helpers = [word for word in page.words.folds[start:position] if word in self.speakers.auxiliaries]
        if is_modal(page, start - 1) and page.word(self.first) != "it":
            # "must be agreed", "to be noted": what is to be done.
            return None
        passive = past and any(word in BE for word in helpers) and "being" not in helpers
        if passive and not {"will", "would"}.isdisjoint(helpers):
            return None
        if passive:
            return self._passive(position, start, form.verb)
        if "will" in helpers or "would" in helpers or (helpers and not past):
            return None
        if '"' in page.gap(position) or "," in page.gap(position):
            subject = self.speakers.after(position)
            if subject is not None and (
                '"' in page.gap(position)
                or (form.verb.lemma in TAGS and self.speakers.ends_sentence(subject, self.last))
            ):
                if subject.kind == "publisher":
                    return None
                return Saying(position, form.verb, "inverted", subject)
        item = page.blocks[page.sentences[page.sentence_of[position]].block].kind == "item"
        if past and item and position == self.first and page.word(position + 1) != "by":
            # "The leaders: - Welcomed X; - Agreed to Y"
            return Saying(position, form.verb, "finite", Subject(position, "joint"))
        if past and page.is_capital(position) and not self.sayings and position == self.first:
            # "Asked about X, …": what was done to him.
            return None
        if past and page.word(start - 1) == "having":
            if start - 1 == self.first or "," in page.gap(start - 1):
                return Saying(
                    position, form.verb, "opening" if start - 1 == self.first else "tail", self._current()
                )
            return None
        if self._is_item(start):
            listed = self._current() or self.speakers.opening(self.clause, start)
            return Saying(position, form.verb, "chained", listed) if listed is not None else None
        subject = self.speakers.before(start, self.first)
        if subject is not None and self._is_attribution(subject, form.verb):
            return None
        if subject is not None and subject.kind == "it":
            subject = None
        if (
            subject is not None
            and subject.kind == "talks"
            and form.verb.act not in ("discuss", "stress")
            and form.verb.lemma not in _SAID_BY_TALKS
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
        if not past and self._is_chained_present(start, position):
            return Saying(position, form.verb, "chained", self._current())
        if past and self._is_chained(start) and not self._feels_now():
            return Saying(position, form.verb, "chained", self._current())
        if not self.sayings and self.told < 0:
            if position == self.first and past and not page.is_capital(position):
                return Saying(position, form.verb, "lost", None)
            relative = page.word(start - 1) in RELATIVE
            opening = self.speakers.opening(self.clause, start) if past and not relative else None
            if opening is not None and self._closes_subject(opening, start):
                return Saying(position, form.verb, "finite", opening)
            if opening is None and form.verb.frame != "deed" and self._is_stranger(start):
                return Saying(position, form.verb, "finite", Subject(start - 1, "stranger"))
        return None

    def _is_stranger(self, start: int) -> bool:
        """A capitalised word right before a verb that is nobody known: "For its part, Acme offered"."""
        page = self.page
        at = start - 1
        return (
            at >= self.first
            and page.gap(start) == " "
            and page.is_capital(at)
            and page.word(at) not in page.lexicon.not_names
            and at - 1 not in page.title_from
            and page.sentence_of[at] == page.sentence_of[start]
            and ("," in page.gap(at) or page.word(at - 1) == "the" or self._opens_clause(start, at))
        )

    def _opens_clause(self, start: int, at: int) -> bool:
        after = self.page.word(start + 1)
        return at == self.first and after in self.page.lexicon.words("object-opener")

    def _passive(self, position: int, start: int, verb: Verb) -> Saying | None:
        page = self.page
        by = self.speakers.after(position + 1) if page.word(position + 1) == "by" else None
        if by is not None and by.kind == "named" and verb.lemma in _TOLD_BY and not self.sayings:
            return Saying(position, verb, "finite", by)
        invited = verb.lemma == "accept" and "invitation" in page.words.folds[self.first : position]
        if (verb.lemma in page.lexicon.words("state-verb") and not invited) or (
            self.sayings and self.sayings[-1].form != "passive"
        ):
            return None
        if page.words.folds[position] in FEELINGS or verb.lemma in _NO_PASSIVE:
            return None
        felt = self.speakers.before(start, self.first)
        if felt is not None and felt.kind in ("we", "i"):
            return None
        impersonal = page.word(start - 1) == "it"
        if page.word(position + 1) == "to" and not impersonal and verb.lemma not in _PASSIVE_TO:
            return None
        if page.word(start - 1) in ("that", "which", "who") or page.word(start - 2) == "that":
            return None
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
        if is_modal(page, start - 1):
            return None
        if (
            position == self.first
            and page.blocks[page.sentences[page.sentence_of[position]].block].kind == "item"
        ):
            # What a declaration resolves, in a list: "3. Request the Council to …".
            return Saying(position, verb, "finite", Subject(position, "we"))
        subject = None if self._is_item(start) else self.speakers.before(position, self.first)
        if self._is_enumeration(start):
            # "We, the leaders of X and Y, note".
            return Saying(position, verb, "finite", Subject(self.first, "we"))
        if subject is not None and self._speaks_in_plural(subject) and self._is_main(subject):
            return Saying(position, verb, "finite", subject)
        if subject is None and not self.sayings and self.told < 0:
            opening = self.speakers.opening(self.clause, start)
            opens = page.word(position + 1) in page.lexicon.words("object-opener")
            alone = opens and opening is not None and self._speaks_in_plural(opening)
            if alone and opening is not None and self._closes_subject(opening, start):
                return Saying(position, verb, "finite", opening)
        if (
            not self.sayings
            and page.word(start - 1) in ("and", "but")
            and page.word(self.first) == "we"
            and ("," in page.gap(start - 1) or page.word(position + 1) in page.lexicon.words("object-opener"))
        ):
            # "We are concerned about X and condemn Y"
            return Saying(position, verb, "finite", Subject(self.first, "we"))
        with_object = page.word(position + 1) in page.lexicon.words("object-opener")
        joined = page.word(start - 1) == "and" or ("," in page.gap(start) and with_object)
        goes_on = self.sayings and self.sayings[-1].form in ("finite", "chained") and self._was_base()
        said = self.sayings[-1] if self.sayings else None
        if said is not None and is_content(page, verb, said.position, position, said.verb.act):
            return None
        if goes_on and (joined or self._is_item(start)):
            return Saying(position, verb, "chained", self._current())
        if self.purposes and page.word(start - 1) == "and" and with_object:
            return Saying(position, verb, "purpose", self.subject)
        return None
