"""The reporting verbs of one sentence, each with its subject."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.analysis.clauses import (
    BE,
    MODALS,
    clause_start,
    content_start,
    has_object,
    in_list,
    is_adjective,
    is_content,
    is_passive,
    is_reported,
    light_start,
)
from briefing.analysis.speakers import RELATIVE, Speakers, Subject
from briefing.analysis.stances import FEELINGS

if TYPE_CHECKING:
    from collections.abc import Container

    from briefing.analysis.page import Page
    from briefing.analysis.verbs import Verb, VerbForm


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
    first = content_start(page, first, last)
    reader = _Reader(page, speakers, first, last)
    for position in range(first, last):
        if position not in quoted:
            reader.read(position)
    return reader.finished()


class _Reader:
    """One walk over a sentence: what was said so far decides how the next verb is read."""

    def __init__(self, page: Page, speakers: Speakers, first: int, last: int) -> None:
        self.page, self.speakers, self.first, self.last = page, speakers, first, last
        self.clause = clause_start(page, first, last)
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
            subject = self._current() or self.speakers.before(start - 1, self.first)
            return Saying(position, verb, "tail", subject) if before != "in" else None
        if "," in page.gap(start) or page.gap(start) == "-":
            said = frozenset(one.position for one in self.sayings)
            if in_list(page, start, self.first, self.last, said):
                return None
            # "X, noting that …, urged": a participle right after its subject.
            subject = self._current() or self.speakers.before(start, self.first)
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
        if BE.isdisjoint(helpers) or not MODALS.isdisjoint(helpers) or page.word(start - 1) in MODALS:
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
        subject = self.speakers.before(self._past_auxiliary(start), self.first)
        if subject is None:
            if page.word(start - 1) == "and" and self._current() is not None:
                return Saying(position, verb, "chained", self._current())
            return None
        if subject.kind in ("it", "talks") or not self._is_main(subject):
            return None
        return Saying(position, verb, "finite", subject)

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

    def _finite(self, position: int, form: VerbForm) -> Saying | None:
        page = self.page
        past = "past" in form.tenses
        start = self._past_auxiliary(position)
        helpers = [word for word in page.words.folds[start:position] if word in self.speakers.auxiliaries]
        if page.word(start - 1) in MODALS and page.word(self.first) != "it":
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
                or (form.verb.lemma in _TAGS and self.speakers.ends_sentence(subject, self.last))
            ):
                if subject.kind == "publisher":
                    return None
                return Saying(position, form.verb, "inverted", subject)
        if past and page.is_capital(position) and not self.sayings and position == self.first:
            # "Asked about X, …": what was done to him.
            return None
        if past and page.word(start - 1) == "having":
            if start - 1 == self.first or "," in page.gap(start - 1):
                return Saying(position, form.verb, "opening" if start - 1 == self.first else "tail", self._current())
            return None
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
        return None

    def _is_tag(self, subject: Subject, position: int, verb: Verb) -> bool:
        ends = position >= self.last - 2 and verb.lemma in _TAGS
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
        if self.sayings and self.sayings[-1].subject is not None and self.sayings[-1].subject.first == subject.first:
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
        if page.word(start - 1) not in ("and", "but") or self._current() is None:
            return False
        opens = page.word(position + 1) in page.lexicon.words("object-opener") or page.word(position + 1) in (
            "upon",
            "with",
            "its",
        )
        if not self.sayings:
            return opens and self.told >= 0 and page.words.folds[self.told] in FEELINGS
        form = page.lexicon.verbs.get(page.words.folds[self.sayings[-1].position])
        return form is not None and "third" in form.tenses and (opens or page.words.folds[position] not in _NOUNS)

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
        if page.words.folds[position] in FEELINGS or verb.lemma in _NEW_DEEDS:
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
        if page.word(start - 1) in MODALS:
            return None
        if (
            position == self.first
            and page.blocks[page.sentences[page.sentence_of[position]].block].kind == "item"
        ):
            # What a declaration resolves, in a list: "3. Request the Council to …".
            return Saying(position, verb, "finite", Subject(position, "we"))
        subject = self.speakers.before(position, self.first)
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
            and page.word(position + 1) in page.lexicon.words("object-opener")
        ):
            # "We are concerned about X and condemn Y"
            return Saying(position, verb, "finite", Subject(self.first, "we"))
        with_object = page.word(position + 1) in page.lexicon.words("object-opener")
        joined = page.word(start - 1) == "and" or ("," in page.gap(start) and with_object)
        goes_on = self.sayings and self.sayings[-1].form in ("finite", "chained") and self._was_base()
        said = self.sayings[-1] if self.sayings else None
        if said is not None and is_content(page, verb, said.position, position, said.verb.act):
            return None
        if goes_on and joined:
            return Saying(position, verb, "chained", self._current())
        if self.purposes and page.word(start - 1) == "and" and with_object:
            return Saying(position, verb, "purpose", self.subject)
        return None

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


_SPOKEN_SUPPORT = frozenset(["welcome", "highlight", "express", "congratulate", "thank", "convey"])

# Participles after a comma that tell what is done rather than said.
_NO_TAIL = frozenset(
    """
    counter oppose maintain protest threaten challenge conclude provide tackle identify celebrate align defend prioritize
    reinforce renew continue study explore survey compare revisit weigh converge favor trust want desire champion
    uphold pressure persuade estimate cherish treasure designate authorize assign commission treat submit
    """.split()
)
_SAID_BY_TALKS = frozenset(["note", "confirm", "highlight", "welcome", "express"])
_TOLD_BY = frozenset(["support", "back", "accept", "endorse"])
_FRAMES = frozenset(["opened", "began", "started", "concluded", "closed", "ended", "finished", "responded"])
_PASSIVE_TO = frozenset(["agree", "pay", "give", "draw", "reach", "extend", "express", "convey"])
_NOUNS = frozenset(
    """
    appeals calls challenges claims comments concerns debates demands desires disputes doubts estimates fears forecasts
    hopes hints judges offers pledges promises protests proposes remarks reports requests reviews studies supports views
    values votes wishes
    """.split()
)
_NEW_DEEDS = frozenset(["summon", "commission", "authorize", "designate", "assign", "entrust", "decree", "identify"])
