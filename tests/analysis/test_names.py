"""Names of people, bodies, papers and meetings: where they begin and end, their kind, their office."""

from __future__ import annotations

import pytest

from tests.analysis.reading import entity, read

TAIL = " It was said that this is of use to all of them and that they will go on with it."


def kinds(text: str) -> dict[str, str]:
    return {form: one.kind for one in read(text + TAIL).entities for form in one.aliases}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Talks of Minister of Ports of Kenya Juma Odera and Minister of Ports of Norway Ada Novak"
            " were held.",
            "Juma Odera",
            "Minister of Ports of Kenya",
        ),
        (
            "Kenya's Minister of Water, Sanitation and Irrigation Juma Odera met them.",
            "Juma Odera",
            "Kenya's Minister of Water, Sanitation and Irrigation",
        ),
        (
            "They heard Head of the Bureau for River Policy Ada Novak.",
            "Ada Novak",
            "Head of the Bureau for River Policy",
        ),
        (
            "They met with the Special Envoy of the President of Kenya, Juma Odera, and left.",
            "Juma Odera",
            "Special Envoy of the President of Kenya",
        ),
        (
            "Under Secretary for Western Hemisphere Affairs Ada Novak met them.",
            "Ada Novak",
            "Under Secretary for Western Hemisphere Affairs",
        ),
        (
            "Juma Odera, Vice Minister of Trade of Kenya, and the others met them.",
            "Juma Odera",
            "Vice Minister of Trade of Kenya",
        ),
        ("State Secretary Ada Novak met them in the morning.", "Ada Novak", "State Secretary"),
        (
            "The meeting was with H.E. Dr. Juma Odera, Ambassador to Norway.",
            "Juma Odera",
            "Ambassador to Norway",
        ),
        (
            "They were met by the Norwegian Foreign Minister Ada Novak.",
            "Ada Novak",
            "Norwegian Foreign Minister",
        ),
        ("It was told by Dr. Milan Novak to them.", "Milan Novak", ""),
        ("The Minister, Ms Ada Novak MP, met them in the house.", "Ada Novak", "Minister"),
        ("Presidents Ada Novak and Juma Odera met in the morning.", "Juma Odera", "President"),
        (
            "The Foreign Ministers of Kenya and Norway, Juma Odera and Ada Novak, met.",
            "Ada Novak",
            "Foreign Minister",
        ),
    ],
)
def test_office_and_holder(text: str, name: str, role: str) -> None:
    found = entity(read(text + TAIL), name)
    assert (found.name, found.kind, found.role) == (name, "person", role)


@pytest.mark.parametrize(
    "name",
    [
        "Kim Ha-neul",
        "Nguyen Van Tam",
        "Juma bin Said Al Odera",
        "Ada van der Novak",
        "João dos Rios",
        "Ada Novak-Lima",
        "J. K. Odera",
        "Ada Novak III",
        "Syed Juma Odera",
    ],
)
def test_names_of_many_houses(name: str) -> None:
    assert entity(read(f"Foreign Minister {name} met with them in the morning." + TAIL), name).name == name


def test_led_by_is_no_name() -> None:
    assert "Novak-led" not in kinds("They spoke of the President Novak-led team and of its work.")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They told of the Palace Office of River Policy Deputy Director Ada Novak.",
         "Palace Office of River Policy", "organisation"),
        ("He works in the Chancellery of the President of Kenya and in the house.",
         "Chancellery of the President of Kenya", "organisation"),
        ("They recalled the 1998 Agreement between the Government of Kenya and the Government of Norway on"
         " River Transport.",
         "1998 Agreement between the Government of Kenya and the Government of Norway on River Transport",
         "document"),
        ("They signed the Memorandum between the Ministry of Ports of Kenya and the Ministry of Ports of"
         " Norway on Tides.",
         "Memorandum between the Ministry of Ports of Kenya and the Ministry of Ports of Norway on Tides",
         "document"),
        ("They hailed the Treaty on Friendship, Transit and Mutual Assistance.",
         "Treaty on Friendship, Transit and Mutual Assistance", "document"),
        ("They hailed the Action on Rivers and Lakes Use.", "Action on Rivers and Lakes Use", "document"),
        ("The text of the Joint Statement was agreed by them.", "Joint Statement", "document"),
        ("They spoke of the 12th session of the Conference of the Parties to the Harbour Convention.",
         "12th session of the Conference of the Parties to the Harbour Convention", "event"),
        ("They hosted the Fifth Meeting of the Harbour Cities Dialogue.", "Harbour Cities Dialogue", "event"),
        ("They looked to the two Harbour Water Conferences.", "Harbour Water Conferences", "event"),
        ("They opened the Kenya-Organization of Islamic Cooperation Strategic Dialogue.",
         "Kenya-Organization of Islamic Cooperation Strategic Dialogue", "event"),
        ("They work with NJSC Harbour of Norway in this.", "NJSC Harbour of Norway", "organisation"),
        ("They work with Fjordwind Energi GmbH in this.", "Fjordwind Energi GmbH", "organisation"),
        ("They met the oil and gas companies FjNoG and KTZ Olaren to invest.", "FjNoG", "organisation"),
        ("They met the oil and gas companies FjNoG and KTZ Olaren to invest.", "KTZ Olaren", "organisation"),
        ("It is of the Novak-Odera expert group, they said.", "Novak-Odera expert group", "organisation"),
        ("Peace is needed in the internal Ukraine crisis, they said.", "Ukraine", "country"),
        ("They praised the Economic and Water Crimes Commission.",
         "Economic and Water Crimes Commission", "organisation"),
        ("They hailed the Harbour Plan 2021-2026 in the house.", "Harbour Plan 2021-2026", "document"),
        ("There was a fire in Vardheim that week, they said.", "Vardheim", "place"),
    ],
)  # fmt: skip
def test_where_a_name_ends(text: str, name: str, kind: str) -> None:
    assert kinds(text).get(name) == kind


@pytest.mark.parametrize(
    "words", ["Net Zero", "Human Environment", "Nutrition Development Approach", "Statement on Peace Across"]
)
def test_common_words_are_no_names(words: str) -> None:
    found = kinds(f"The {words} said nothing new to them, and they spoke of {words} again.")
    assert words not in found or (found[words] == "document" and not words.endswith("Across"))


def test_list_of_people() -> None:
    text = "Ada Novak, Director of the Tides Bureau\n\nIda Strand, Ole Brekke and He Feng were present."
    found = kinds(text)
    assert {found.get(name) for name in ("Ada Novak", "Ida Strand", "Ole Brekke", "He Feng")} == {"person"}


def test_signature() -> None:
    text = "The treaty is in force." + TAIL + "\n\nFor the Government of Kenya: Juma Odera"
    assert kinds(text)["Juma Odera"] == "person"


@pytest.mark.parametrize(
    "words", ["Envoy of the President ", "the People's ", "and Economic ", "Ministers A and "]
)
def test_repeated_without_end(words: str) -> None:
    assert read("The " + words * 3000 + "went.").sentences


def test_order_of_merit_is_no_name() -> None:
    found = kinds("The President of Kenya, Juma Odera, EGH, met them in the morning.")
    assert "Juma Odera" in found and "EGH" not in found


def test_office_of_another_country_is_not_linked() -> None:
    text = "President of Norway Ada Novak met with them. The President of Kenya was invited to come." + TAIL
    assert {one.form for one in entity(read(text), "Ada Novak").mentions} == {"name"}


def test_title_line_of_the_text_is_no_document() -> None:
    text = (
        "Joint Statement on Rivers and Lakes\n\nThe ministers of Kenya and Norway met to talk of it." + TAIL
    )
    assert not [one for one in read(text).entities if one.kind == "document"]
