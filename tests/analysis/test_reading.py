"""One phenomenon a test: what a sentence or two must be read as."""

from __future__ import annotations

import pytest

from briefing.analysis import Facts
from briefing.model import Block, Section
from tests.analysis.reading import entity, read, said

LEAD = "President of Norway Ada Novak spoke today with Prime Minister of Kenya Juma Odera. "


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ada Novak stressed the need for calm.", ("issuer", "Ada Novak", ("stress",))),
        ("The Prime Minister thanked Norway for its help.", ("counterpart", "Juma Odera", ("thank",))),
        ("The leaders discussed trade and agreed to expand it.", ("joint", "", ("discuss", "agree"))),
        ("The two presidents also reviewed trade.", ("joint", "", ("review",))),
        ("It was noted that trade had grown.", ("agentless", "", ("note",))),
        ("The situation in Sudan was also discussed.", ("agentless", "", ("discuss",))),
        (
            "Expressing concern about Sudan, the President urged restraint.",
            ("issuer", "Ada Novak", ("express", "urge")),
        ),
        (
            "Juma Odera, for his part, welcomed the plan, noting its cost.",
            ("counterpart", "Juma Odera", ("welcome", "note")),
        ),
        ("The Kenyan side reaffirmed its position.", ("counterpart", "Kenya", ("reaffirm",))),
        ("The President made clear that Norway would not yield.", ("issuer", "Ada Novak", ("make",))),
        ('"We will not yield," said Juma Odera.', ("counterpart", "Juma Odera", ("say",))),
        ("The President said that Sudan rejected the offer.", ("issuer", "Ada Novak", ("say",))),
    ],
)
def test_who_says_what(sentence: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert said(read(LEAD + sentence))[-1] == expected


def test_plain_telling_says_nothing() -> None:
    assert said(read(LEAD)) == []


def test_pronoun_is_the_last_speaker() -> None:
    assert said(read(LEAD + "Juma Odera praised the plan. He regretted the delay."))[-1][1] == "Juma Odera"


def test_addressee() -> None:
    assert (
        read(LEAD + "Ada Novak congratulated Juma Odera on his election.").statements[-1].addressee
        == "Juma Odera"
    )


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "The Shanghai Cooperation Organization (SCO) met.",
            "Shanghai Cooperation Organization",
            "organisation",
        ),
        ("They praised the Blue Valley Pipeline.", "Blue Valley Pipeline", "project"),
        (
            "They signed the Treaty on the Protection of Rivers.",
            "Treaty on the Protection of Rivers",
            "document",
        ),
        ("They met at the Third River Forum.", "Third River Forum", "event"),
        ("Many Kenyans came.", "Kenyans", "group"),
        (
            "He spoke of UN Security Council Resolution 9999.",
            "UN Security Council Resolution 9999",
            "document",
        ),
        ("Ambassador Zoë O'Neil arrived.", "Zoë O'Neil", "person"),
        ("Sheikh Omar bin Said Al Noor arrived.", "Omar bin Said Al Noor", "person"),
        ("President Carl R. Stone, Jr. spoke.", "Carl R. Stone, Jr.", "person"),
    ],
)
def test_names(text: str, name: str, kind: str) -> None:
    assert entity(read(text), name).kind == kind


def test_abbreviation_belongs_to_its_long_form() -> None:
    briefing = read("The Lake Basin Council (LBC) met. The LBC agreed on quotas.")
    assert [one.surface for one in entity(briefing, "LBC").mentions] == ["Lake Basin Council", "LBC", "LBC"]


def test_capital_is_a_place_or_a_government() -> None:
    briefing = read("She arrived in Nairobi. Signals received from Oslo were good. Oslo's position is known.")
    assert entity(briefing, "Nairobi").kind == "place"
    assert entity(briefing, "Oslo").kind == "organisation"


def test_adjective_is_no_name() -> None:
    assert read("The Norwegian delegation arrived.").entities == ()


def test_name_inside_a_longer_name_is_no_mention() -> None:
    briefing = read("They praised the Norway-Kenya Rail Corridor.")
    assert {one.name for one in briefing.entities} == {"Norway-Kenya Rail Corridor"}


def test_role_is_the_holder_on_that_side() -> None:
    briefing = read(LEAD + "The President of Norway stressed calm. The Prime Minister agreed.")
    roles = {one.surface for one in entity(briefing, "Ada Novak").mentions if one.form == "role"}
    assert roles == {"The President of Norway"}
    assert "The Prime Minister" in {one.surface for one in entity(briefing, "Juma Odera").mentions}


def test_unknown_office_stays_open() -> None:
    briefing = read("The Governor stressed the need for calm.")
    assert briefing.entities == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("President Joseph K. Lane, Jr. spoke. He left at 5 p.m. on Monday.", 2),
        ("The U.S. Embassy opened. H.E. Mr. Odera came at No. 10.", 2),
        ("1. We met.\n\n2. We agreed.", 2),
        ("“We agree. We will act,” he said. They left.", 3),
        ("Costs rose by 2.5 per cent. Nobody knew.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(read(text).sentences) == count


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "President Ada Novak spoke today with Prime Minister Juma Odera about\n"
        "trade in fish and about the reform of the ports of\n"
        "both countries, which is late.\n\nThey agreed to stay in touch."
    )
    assert len(read(text).blocks) == 2


def test_given_headings_decide() -> None:
    text = "First words.\n\nSecond words."
    given = (Section(0, 14, "One", "issue", "given"), Section(14, len(text), "Two", "issue", "given"))
    facts = Facts(
        given_sections=given, given_blocks=(Block(0, 12), Block(14, len(text))), title="T", date="2031-01-02"
    )
    briefing = read(text, facts)
    assert [(one.start, one.end, one.heading) for one in briefing.sections] == [
        (0, 14, "One"),
        (14, len(text), "Two"),
    ]
    assert (briefing.title, briefing.date) == ("T", "2031-01-02")


def test_other_languages_are_shown_and_said_so() -> None:
    briefing = read("Стороны договорились о дальнейших контактах.\n\nПереговоры прошли в Осло.")
    assert briefing.entities == ()
    assert briefing.sections
    assert "not in English" in briefing.notices[0]


def test_facts_of_the_text() -> None:
    briefing = read("On 3 May 2031, " + LEAD)
    assert (briefing.date, briefing.format, briefing.issuer) == ("2031-05-03", "call", "Norway")
    assert briefing.parties == ("Norway", "Kenya")


def test_page_around_the_text_is_furniture() -> None:
    menu = "\n\n".join(["Home", "About", "News", "Contact"])
    text = f"{menu}\n\n{LEAD}They discussed trade in fish and ports.\n\nShare this page\n\n© Press Office"
    kinds = [one.kind for one in read(text).sections]
    assert kinds[0] == kinds[-1] == "furniture"
    assert "opening" in kinds
