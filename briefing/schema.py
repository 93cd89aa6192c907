"""What comes from outside, checked: the front matter of briefings and the configuration.

pydantic takes a while to load, so what must be quick imports this module only where it is used.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from briefing.model import EntityKind, Format

_KEY = 60
"""Characters of a key that is told."""


def _one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _listed(value: object) -> object:
    """``parties: Pakistan`` for ``parties: [Pakistan]``, as people write it."""
    return [value] if isinstance(value, str) and value.strip() else value or ()


def _day(value: object) -> object:
    if isinstance(value, str) and value.strip():
        return date.fromisoformat(value.strip()).isoformat()
    return value or ""


Line = Annotated[str, BeforeValidator(_one_line), Field(max_length=2000)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(_listed)]
Place = Annotated[str, Field(pattern=r"^[^\x00]*$")]
Day = Annotated[str, BeforeValidator(_day)]


class Origin(BaseModel):
    """Where a briefing's words come from."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    path: Line = ""
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    url: Line = ""
    retrieved: Line = ""
    encoding: Line = ""
    words: Line = ""


class EntityCorrection(BaseModel):
    """An entity as the owner of the briefing wants it named, added to what is found in the text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Line, Field(min_length=1)]
    kind: EntityKind = "unknown"
    role: Line = ""
    aliases: Lines = ()


class StatementCorrection(BaseModel):
    """Who speaks in a sentence, as the owner of the briefing knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quote: Annotated[str, BeforeValidator(_one_line), Field(min_length=1, max_length=20_000)]
    speaker: Annotated[Line, Field(min_length=1)]


class FrontMatter(BaseModel):
    """The head of a briefing's Markdown. Keys of other programs are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    briefing: Literal["1"] = "1"
    id: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9-]{0,119})?$")] = ""
    date: Day = ""
    place: Line = ""
    format: Format = "other"
    issuer: Line = ""
    parties: Lines = ()
    meeting: Line = ""
    source: Origin = Origin()
    earlier: Lines = ()
    """The digests of the originals of earlier versions."""
    entities: tuple[EntityCorrection, ...] = ()
    statements: tuple[StatementCorrection, ...] = ()


class Configuration(BaseModel):
    """The settings in a user's file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    library: Place = ""
    libraries: Annotated[tuple[Place, ...], Field(strict=False)] = ()
    notes: Place = ""
    theme: str = ""
    bundled: bool = True
    plain: bool = False
    width: Annotated[int, Field(ge=20, le=200)] = 74


def complaints(error: ValidationError) -> list[str]:
    """What is wrong, a clause for each key: ``"date": not a day like 2022-02-24``."""
    found = []
    for problem in error.errors(include_url=False):
        # A key may be as long as a text, and hold line ends.
        key = ".".join(" ".join(str(part).split())[:_KEY] for part in problem["loc"])
        found.append(f'"{key}": {_plainly(key, str(problem["msg"]))}')
    return found


def _plainly(key: str, message: str) -> str:
    match key.split(".")[-1]:
        case "date":
            return "not a day like 2022-02-24"
        case "format":
            return f"not one of {', '.join(get_args(Format))}"
        case "kind":
            return f"not one of {', '.join(get_args(EntityKind))}"
        case "id":
            return "not made of lower-case letters, digits and hyphens"
        case "briefing":
            return "a version that this program does not know"
        case _ if "\\x00" in message:
            return "a path that no file can have"
        case _:
            return message[:1].lower() + message[1:]
