"""Who stands before a verb: a person, an office, a country, a pronoun or both sides together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.analysis.identity import Draft
    from briefing.analysis.page import Page
    from briefing.analysis.roles import RoleUse

_FARTHEST = 40
_NO_ADVERBS = frozenset(["family", "assembly", "supply", "italy", "monopoly", "anomaly", "butterfly"])
RELATIVE = frozenset(
    [
        "that", "which", "who", "whose", "whom", "where", "when", "because", "if", "whether", "what",
        "how", "as", "since",
    ]
)  # fmt: skip
_BOUND = frozenset(["between", "of", "from", "for", "in", "with", "against", "about", "on", "by", "to", "at"])
# "The Kingdom welcomes", "The Ministry urges": who gives out the text.
_OWN = frozenset(["kingdom", "sultanate", "emirate", "republic", "ministry", "government", "presidency"])
# "The Norwegian government", "the Norwegian minister", "the two countries"
_BODIES = frozenset(
    [
        "government", "leadership", "presidency", "ministry", "team", "authorities", "diplomacy",
    ]
)  # fmt: skip
_OFFICES = frozenset(
    [
        "ambassador", "chancellor", "counterpart", "diplomat", "emir", "envoy", "guest", "king",
        "leader", "minister", "official", "premier", "president", "representative", "secretary",
        "sultan",
    ]
)  # fmt: skip
_LANDS = frozenset(["countries", "nations", "states"])
_ALL = frozenset(["two", "both", "three", "four", "five", "our"])


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a verb. Without drafts it is a pronoun (``he``), a joint noun (``joint``) or the talks
    themselves
    (``talks``)."""

    first: int
    kind: str
    drafts: tuple[Draft, ...] = ()


class Speakers:
    """The phrases of a text that can be a subject, by the word after which they end."""

    def __init__(self, page: Page, drafts: Sequence[Draft], roles: Sequence[RoleUse]) -> None:
        self.page = page
        self.ending: dict[int, tuple[int, Draft]] = {}
        self.starting: dict[int, tuple[int, Draft]] = {}
        for draft in drafts:
            for one in draft.found:
                self._put(one.use.first if one.use else one.first, one.last, draft)
        for role in roles:
            self._put(role.first, role.last, role.person)
        self.joint = page.lexicon.words("joint-strong")
        self.talks = page.lexicon.words("agentless-subject")
        self._adverbs = page.lexicon.words("adverb")
        self.auxiliaries = page.lexicon.words("auxiliary")

    def _put(self, first: int, last: int, draft: Draft) -> None:
        first = max(first, self.page.ranges[self.page.sentence_of[last - 1]][0])
        for at in range(first, last):
            if at in self.ending and at > first:
                del self.ending[at]
        self.ending[last] = (first, draft)
        self.starting[first] = (last, draft)

    def is_adverb(self, word: str) -> bool:
        """Whether a word may stand between a speaker and the verb: "also", "comprehensively"."""
        return word in self._adverbs or (len(word) > 5 and word.endswith("ly") and word not in _NO_ADVERBS)

    def before(self, position: int, clause: int) -> Subject | None:
        """The subject that ends right before a word, helpers and short insertions between them passed
        over."""
        page = self.page
        at = position
        while at > clause and self.is_adverb(page.word(at - 1)) and page.gap(at) in (" ", ","):
            at -= 1
        if at > clause and "," in page.gap(at):
            back = self._over_insertion(at, clause)
            if back is None:
                return None
            at = back
        if at == clause and page.word(at) in ("both", "all", "each"):
            return Subject(at, "joint")
        if at <= clause or not {";", ".", ":"}.isdisjoint(page.gap(at)):
            return None
        return self.ending_at(at, clause)

    def _over_insertion(self, at: int, clause: int) -> int | None:
        """Over ", for his part," and other short insertions between commas."""
        for back in range(at - 1, max(clause, at - 14), -1):
            if "," in self.page.gap(back):
                return back if self.ending_at(back, clause) is not None else None
        return None

    def ending_at(self, at: int, clause: int) -> Subject | None:
        """The subject that ends right before a word."""
        page = self.page
        if at in self.ending and self.ending[at][0] >= clause:
            first, draft = self.ending[at]
            if page.gap(at) == "'":
                return None
            if page.gap(first) == "(" and page.gap(at).startswith(")") and first in self.ending:
                # "the Long Name (LN) and …"
                return self.ending_at(first, clause)
            partner = self._partner(first, clause)
            if partner is not None:
                of = partner[0] - 2 if page.word(partner[0] - 1) == "the" else partner[0] - 1
                if page.word(of) == "of" and of > clause:
                    return self._spanning(of, clause)
                return Subject(partner[0], "pair", (partner[1], draft))
            of = first - 2 if page.word(first - 1) == "the" else first - 1
            if page.word(of) == "of" and of in self.ending and self.ending[of][0] >= clause:
                # "President X of Y"
                return self.ending_at(of, clause)
            if (
                page.word(of) in ("of", "between", "in", "for", "from", "to")
                and page.gap(of + 1) == " "
                and of >= clause
            ):
                return self._spanning(of, clause)
            return Subject(first, "named", (draft,))
        word = page.word(at - 1)
        if word in ("he", "she"):
            return Subject(at - 1, "he")
        if word in ("they", "we"):
            return Subject(at - 1, "joint" if word == "they" else "we")
        if word == "i":
            return Subject(at - 1, "i")
        if word == "it":
            return Subject(at - 1, "it")
        if word in (
            "state",
            "states",
            "government",
            "governments",
            "delegation",
            "delegations",
            "mission",
        ) and (page.word(at - 2) == "of" and page.word(at - 3) == "heads"):
            return Subject(at - 3, "joint")
        if word in self.joint and page.gap(at) != "'":
            noun = self._noun(at - 1, clause)
            between = page.word(noun.first - 1) in ("between", "among") and noun.first - 1 > clause
            return Subject(noun.first - 2, "talks") if between else noun
        if word in ("side", "party", "delegation"):
            return self._one_side(at - 1, clause)
        if word in _BODIES and at - 1 in page.demonym_to:
            match = page.demonym_to[at - 1]
            return Subject(match.first, f"side {match.value.id}")
        if word in _OFFICES and at - 1 in page.demonym_to:
            match = page.demonym_to[at - 1]
            return Subject(match.first, f"office {match.value.id}")
        if word in _LANDS and page.word(at - 2) in _ALL and page.gap(at - 1) == " ":
            of = at - 4 if page.word(at - 3) == "the" else at - 3
            bound = of > clause and page.word(of) in _BOUND
            return self._spanning(of, clause) if bound else Subject(at - 1, "joint")
        if word in self.talks:
            return Subject(at - 1, "talks")
        if word in ("state", "country", "nation") and page.word(at - 2) == "our":
            return Subject(at - 1, "our side")
        if word in _OWN and page.word(at - 2) in ("the", "our") and page.gap(at - 1) == " ":
            return Subject(at - 1, "our side")
        if word == "both" or (word == "two" and page.word(at - 2) == "the"):
            return Subject(at - 1, "joint")
        return None

    def _noun(self, at: int, clause: int) -> Subject:
        """A joint noun; "the leaders of X" and "X leaders" belong to the one named."""
        first = at
        while first > clause and self.page.gap(first) in (" ", "") and at - first < 8:
            before = self.page.word(first - 1)
            if (
                before
                in (
                    "the",
                    "both",
                    "two",
                    "three",
                    "four",
                    "all",
                    "these",
                    "foreign",
                    "prime",
                    "defense",
                    "defence",
                )
                or first - 1 in self.page.demonym_from
            ):
                first -= 1
            elif before == "of" and first - 2 > clause:
                # "The departments of the two sides"
                first -= 2
                while first > clause and self.page.gap(first) == " ":
                    first -= 1
                break
            else:
                break
        return Subject(first, "joint")

    def _one_side(self, at: int, clause: int) -> Subject | None:
        match = self.page.demonym_to.get(at)
        if match is not None:
            return Subject(match.first, f"side {match.value.id}")
        if self.page.word(at - 1) in ("both", "two", "each", "either"):
            return Subject(at - 1, "joint")
        if self.page.word(at - 1) == "our":
            return Subject(at - 1, "our side")
        if self.page.word(at - 1) == "other":
            return Subject(at - 1, "other side")
        return None

    def _partner(self, first: int, clause: int) -> tuple[int, Draft] | None:
        """The first half of "X and Y"."""
        page = self.page
        at = first
        if page.word(at - 1) == "the":
            at -= 1
        if page.word(at - 1) == "and" and page.gap(at) == " " and at - 1 in self.ending and at - 1 > clause:
            start, draft = self.ending[at - 1]
            of = start - 2 if page.word(start - 1) == "the" else start - 1
            if page.word(of) == "of" and of in self.ending and self.ending[of][0] >= clause:
                start, draft = self.ending[of]
            before = page.word(start - 1)
            alike = (draft.kind == "person") == (self.ending_kind(first) == "person")
            if start >= clause and alike and "," not in page.gap(at - 1) and before not in _BOUND:
                return start, draft
        return None

    def ending_kind(self, first: int) -> str:
        """The kind of what begins at a word; empty when nothing does."""
        return self.starting[first][1].kind if first in self.starting else ""

    def _spanning(self, at: int, clause: int) -> Subject | None:
        """The head of "the leaders of X", "the government of X"."""
        for back in range(at, max(clause - 1, at - 14), -1):
            if self.page.word(back) in self.joint:
                return self._of_whom(back, back)
            if self.page.word(back) in RELATIVE or self.page.word(back) in self.page.lexicon.verbs:
                return None
        return None

    def _of_whom(self, first: int, at: int) -> Subject:
        """A joint noun with the names after its "of"."""
        owner = self._owner(at + 1)
        if owner is not None:
            return Subject(first, "named", (owner,))
        if self.page.word(at + 1) != "of":
            return Subject(first, "joint")
        drafts = [self.starting[word][1] for word in range(at + 2, at + 10) if word in self.starting]
        return Subject(first, "group", tuple(drafts))

    def _owner(self, at: int) -> Draft | None:
        """The one body or country after "of": its leaders speak for it; of two they are joint."""
        page = self.page
        if page.word(at) != "of":
            return None
        start = at + 2 if page.word(at + 1) == "the" else at + 1
        if start not in self.starting:
            return None
        last, draft = self.starting[start]
        if page.word(last) in ("and", "member") and page.word(last) == "and":
            return None
        return draft if draft.kind in ("organisation", "country") else None

    def opening(self, clause: int, position: int) -> Subject | None:
        """The subject that begins a clause, when the verb comes later: "The leaders of the X states
        welcomed"."""
        page = self.page
        at = clause
        for _ in range(4):
            if page.word(at) in (
                "the",
                "both",
                "two",
                "all",
                "three",
                "four",
                "our",
                "their",
                "and",
                "also",
                "while",
            ):
                if at in self.starting:
                    break
                at += 1
        if position - at > _FARTHEST:
            return None
        between = range(at + 1, position)
        if any(page.word(word) in RELATIVE for word in between if page.gap(word) != ","):
            return None
        if at in self.starting:
            last, draft = self.starting[at]
            if page.gap(last) == "'":
                return None
            if page.word(last) == "and" and "counterpart" in page.words.folds[last : last + 5]:
                return Subject(at, "joint")
            if page.word(last) == "and" and last + 1 < position:
                other = self.starting.get(last + 1) or self.starting.get(last + 2)
                if other is not None and other[0] <= position:
                    return Subject(at, "pair", (draft, other[1]))
            return Subject(at, "named", (draft,))
        for word in range(at, min(at + 4, position)):
            if page.word(word) in self.joint:
                return self._of_whom(at, word)
            if page.word(word) == "they":
                return Subject(at, "joint")
            if page.word(word) == "we":
                return Subject(at, "we")
            if page.word(word) in ("he", "she"):
                return Subject(at, "he")
        return None

    def publishes(self, draft: Draft) -> bool:
        """Whether a body is one that gives out texts: an office, a ministry, a press service."""
        publishers = self.page.lexicon.words("publisher")
        return draft.kind in ("organisation", "unknown") and any(
            not publishers.isdisjoint(self.page.words.folds[one.first : one.last]) for one in draft.found
        )

    def ends_sentence(self, subject: Subject, last: int) -> bool:
        """Whether nothing follows a subject after an inverted verb."""
        end = self.starting[subject.first][0] if subject.first in self.starting else subject.first + 1
        return end >= last

    def after(self, position: int) -> Subject | None:
        """The subject right after an inverted verb: ``said the President``."""
        page = self.page
        for start in (position + 1, position + 2):
            if start in self.starting and page.gap(start) == " ":
                draft = self.starting[start][1]
                return Subject(start, "publisher" if self.publishes(draft) else "named", (draft,))
        if page.word(position + 1) in ("he", "she"):
            return Subject(position + 1, "he")
        for at in range(position + 1, position + 6):
            if page.gap(at) != " ":
                break
            if page.word(at) in page.lexicon.words("publisher"):
                return Subject(at, "publisher")
        return None
