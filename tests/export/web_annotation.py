"""The shapes of the W3C's Web Annotation Data Model that are written here, with the rules of its text.

https://www.w3.org/TR/annotation-model/ — a key or a value that is not in here is an error.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Iri = Annotated[
    str,
    # RFC 3986: a scheme, then none but its characters, and of these a percent sign with two digits alone.
    Field(pattern=r"^(urn:[a-z0-9][a-z0-9-]{1,31}:|https?://[^/])(?:[!$&-;=?-Z_a-z~\[\]]|%[0-9A-Fa-f]{2})+$"),
]
Moment = Annotated[str, Field(pattern=r"^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$")]
Motivation = Literal[
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
]
Whole = Annotated[int, Field(ge=0, strict=True)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class TextualBody(Shape):
    type: Literal["TextualBody"]
    value: str
    format: Literal["text/markdown", "text/plain"]
    purpose: Motivation


class TextQuoteSelector(Shape):
    type: Literal["TextQuoteSelector"]
    exact: Annotated[str, Field(min_length=1)]
    prefix: str | None = None
    suffix: str | None = None


class TextPositionSelector(Shape):
    type: Literal["TextPositionSelector"]
    start: Whole
    end: Whole

    @model_validator(mode="after")
    def in_order(self) -> TextPositionSelector:
        assert self.start <= self.end
        return self


Selector = Annotated[TextQuoteSelector | TextPositionSelector, Field(discriminator="type")]


class TimeState(Shape):
    type: Literal["TimeState"]
    cached: Iri


class SpecificResource(Shape):
    type: Literal["SpecificResource"]
    source: Iri
    scope: Iri | None = None
    state: TimeState | None = None
    selector: Annotated[list[Selector] | None, Field(min_length=1)] = None

    @model_validator(mode="after")
    def positions_have_their_text(self) -> SpecificResource:
        kinds = [selector.type for selector in self.selector or ()]
        assert len(kinds) == len(set(kinds))
        assert ("TextPositionSelector" in kinds) == (self.state is not None)
        return self


class Annotation(Shape):
    id: Iri
    type: Literal["Annotation"]
    created: Moment | None = None
    motivation: Motivation
    body: Annotated[list[TextualBody] | None, Field(min_length=1)] = None
    target: SpecificResource
    on: Annotated[Literal["passage", "section", "briefing", "entity"], Field(alias="briefing:target")]
    status: Annotated[
        Literal["same", "moved", "changed", "uncertain", "orphan"], Field(alias="briefing:status")
    ]
    section: Annotated[str, Field(alias="briefing:section")]

    @model_validator(mode="after")
    def bodies_are_what_it_is_for(self) -> Annotation:
        purposes = [body.purpose for body in self.body or ()]
        assert self.motivation == (purposes[0] if purposes else "highlighting")
        return self


class AnnotationPage(Shape):
    id: Iri
    type: Literal["AnnotationPage"]
    part_of: Annotated[Iri, Field(alias="partOf")]
    start_index: Annotated[Whole, Field(alias="startIndex")]
    items: Annotated[list[Annotation], Field(min_length=1)]


class AnnotationCollection(Shape):
    context: Annotated[list[str | dict[str, Iri]], Field(alias="@context")]
    id: Iri
    type: Literal["AnnotationCollection"]
    label: Annotated[str, Field(min_length=1)]
    total: Whole
    first: AnnotationPage | None = None
    last: Iri | None = None

    @model_validator(mode="after")
    def is_whole(self) -> AnnotationCollection:
        assert self.context[0] == "http://www.w3.org/ns/anno.jsonld"
        assert self.total == len(self.items)
        assert (self.first is None) == (self.total == 0)
        if self.first:
            assert (self.first.part_of, self.first.start_index) == (self.id, 0)
            assert self.last == self.first.id
        assert len({item.id for item in self.items}) == self.total
        return self

    @property
    def items(self) -> list[Annotation]:
        return self.first.items if self.first else []
