import pytest
from pydantic import ValidationError

from briefing.schema import Configuration, FrontMatter, complaints


def test_people_write_one_party_without_brackets():
    assert FrontMatter.model_validate({"parties": "Norway"}).parties == ("Norway",)
    assert FrontMatter.model_validate({"parties": ""}).parties == ()


def test_lines_are_one_line():
    found = FrontMatter.model_validate({"place": " Oslo,\n  Norway ", "parties": ["a\tb"]})
    assert (found.place, found.parties) == ("Oslo, Norway", ("a b",))


def test_days_are_iso():
    assert FrontMatter.model_validate({"date": " 20240506 "}).date == "2024-05-06"
    assert FrontMatter.model_validate({"date": ""}).date == ""


def test_keys_of_others_are_left_alone_and_ours_are_checked():
    assert FrontMatter.model_validate({"mood": "sunny", "source": {"colour": "red"}}) == FrontMatter()
    with pytest.raises(ValidationError) as caught:
        FrontMatter.model_validate({"date": "x", "entities": [{"name": "a", "hue": "b"}], "id": "../x"})
    assert complaints(caught.value) == [
        '"id": not made of lower-case letters, digits and hyphens',
        '"date": not a day like 2022-02-24',
        '"entities.0.hue": extra inputs are not permitted',
    ]


def test_settings_are_strict():
    with pytest.raises(ValidationError):
        Configuration.model_validate({"bundled": "yes"})
