"""Who and what is named in sentences of their own, and who says what in them."""

from __future__ import annotations

import pytest

from briefing.analysis import analyse, bundled
from briefing.sources import source_from_text

ENTITIES = [
    (
        "The delegation visited the Prime Minister's Office in Riga.",
        {"Prime Minister's Office": "organisation", "Riga": "place"},
    ),
    (
        "Central Bank Governors of Estonia and Latvia met in Riga.",
        {"Estonia": "country", "Latvia": "country", "Riga": "place"},
    ),
    (
        "PJSC Sea Lines and PAO North Grain signed the contract.",
        {"PJSC Sea Lines": "organisation", "PAO North Grain": "organisation"},
    ),
    ("The oil company Amber Drilling opened an office.", {"Amber Drilling": "organisation"}),
    (
        "The Memorandum of Understanding between the Ministry of Health and Social Affairs of Estonia and "
        "the Ministry of Health of Latvia on Vaccines was signed.",
        {
            "Memorandum of Understanding between the Ministry of Health and Social Affairs of Estonia and "
            "the Ministry of Health of Latvia on Vaccines": "document"
        },
    ),
    (
        "The Presidents of Estonia, Latvia and Lithuania, His Excellency Alar Karis, Mr. Edgars Rinkevics "
        "and Mr. Gitanas Nauseda, met.",
        {
            "Estonia": "country",
            "Latvia": "country",
            "Lithuania": "country",
            "Alar Karis": "person",
            "Edgars Rinkevics": "person",
            "Gitanas Nauseda": "person",
        },
    ),
    (
        "Foreign Ministers Anna Berg (Norway) and Ola Lund (Sweden) met in Oslo.",
        {
            "Anna Berg": "person",
            "Norway": "country",
            "Ola Lund": "person",
            "Sweden": "country",
            "Oslo": "place",
        },
    ),
    (
        "The Agreement on Trade was signed by the Parties to the Convention on the Sea.",
        {"Agreement on Trade": "document", "Convention on the Sea": "document"},
    ),
    (
        "The State Duma of the Federal Assembly received Ludwig van Beethoven of Austria.",
        {
            "State Duma of the Federal Assembly": "organisation",
            "Ludwig van Beethoven": "person",
            "Austria": "country",
        },
    ),
    (
        "The Joint-Sea-Trade Commission (JSTC) met. The JSTC agreed on quotas.",
        {"Joint-Sea-Trade Commission": "organisation"},
    ),
]


@pytest.mark.parametrize(("text", "named"), ENTITIES, ids=[text[:40] for text, _ in ENTITIES])
def test_what_is_named(text: str, named: dict[str, str]) -> None:
    found = analyse(source_from_text(text), bundled())
    assert {entity.name: entity.kind for entity in found.entities} == named


MET = "President Ada Holm of Estonia met Prime Minister Iven Tarr of Latvia. "
STATEMENTS = [
    (f"{MET}According to President Holm, trade must grow.", [("Ada Holm", ())]),
    (f"{MET}In President Holm's view, trade must grow.", [("Ada Holm", ())]),
    (f"{MET}In Prime Minister Tarr's opinion, trade must grow.", [("Iven Tarr", ())]),
    (f"{MET}In his country, trade must grow.", []),
    (f"{MET}In Latvia's harbours, trade must grow.", []),
    (
        "President Ada Holm of Estonia, noting that trade grew and stressing that it must grow, urged Latvia "
        "to act.",
        [("Ada Holm", ("note", "stress", "urge"))],
    ),
    (
        "Noting that trade grew and welcoming the new bridge, President Ada Holm of Estonia urged Latvia to "
        "act.",
        [("Ada Holm", ("note", "welcome", "urge"))],
    ),
    ("India's position was noted.", [("", ("note",))]),
    ("Pakistan called upon India to act.", [("Pakistan", ("call",))]),
]


@pytest.mark.parametrize(("text", "said"), STATEMENTS, ids=[text[-40:] for text, _ in STATEMENTS])
def test_who_says_what(text: str, said: list[tuple[str, tuple[str, ...]]]) -> None:
    found = analyse(source_from_text(text), bundled())
    assert [(one.speaker, one.verbs) for one in found.statements] == said


def test_foreign_ministers_in_brackets_have_their_office() -> None:
    found = analyse(
        source_from_text("Foreign Ministers Anna Berg (Norway) and Ola Lund (Sweden) met."), bundled()
    )
    assert {one.name: one.role for one in found.entities if one.kind == "person"} == {
        "Anna Berg": "Foreign Minister",
        "Ola Lund": "Foreign Minister",
    }
