"""What sections are called."""

from __future__ import annotations

import pytest

from tests.analysis.reading import read

LEAD = "Prime Minister of Norway Kari Holm spoke by telephone with President of Kenya Joseph Otieno.\n\n"


@pytest.mark.parametrize(
    ("sentence", "heading"),
    [
        ("Turning to illegal migration, the leaders agreed to share data.", "Illegal migration"),
        ("They underscored the importance of the Black Sea Grain Initiative.", "Black Sea Grain Initiative"),
        ("They discussed climate change, fisheries and trade.", "Climate change, fisheries and trade"),
        ("They condemned the aggression against Ukraine.", "Ukraine"),
        ("They called for economic sanctions should Belarus take part in the attack.", "Economic sanctions"),
        ("They discussed the exchange of prisoners between Israel and Lebanon.", "Exchange of prisoners"),
        ("The leaders decided to open a process of in-depth reflection.", "Process of in-depth reflection"),
        ("On energy, they agreed that more could be done together.", "Energy"),
    ],
)  # fmt: skip
def test_section_is_called_after_its_subject(sentence: str, heading: str) -> None:
    assert read(LEAD + sentence).sections[-1].heading == heading
