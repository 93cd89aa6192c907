"""The keys in force: the table, the presets, the user's own, and what is wrong with them."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import actions, keymap
from briefing.actions import BY_ID, key_name
from briefing.keymap import Keymap, full_id, read


def told(preset="vim", **own):
    return [problem.told for problem in read(preset, own)[1]]


def test_without_anything_the_table_is_in_force():
    found, problems = read("vim", {})
    assert (found, problems) == (Keymap(), [])
    assert found.of(BY_ID["next_section"]) == BY_ID["next_section"].keys


ACCEPTED = [
    ({"text.next_section": ["]", "F8"]}, "next_section", ("right_square_bracket", "f8")),
    ({"next_section": "§"}, "next_section", ("section_sign",)),
    ({"text": {"next_section": "§"}}, "next_section", ("section_sign",)),
    ({"next_section": ["§", "§"]}, "next_section", ("section_sign",)),
    ({"next_section": []}, "next_section", ()),
    ({"next_section": ""}, "next_section", ()),
    ({"copy": "d", "half_page_down": "ctrl+d"}, "copy", ("d",)),
    ({"copy": "Y", "copy_cited": "y"}, "copy", ("Y",)),
    ({"save_note": "F2", "tags": "shift+Tab"}, "save_note", ("f2",)),
    # The same key in scopes that are never active together.
    (
        {"text.copy": "ctrl+y", "list.rename": "ctrl+y", "library.open_briefing": "ctrl+y"},
        "copy",
        ("ctrl+y",),
    ),
    # What leads out of the innermost may share a key; so may what is reached while a note is not typed.
    ({"close": "Q", "close_review": "Q", "quit": "Q"}, "close", ("Q",)),
]


@pytest.mark.parametrize(("own", "action", "keys"), ACCEPTED)
def test_keys_of_the_user(own, action, keys):
    found, problems = read("vim", own)
    assert problems == []
    assert found.of(BY_ID[action]) == keys
    assert found.of(BY_ID["highlight"]) == ("x",)


REFUSED = [
    ({"text.next_secton": "l"}, "no action 'text.next_secton'; did you mean 'text.next_section'?"),
    ({"next_secton": "l"}, "no action 'next_secton'; did you mean 'text.next_section'?"),
    ({"reader.next_section": "l"}, "no action 'reader.next_section'; did you mean 'text.next_section'?"),
    ({"zzz": "l"}, "no action 'zzz'; 'briefing config show' lists them"),
    ({"text": {"zzz": "l"}}, "no action 'text.zzz'"),
    ({"text.copy": 1}, "'text.copy' takes a key or a list of keys"),
    ({"text.copy": ["y", 1]}, "'text.copy' takes a key or a list of keys"),
    ({"text.copy": {"y": {}}}, "no action 'text.copy.y'"),
    ({"text.copy": True}, "'text.copy' takes a key or a list of keys"),
    ({"text.copy": False}, "'text.copy' takes a key or a list of keys"),
    ({"": "y"}, "there is no action ''"),
    ({"text.copy": "gg"}, "'gg' is no key"),
    ({"text.copy": [""]}, "'' is no key"),
    ({"text.copy": "alt+c"}, "'alt+c' reaches the reader as Esc"),
    ({"text.copy": "c", "copy": "y"}, "'text.copy' is given its keys twice"),
    ({"text.copy": "d"}, "'d' would do both 'text.half_page_down' and 'text.copy'"),
    ({"text.copy": ["d", "u"]}, "'d' would do both"),
    ({"text.copy": "q"}, "'q' would do both 'reader.close' and 'text.copy'"),
    ({"text.copy": "B"}, "'B' would do both 'everywhere.library' and 'text.copy'"),
    ({"list.rename": "i"}, "'i' would do both 'reader.panel' and 'list.rename'"),
    ({"review.accept": "i"}, "'i' would do both 'reader.panel' and 'review.accept'"),
    ({"editor.save_note": "ctrl+q"}, "'ctrl+q' would do both 'everywhere.leave' and 'editor.save_note'"),
    ({"library.open_briefing": "M"}, "'M' would do both 'everywhere.all_notes' and 'library.open_briefing'"),
    ({"notes.open_note": "/"}, "'/' would do both 'notes.open_note' and 'notes.filter_notes'"),
    ({"reader.back": "q"}, "'q' would do both 'reader.back' and 'reader.close'"),
    ({"review.accept": "q"}, "'q' would do both 'review.accept' and 'review.close_review'"),
    ({"help": "q"}, "'q' would do both 'everywhere.help' and 'reader.close'"),
    ({"copy": "F7", "undo": "F7"}, "'F7' would do both 'text.undo' and 'text.copy'"),
    ({"editor.save_note": "s"}, "'editor.save_note' cannot have 's', which is typed into the note"),
    ({"editor.tags": "space"}, "'editor.tags' cannot have 'space', which is typed into the note"),
    ({"editor.tags": "§"}, "which is typed into the note"),
    ({"editor.save_note": "ctrl+z"}, "'editor.save_note' cannot have 'ctrl+z', by which the note is edited"),
    ({"editor.save_note": "Enter"}, "'editor.save_note' cannot have 'Enter', by which the note is edited"),
    *(
        ({action: []}, f"'{action}' must keep a key")
        for action in (
            *("everywhere.help", "everywhere.palette", "everywhere.leave", "reader.close", "library.quit"),
            *("editor.save_note", "editor.close_editor", "review.close_review", "notes.close_notes"),
        )
    ),
]


@pytest.mark.parametrize(("own", "reason"), REFUSED)
def test_wrong_keys_are_told_and_none_of_them_is_in_force(own, reason):
    found, problems = read("vim", {**own, "text.highlight": "Z"})
    assert any(reason in problem.told for problem in problems), problems
    assert found.of(BY_ID["highlight"]) == ("x",)
    for problem in problems:
        assert problem.where[0] == "keys"


def test_a_table_that_is_none():
    (problem,) = read("vim", 3)[1]
    assert problem.where == ("keys",)
    assert "must be a table" in problem.told


def test_an_unknown_preset_is_told_and_the_table_is_in_force():
    found, problems = read("vi", {"highlight": "Z"})
    assert [problem.where for problem in problems] == [("preset",)]
    assert problems[0].told == "there is no preset 'vi'; did you mean 'vim'?"
    assert found == Keymap()
    assert told(preset=["vim"]) == ["there is no preset ['vim']; did you mean 'vim'?"]
    assert "there are vim, newsboat, arrows" in told(preset=0)[0]


def test_all_problems_are_told():
    assert len(told(zzz="a", copy="d", help=[], tag="ctrl+i")) == 4


def test_a_clash_is_told_where_the_later_of_two_rows_stands():
    problems = read("vim", {"text.undo": "F7", "text.highlight": "Z", "text.copy": "F7"})[1]
    assert [problem.where for problem in problems] == [("keys", "text.copy")]


def test_wrong_keys_leave_those_of_the_preset():
    found, problems = read("arrows", {"text.copy": "alt+y"})
    assert problems
    assert found == read("arrows", {})[0]
    assert Keymap(problems=("One is wrong.",)).trouble.startswith("One is wrong.")
    assert "and 2 more" in Keymap(problems=("a", "b", "c")).trouble
    assert Keymap().trouble == ""


@pytest.mark.parametrize("preset", keymap.PRESETS)
def test_each_preset_is_sound(preset):
    found, problems = read(preset, {})
    assert problems == []
    for action in actions.ACTIONS:
        assert len(found.of(action)) == len(set(found.of(action)))
        if action.keys:
            assert found.of(action), full_id(action)


@pytest.mark.parametrize("preset", keymap.PRESETS)
def test_a_preset_written_as_ones_own_keys_is_as_sound(preset):
    """The rows go through all that is checked in a user's."""
    own = {full_id(action): read(preset, {})[0].names(action) for action in actions.ACTIONS}
    for base in keymap.PRESETS:
        found, problems = read(base, own)
        assert problems == []
        assert found == read(preset, {})[0]


def test_no_preset_is_left_out():
    import tomllib
    from pathlib import Path

    written = tomllib.loads((Path(keymap.__file__).parent / "presets.toml").read_text())
    assert ("vim", *written) == keymap.PRESETS
    for rows in written.values():
        assert set(rows) <= set(map(full_id, actions.ACTIONS))


def test_arrows_leaves_the_keys_of_vim_alone():
    found = read("arrows", {})[0]
    bound = {name for action in actions.ACTIONS for name in found.names(action)}
    assert not bound & set("hjkldubgGJK[]{}()")
    named = ("↓", "↑", "→", "←", "PgDn", "PgUp", "Home", "End", "Enter", "Esc", "Tab")
    motions = {name for motion in ("line_down", "top", "word_more") for name in found.names(BY_ID[motion])}
    assert motions <= set(named)


def test_sentences_name_the_keys_in_force():
    found = read("vim", {"undo": "F7", "review": []})[0]
    assert found.help(BY_ID["delete_note"]) == "The note on the sentence; F7 brings it back."
    assert Keymap().help(BY_ID["delete_note"]) == "The note on the sentence; U brings it back."
    assert "and Check notes fastens" in found.help(BY_ID["retarget"])


@pytest.mark.parametrize("action", actions.ACTIONS, ids=full_id)
def test_what_helps_name_are_actions_of_the_same_place(action):
    import re

    for name in re.findall(r"\{(.*?)\}", action.help):
        scopes = {action.scope, BY_ID[name].scope}
        near = any(scopes <= set(together) for together in keymap.TOGETHER)
        assert near, name


KEYS = st.sampled_from(["c", "d", "q", "B", "]", "ctrl+s", "ctrl+q", "Esc", "F2", "Enter", "n", "ctrl+z"])
OWN = st.dictionaries(
    st.sampled_from([full_id(action) for action in actions.ACTIONS]), st.lists(KEYS, max_size=2), max_size=5
)


@given(st.sampled_from(keymap.PRESETS), OWN)
def test_no_keymap_in_force_has_a_key_for_two_things_or_no_way_out(preset, own):
    found = read(preset, own)[0]
    for scopes in keymap.TOGETHER:
        here = [action for action in actions.ACTIONS if action.scope in scopes]
        for one, other in combinations(here, 2):
            out = one.scope != other.scope and {one.id, other.id} <= {"back", "close", "close_review"}
            assert out or not set(found.of(one)) & set(found.of(other))
    for action in ("help", "palette", "leave", "close", "quit", "save_note", "close_editor"):
        assert found.of(BY_ID[action])
    for action in actions.in_scope("editor"):
        assert all(len(key_name(key)) > 1 for key in found.of(action))
