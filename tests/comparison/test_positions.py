"""Issues by parties: every statement in one cell, and what is agreed, said and claimed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis import bundled
from briefing.comparison import find_positions
from tests.comparison.samples import OURS, THEIRS, read, shipped
from tests.comparison.test_comparing import MET, SENTENCES

OWN = shipped("example-vesmark-talora")
OTHER = shipped("example-talora-vesmark")


def check(briefings) -> None:
    found = find_positions(briefings, bundled())
    told = Counter((one.briefing, one.statement) for cell in found.cells for one in cell.told)
    wanted = {(n, at) for n, briefing in enumerate(briefings) for at in range(len(briefing.statements))}
    assert told == Counter(wanted)
    assert sum(cell.count for cell in found.cells) == sum(len(one.statements) for one in briefings)
    for cell in found.cells:
        assert found.issues[cell.issue]
        assert found.parties[cell.party]
        assert found.at(cell.issue, cell.party) is cell
        for one in cell.told:
            statement = briefings[one.briefing].statements[one.statement]
            assert (one.start, one.end) == (statement.start, statement.end)
            assert any(
                sentence.start <= one.start < one.end <= sentence.end
                for sentence in briefings[one.briefing].sentences
            )
            assert one.strength == statement.strength
            assert one.verb in ("", *statement.verbs)
        assert cell.strongest.strength == max(one.strength for one in cell.told)
    used = {cell.issue for cell in found.cells}
    assert {cell.party for cell in found.cells} == set(range(len(found.parties)))
    assert used <= set(range(len(found.issues)))


@pytest.mark.parametrize("briefings", [[OWN], [OWN, OTHER], [OWN, OTHER, read(OURS)], [read("")]])
def test_every_cell_leads_to_its_sentences(briefings) -> None:
    check(briefings)


@settings(max_examples=30)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), max_size=6).map(" ".join), min_size=1, max_size=3))
def test_sums_are_the_statements(texts) -> None:
    check([read(MET + text) for text in texts])


def cell(found, issue: str, party: str):
    return found.at(found.issues.index(issue), found.parties.index(party))


def test_the_strongest_verb_stands_for_a_cell() -> None:
    found = find_positions([OWN, OTHER], bundled())
    assert found.parties == ("Vesmark", "Talora", "Both sides", "Nobody named")
    strait = cell(found, "Maritime security", "Vesmark")
    assert (strait.strongest.verb, strait.count) == ("stress", 2)


STANDING = [
    ("Fisheries", "Both sides", {0: {"claimed"}, 1: {""}}),
    ("Corrin Islands dispute", "Talora", {1: {"said"}}),
    ("Maritime security", "Vesmark", {0: {"said"}, 1: {"told by both"}}),
    ("Maritime security", "Talora", {0: {"told by both"}, 1: {"said"}}),
    ("Education", "Vesmark", {1: {"claimed"}}),
]


@pytest.mark.parametrize(("issue", "party", "standings"), STANDING)
def test_agreed_said_and_claimed(issue, party, standings) -> None:
    found = find_positions([OWN, OTHER], bundled())
    here = cell(found, issue, party)
    by_briefing: dict[int, set[str]] = {}
    for one in here.told:
        by_briefing.setdefault(one.briefing, set()).add(one.standing)
    assert by_briefing == standings


def test_agreed_is_what_both_say_was_agreed() -> None:
    a = read(MET + "The ministers agreed to conclude the agreement on fisheries.")
    b = read(MET + "They agreed on a treaty on fisheries. They agreed to fight climate change.")
    found = find_positions([a, b], bundled())
    assert {one.standing for one in cell(found, "Fisheries", "Both sides").told} == {"agreed"}
    assert {one.standing for one in cell(found, "Climate change", "Both sides").told} == {"claimed"}


def test_one_account_alone_confirms_nothing() -> None:
    found = find_positions([OWN], bundled())
    standings = {one.standing for one in found.cells for one in one.told}
    assert "agreed" not in standings
    assert "told by both" not in standings


def test_parties_of_three_accounts() -> None:
    found = find_positions([read(OURS), read(THEIRS), OWN], bundled())
    assert set(found.parties) >= {"Estonia", "Latvia", "Vesmark"}
