"""The countries, against the Common Locale Data Repository as Babel carries it and against the list of the
members of the United Nations."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from briefing.analysis.lexicon import slug

COUNTRIES = tomllib.loads((files("briefing.lexicon") / "countries.toml").read_text(encoding="utf-8"))[
    "country"
]

MEMBERS_BY_REGION = {
    "Africa": (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR "
        "MU MW MZ NA NE NG RW SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW"
    ),
    "Americas": (
        "AG AR BB BO BR BS BZ CA CL CO CR CU DM DO EC GD GT GY HN HT JM KN LC MX NI PA PE PY SR SV TT "
        "US UY VC VE"
    ),
    "Asia": (
        "AE AF AM AZ BD BH BN BT CN CY GE ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MV MY "
        "NP OM PH PK QA SA SG SY TH TJ TL TM TR UZ VN YE"
    ),
    "Europe": (
        "AD AL AT BA BE BG BY CH CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT "
        "NL NO PL PT RO RS RU SE SI SK SM UA"
    ),
    "Oceania": "AU FJ FM KI MH NR NZ PG PW SB TO TV VU WS",
}
MEMBERS = {code for codes in MEMBERS_BY_REGION.values() for code in codes.split()}

OTHERS = {
    "PS": "observer",
    "VA": "observer",
    "TW": "no member, named in readouts",
    "XK": "no member, named in readouts; a code that ISO leaves to its users and CLDR gives to Kosovo",
}

HISTORICAL = {
    "CS": "Czechoslovakia; the code was withdrawn",
    "DD": "German Democratic Republic; the code was withdrawn",
    "SU": "Soviet Union; the code was withdrawn",
    "YU": "Yugoslavia; the code was withdrawn",
}

NAMED_OTHERWISE = {
    "MM": "CLDR joins two names, Myanmar (Burma); each of them is here",
    "PS": "CLDR names the territories, which are a place; the state is Palestine",
    "VA": "CLDR names the city, which is the capital; the party to a treaty is the Holy See",
}

WITHOUT_DEMONYM = {"VA": "the Holy See has no adjective; 'Vatican' is the seat that stands for it"}

WITHOUT_CAPITAL = {
    "CS": "Prague is the capital of Czechia",
    "SU": "Moscow is the capital of Russia",
    "YU": "Belgrade is the capital of Serbia",
}


def forms(code: str) -> set[str]:
    """A country's name and aliases, folded."""
    table = COUNTRIES[code]
    return {slug(form) for form in (table["name"], *table["aliases"])}


@pytest.fixture(scope="module")
def territories() -> dict[str, str]:
    """Alpha-2 codes and English names."""
    babel = pytest.importorskip("babel")
    return {
        code: name for code, name in babel.Locale("en").territories.items() if re.fullmatch("[A-Z]{2}", code)
    }


def test_every_state_is_here_once() -> None:
    assert len(MEMBERS) == 193
    assert set(COUNTRIES) == MEMBERS | set(OTHERS) | set(HISTORICAL)


def test_codes_are_known(territories: dict[str, str]) -> None:
    assert set(COUNTRIES) - set(territories) == set(HISTORICAL)


def test_display_names_are_known(territories: dict[str, str]) -> None:
    unknown = {
        code for code in set(COUNTRIES) & set(territories) if slug(territories[code]) not in forms(code)
    }
    assert {code: territories[code] for code in unknown - set(NAMED_OTHERWISE)} == {}
    assert unknown == set(NAMED_OTHERWISE)


def test_no_display_name_belongs_to_another_country(territories: dict[str, str]) -> None:
    codes = {slug(name): code for code, name in territories.items()}
    astray = {(code, form) for code in COUNTRIES for form in forms(code) if codes.get(form, code) != code}
    assert astray == set()


def test_joined_name_is_here_in_its_parts() -> None:
    assert {"myanmar", "burma"} <= forms("MM")


def test_every_country_has_a_demonym() -> None:
    assert {code for code, table in COUNTRIES.items() if not table["demonyms"]} == set(WITHOUT_DEMONYM)


def test_every_country_has_a_capital() -> None:
    assert {code for code, table in COUNTRIES.items() if not table["capital"]} == set(WITHOUT_CAPITAL)
