"""Who says what: a rule of grammar a test, in sentences made for it."""

from __future__ import annotations

import pytest

from tests.analysis.reading import read, said

LEAD = "President of Norway Ada Novak spoke today with Prime Minister of Kenya Juma Odera. "
JOINT = (
    "Joint Statement by Norway and Kenya\n\n"
    "President of Norway Ada Novak and Prime Minister of Kenya Juma Odera met in Oslo.\n\n"
)
NOVAK, ODERA = ("issuer", "Ada Novak"), ("counterpart", "Juma Odera")
BOTH, NOBODY = ("joint", ""), ("agentless", "")


def sides(text: str) -> list[tuple[str, str, str]]:
    return [(side, speaker, " ".join(verbs)) for side, speaker, verbs in said(read(text))]


def last(text: str) -> tuple[str, str, str]:
    found = sides(text)
    return found[-1] if found else ("none", "", "")


def test_every_sentence_of_a_quotation_is_its_speakers() -> None:
    text = '"We value the help. It saves lives. We see it," Ada Novak stressed. "We will not forget. Never."'
    assert sides(LEAD + text) == [(*NOVAK, verbs) for verbs in ("", "", "stress", "", "")]


def test_quotation_after_its_speaker_and_over_paragraphs() -> None:
    text = 'Juma Odera stressed: "We need grain. The ports are closed.\n\n"Nobody can sail. It is late."'
    assert sides(LEAD + text) == [(*ODERA, verbs) for verbs in ("stress", "", "", "")]


def test_scare_quotes_are_nobodys() -> None:
    assert last(LEAD + 'The so-called "reset" and the "new deal" came to nothing.')[0] == "none"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norway will send experts.", ("issuer", "Norway", "")),
        ("By 4 May, the Kenyan side will inform the Norwegian side.", ("counterpart", "Kenya", "")),
        ("Norway, together with its allies, will not waver in this.", ("issuer", "Norway", "")),
        ("The President will travel to Nairobi.", ("none", "", "")),
        ("The political will of Norway is there.", ("none", "", "")),
        ("Peru will host the games.", ("none", "", "")),
        ("Norway is eager to obtain guarantees.", ("issuer", "Norway", "")),
        ("It is for this reason that Norway is keen to help.", ("issuer", "Norway", "")),
        ("Ada Novak is convinced that this is right.", (*NOVAK, "")),
        ("The leaders were of the view that trade matters.", (*BOTH, "")),
        ("According to the Prime Minister, trade will double.", (*ODERA, "")),
        ("There was a thorough exchange of views on Sudan.", (*NOBODY, "")),
    ],
)
def test_resolve_and_stance(sentence: str, expected: tuple[str, str, str]) -> None:
    assert last(LEAD + sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kenya will open an embassy.", ("issuer", "Kenya", "")),
        ("Kenya and Norway will hold a forum.", (*BOTH, "")),
        ("We are encouraged by the growth of trade.", (*BOTH, "")),
        ("We are concerned about drought and condemn the theft of aid.", (*BOTH, "condemn")),
        ("The plan must be agreed by May.", (*BOTH, "")),
        ("It is vital that aid flows.", (*BOTH, "")),
        ("The forum will bring great benefits.", ("none", "", "")),
        ("For its part, Uganda expressed readiness to invest.", ("third", "Uganda", "express")),
        ("The two countries reaffirm their ties.", (*BOTH, "reaffirm")),
        ("Both sides remain committed to peace.", (*BOTH, "remain")),
        ("We share a resolve to act as we seek to end the drought.", (*BOTH, "share")),
        ("We urge all to remain calm, show restraint, and maintain order.", (*BOTH, "urge")),
        ("The sides: (a) welcomed the plan; (b) agreed to meet.", (*BOTH, "welcome agree")),
        ("The parties assume that talks go on.", (*BOTH, "assume")),
        (
            "We, the leaders of Norway and Kenya, and the envoy of Peru, condemn the theft.",
            (*BOTH, "condemn"),
        ),
    ],
)
def test_joint_texts(sentence: str, expected: tuple[str, str, str]) -> None:
    assert last(JOINT + sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The President is also calling on all sides to stop.", (*NOVAK, "call")),
        ("Ada Novak provided detailed information on the plan.", (*NOVAK, "provide")),
        ("Examples of the damage, which are many, were given.", (*NOBODY, "give")),
        ("Due attention was also paid to trade.", (*NOBODY, "pay")),
        ("The Prime Minister proceeds from the premise that talks go on.", (*ODERA, "proceed")),
        ("The President took the opportunity to thank Kenya.", (*NOVAK, "thank")),
        ("The Prime Minister would like to thank Norway.", (*ODERA, "thank")),
        ("The Prime Minister opened by thanking Norway.", (*ODERA, "thank")),
        ("Norway and Kenya concluded two days of talks on training police, countering fraud, and trade.",
         ("none", "", "")),
        ("The conflict must be resolved.", ("none", "", "")),
        ("Both leaders, while recalling old ties, praised the work.", (*BOTH, "recall praise")),
        ("Juma Odera, underlining the value of trade, wished Norway well.", (*ODERA, "underline wish")),
        ("Having noted the growth of trade, the leaders agreed to meet.", (*BOTH, "note agree")),
        ("The President, who recalled the visit, thanked him.", (*NOVAK, "thank")),
        ("Asked about trade, the Prime Minister replied that it grew.", (*ODERA, "reply")),
        ("It was decided to meet again.", (*NOBODY, "decide")),
        ("On Sudan, the President spoke of calm; on trade, she urged speed.", (*NOVAK, "speak urge")),
        ("The Kenyan government reiterates its solidarity.", ("counterpart", "Kenya", "reiterate")),
        ("The Kenyan minister praised the plan.", (*ODERA, "praise")),
        ("The President counselled patience.", (*NOVAK, "counsel")),
        ("The Prime Minister spoke in favour of peace.", (*ODERA, "speak")),
        ("The President paid tribute to the fallen, drew attention to hunger and set out her plan.",
         (*NOVAK, "pay draw set")),
        ("Talks between the two leaders touched on Sudan.", (*NOBODY, "touch")),
        ("The leaders, who last met in May, discussed Sudan.", (*BOTH, "discuss")),
        ("Both condemned the theft.", (*BOTH, "condemn")),
        ("Particular emphasis was made on trade.", (*NOBODY, "make")),
        ("Our state counts on this help.", ("issuer", "", "count")),
        ("We continue to call on all sides to stop.", ("issuer", "", "call")),
        ("For its part, Acme expressed readiness to invest.", ("third", "", "express")),
    ],
)  # fmt: skip
def test_reporting_verbs(sentence: str, expected: tuple[str, str, str]) -> None:
    assert last(LEAD + sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks continued in the hall and lasted two hours.",
        "Prime Minister Odera arrived in Oslo on Monday.",
        "Kenya provides coffee to the region.",
        "The meeting was attended by the ambassadors.",
        "The leaders completed their meeting.",
        "The leaders made statements to the press.",
    ],
)
def test_telling_is_no_saying(sentence: str) -> None:
    assert last(LEAD + sentence) == ("none", "", "")


def test_first_person() -> None:
    text = (
        "Statement by the President\n\n"
        "Today I spoke with Prime Minister of Japan Kenji Mori to discuss the storm. "
        "He told me that help had come. I announced new aid. We also discussed trade. We condemn the theft. "
        "Today, I am also announcing a plan."
    )
    assert sides(text) == [
        (*BOTH, "discuss"),
        ("counterpart", "Kenji Mori", "tell"),
        ("issuer", "", "announce"),
        (*BOTH, "discuss"),
        ("issuer", "", "condemn"),
        ("issuer", "", "announce"),
    ]


def test_turns_of_questions_and_answers() -> None:
    text = (
        "Briefing by Foreign Ministry Spokesperson Lin Hua\n\nGazette: Will China attend?\n\n"
        "Lin Hua: We are ready.\n\nQ: And now?\n\nA: We regret it."
    )
    assert sides(text) == [
        ("third", "", ""),
        ("issuer", "Lin Hua", ""),
        ("third", "", ""),
        ("issuer", "Lin Hua", "regret"),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1.1. The parties agreed to meet. 1.2. They noted the plan.", 2),
        ("The text reads as follows: 1. The parties agreed to meet. 2. They noted the plan.", 3),
        ("IV. The parties agreed. (a) They noted the plan.", 2),
    ],
)
def test_list_number_goes_with_its_sentence(text: str, count: int) -> None:
    assert len(read(text).sentences) == count


def test_body_without_a_country_is_the_issuer_of_its_own_text() -> None:
    text = (
        "High Representative Anna Lindqvist met with Foreign Minister of Chile Pedro Soto. "
        "The European Union stands ready to help. The European Union will send experts."
    )
    assert sides(text) == [("issuer", "European Union", "stand"), ("issuer", "European Union", "")]
