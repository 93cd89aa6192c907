"""Everything that can be done in the reader: the one table that bindings, footer, help, palette and README read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

Scope = Literal[
    "everywhere",
    "reader",
    "text",
    "list",
    "editor",
    "review",
    "library",
    "notes",
    "search",
    "answer",
    "compare",
    "positions",
]

SCOPES: dict[Scope, str] = {
    "everywhere": "Everywhere",
    "reader": "Reading a briefing",
    "text": "In the text",
    "list": "In the side panels",
    "editor": "While writing a note",
    "review": "While checking notes",
    "library": "In the library",
    "notes": "In the notes on all briefings",
    "search": "Searching in all briefings",
    "answer": "In a dossier, an issue or a wording",
    "compare": "Comparing two accounts of a meeting",
    "positions": "In a table of positions",
}


class Action(NamedTuple):
    """One thing a person can do.

    ``id`` is stable: a keymap names it. ``keys`` are Textual's key names, the first the one that is
    shown; a keymap may give others. ``help`` names another action's key by its id in braces. ``footer`` is
    the rank in the footer, 0 for not at all.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    scope: Scope
    footer: int = 0
    footer_title: str = ""


ACTIONS: tuple[Action, ...] = (
    Action("help", ("question_mark", "f1"), "Keys", "Show the keys for where you are; Enter opens the manual.", "everywhere", 7),
    Action("palette", ("colon", "ctrl+p"), "Find an action", "Type a part of any action's name, a section or an entity.", "everywhere", 8, "Actions"),
    Action("library", ("B",), "Library", "Choose another briefing.", "everywhere"),
    Action("all_notes", ("M",), "All notes", "The notes on all briefings in one list.", "everywhere"),
    Action("leave", ("ctrl+q",), "Quit at once", "From anywhere; unsaved words are kept as a draft.", "everywhere"),
    Action("suspend", ("ctrl+z",), "Suspend", "Put the reader aside; fg brings it back.", "everywhere"),
    Action("contents", ("t",), "Contents", "Go to the list of sections; again to come back.", "reader"),
    Action("panel", ("i",), "Side panel", "Go to the entities; again for the notes, and again for the statements.", "reader", 6, "Entities"),
    Action("toggle_panel", ("backslash",), "Show or hide the side panel", "Give its place to the text, or take it back.", "reader"),
    Action("panel_wider", ("less_than_sign",), "Wider side panel", "The line beside it moves; the mouse drags it too.", "reader"),
    Action("panel_narrower", ("greater_than_sign",), "Narrower side panel", "", "reader"),
    Action("reading_only", ("z",), "Reading only", "The text alone; again for the panels.", "reader"),
    Action("compare", ("c",), "Compare", "This account of the meeting beside another: shared issues, silences, differing words.", "reader"),
    Action("positions_of_meeting", ("P",), "Positions", "Issues by parties: who said what, with which verb, by all accounts of the meeting.", "reader"),
    Action("other_readout", ("C",), "The other account", "Another readout of the same meeting, if the library has one; again to come round.", "reader"),
    Action("annotate_briefing", ("asterisk",), "Write a note on the briefing", "A note on the whole of it.", "reader"),
    Action("review", ("R",), "Check notes", "Look through the notes whose text was changed; while that is going on, fasten the note to the selection.", "reader"),
    Action("export", ("X",), "Export the notes", "Those that are shown, as Markdown, a web page, JSON or a table, into a file or to the clipboard.", "reader"),
    Action("back", ("escape",), "Back", "One step: out of a panel, drop the selection, end following an entity.", "reader"),
    Action("close", ("q",), "Close or quit", "Close the panel you are in, or leave. Unsaved words are kept as a draft.", "reader", 9, "Quit"),
    Action("line_down", ("j", "down"), "Line down", "Scroll one line; while something is selected, a sentence more.", "text"),
    Action("line_up", ("k", "up"), "Line up", "Scroll one line back; while something is selected, a sentence less.", "text"),
    Action("half_page_down", ("d", "ctrl+d"), "Half a page down", "", "text"),
    Action("half_page_up", ("u", "ctrl+u"), "Half a page up", "", "text"),
    Action("page_down", ("space", "pagedown", "ctrl+f"), "Page down", "", "text"),
    Action("page_up", ("b", "pageup", "ctrl+b"), "Page up", "", "text"),
    Action("top", ("g", "home"), "Top", "The beginning of the text.", "text"),
    Action("bottom", ("G", "end"), "End", "The end of the text; after a number, that section.", "text"),
    Action("percent", ("percent_sign",), "So far into the text", "After a number: 42% goes there.", "text"),
    Action("count", tuple("1234567890"), "A number before a key", "5j five lines, 3G the third section, 42% so far into the text.", "text"),
    Action("next_section", ("right_square_bracket",), "Next section", "The next issue.", "text", 1, "Next issue"),
    Action("previous_section", ("left_square_bracket",), "Previous section", "The issue before.", "text"),
    Action("word_more", ("l", "right"), "Next section, a word more", "The next issue; while something is selected, its end moves on by a word.", "text"),
    Action("word_less", ("h", "left"), "Previous section, a word less", "The issue before; while something is selected, its end moves back by a word.", "text"),
    Action("next_paragraph", ("right_curly_bracket",), "Next paragraph", "", "text"),
    Action("previous_paragraph", ("left_curly_bracket",), "Previous paragraph", "", "text"),
    Action("next_sentence", ("right_parenthesis",), "Next sentence", "", "text"),
    Action("previous_sentence", ("left_parenthesis",), "Previous sentence", "", "text"),
    Action("select", ("v",), "Select", "The sentence; again the paragraph; again nothing.", "text", 2),
    Action("select_section", ("V",), "Select the section", "", "text"),
    Action("swap_ends", ("o",), "Other end; the source", "While something is selected, its other end moves; else the source opens in the browser, when you have seen its address.", "text"),
    Action("search", ("slash",), "Search", "Words of the text, however they are broken over lines; small letters find capitals too.", "text", 5),
    Action("next_hit", ("n",), "Next hit", "", "text"),
    Action("previous_hit", ("N",), "Previous hit", "", "text"),
    Action("only_hits", ("ampersand",), "Only sentences with", "Show no sentence without some words; nothing typed shows all again.", "text"),
    Action("set_mark", ("m",), "Set a mark", "Then a letter; it is there the next time too.", "text"),
    Action("go_to_mark", ("apostrophe",), "Go to a mark", "Then its letter; ' once more goes back to where you jumped from.", "text"),
    Action("trail_back", ("H", "ctrl+o"), "Back", "To where you were before you jumped.", "text"),
    Action("trail_forward", ("L",), "Forward", "The other way.", "text"),
    Action("hint", ("f",), "Go to a name or link", "Letters appear on the names and links in view; type those of one.", "text"),
    Action("links", ("O",), "Links", "The addresses in the text and of its source, to be opened in the browser.", "text"),
    Action("wider", ("plus",), "Wider lines", "", "text"),
    Action("narrower", ("minus",), "Narrower lines", "", "text"),
    Action("usual_width", ("equals_sign",), "Lines as wide as set", "", "text"),
    Action("annotate", ("a",), "Write a note", "On the selection, or on the sentence; opens the note that is there.", "text", 3, "Note"),
    Action("annotate_section", ("A",), "Write a note on the section", "A note without a quotation.", "text"),
    Action("tag", ("number_sign",), "Tag", "Give tags to the selection or the sentence, known ones offered.", "text"),
    Action("repeat", ("full_stop",), "Do it again", "The last note, mark or tags, on this passage.", "text"),
    Action("highlight", ("x",), "Highlight", "Mark the selection or the sentence without writing; again takes the mark away.", "text", 4),
    Action("next_note", ("J",), "Next note", "", "text"),
    Action("previous_note", ("K",), "Previous note", "", "text"),
    Action("delete_note", ("D",), "Delete the note", "The note on the sentence; {undo} brings it back.", "text"),
    Action("edit_outside", ("e",), "Edit in your editor", "The notes file in $EDITOR, at this note; what you write there is taken up.", "text"),
    Action("undo", ("U",), "Undo", "Take back the last note or correction, even of an earlier day.", "text"),
    Action("copy", ("y",), "Copy", "The selection or the sentence, as it stands.", "text"),
    Action("copy_cited", ("Y",), "Copy with its source", "As a Markdown quotation that names its source.", "text"),
    Action("redline", ("r",), "What changed", "Between an earlier version of the text and this one, and which notes that touches.", "text"),
    Action("follow_wording", ("W",), "Wording", "How the selection, or the sentence, was worded in every readout, and what changed.", "text"),
    Action("follow_issue", ("I",), "The issue elsewhere", "The issue of this section in all readouts: who said what, when.", "text"),
    Action("filter_side", ("F",), "One side", "Dim what the other sides say; choose all to end it.", "text"),
    Action("name_entity", ("E",), "Name an entity", "Words of the text that are a person, a place, a document and so on.", "text"),
    Action("new_section", ("S",), "New section", "Begin a section at this sentence.", "text"),
    Action("set_speaker", ("w",), "Who speaks", "Say who speaks in this sentence.", "text"),
    Action("choose", ("enter",), "Open", "Step to the next mention, go to the note, statement or section.", "list", 1),
    Action("list_down", ("j", "down"), "Next row", "", "list"),
    Action("list_up", ("k", "up"), "Previous row", "", "list"),
    Action("annotate_listed", ("a",), "Write a note", "On the section, entity or statement of this row; opens the note of it.", "list"),
    Action("tag_listed", ("number_sign",), "Tag", "Change the tags of this note.", "list"),
    Action("edit_listed", ("e",), "Edit in your editor", "The notes file in $EDITOR, at this note.", "list"),
    Action("filter_listed", ("slash", "F"), "Filter the notes", "By words, tag:, entity:, side:, section: and is:, as you type.", "list"),
    Action("delete_listed", ("D",), "Delete the note", "The note of this row; {undo_listed} brings it back.", "list"),
    Action("rename", ("r",), "Rename", "The entity or the section of this row.", "list"),
    Action("retype", ("T",), "Of another kind", "This entity is a person, a place, an organisation and so on.", "list"),
    Action("merge", ("m",), "Merge", "This entity is the same as another; this section and the next are one.", "list"),
    Action("part", ("s",), "Split", "One of this entity's names is something else.", "list"),
    Action("hide", ("H",), "Hide", "This is no entity.", "list"),
    Action("follow", ("o",), "Follow through the library", "The dossier of this entity; the issue of this section in all readouts.", "list"),
    Action("set_speaker_listed", ("w",), "Who speaks", "Say who speaks in this statement.", "list"),
    Action("undo_listed", ("U",), "Undo", "Take back the last note or correction.", "list"),
    Action("tags", ("tab",), "Tags", "From the text to the tags and back.", "editor", 3, "Tags"),
    Action("save_note", ("ctrl+s",), "Save", "Write the note into its file and close.", "editor", 1),
    Action("close_editor", ("escape",), "Close", "Keep what is typed as a draft and go back to the text.", "editor", 2, "Keep as draft"),
    Action("accept", ("enter",), "Right here", "The note belongs to the words that were found.", "review", 1),
    Action("accept_with_words", ("n",), "Right here, with its words", "The same, and what the passage reads now is quoted in the note.", "review"),
    Action("retarget", ("r",), "Elsewhere", "Go to the text; select words there, and {review} fastens the note to them.", "review", 2),
    Action("keep_orphan", ("o",), "Nowhere", "The passage is gone: keep the note without one, and do not ask again.", "review", 3),
    Action("next_to_check", ("j", "down", "right_square_bracket"), "Next note", "", "review", 4, "Next"),
    Action("previous_to_check", ("k", "up", "left_square_bracket"), "Previous note", "", "review"),
    Action("review_down", ("space", "pagedown"), "Scroll down", "", "review"),
    Action("review_up", ("b", "pageup"), "Scroll up", "", "review"),
    Action("delete_checked", ("D",), "Delete the note", "{undo_review} brings it back.", "review"),
    Action("undo_review", ("U",), "Undo", "Take back the last decision.", "review"),
    Action("close_review", ("q", "escape"), "Leave", "What is not decided is asked again.", "review", 5),
    Action("open_briefing", ("enter",), "Read", "Open the briefing of this row.", "library", 1),
    Action("library_down", ("j", "down"), "Next briefing", "", "library"),
    Action("library_up", ("k", "up"), "Previous briefing", "", "library"),
    Action("filter_library", ("slash", "F"), "Narrow the list", "By words of the title, party:, issue:, entity:, tag:, after:, before: and is:, as you type.", "library", 3, "Narrow"),
    Action("search_library", ("s",), "Search in all", "The words of all briefings and notes, as you type.", "library", 4, "Search"),
    Action("sort_library", ("S",), "Sort", "By day, title, issuer, number of notes; again for the next.", "library"),
    Action("reverse_library", ("r",), "The other way round", "Oldest first, titles from Z.", "library"),
    Action("group_library", ("t",), "Group", "The readouts of a meeting together, those of a party, of a month; again for the next.", "library"),
    Action("preview", ("backslash", "i"), "Preview", "Show or hide what is known of the briefing under the cursor.", "library"),
    Action("import_here", ("I",), "Import", "Put readouts from files, folders and archives into the library.", "library", 5),
    Action("other_library", ("l",), "Another library", "One that the configuration names, or any folder of briefings.", "library"),
    Action("stop_import", ("C",), "Stop importing", "What was put into the library stays; importing again goes on from there.", "library"),
    Action("quit", ("q", "escape"), "Back or quit", "Back to the briefing, or leave when none is open.", "library", 2, "Back"),
    Action("open_note", ("enter",), "Go there", "Open the briefing at the passage of this note.", "notes", 1),
    Action("notes_down", ("j", "down"), "Next note", "", "notes"),
    Action("notes_up", ("k", "up"), "Previous note", "", "notes"),
    Action("filter_notes", ("slash", "F"), "Filter", "By words, tag:, entity:, side:, section: and is:, as you type.", "notes", 2),
    Action("close_notes", ("q", "escape"), "Back", "To where you came from.", "notes", 3),
    Action("open_hit", ("enter",), "Go there", "Open the briefing at this sentence.", "search", 1),
    Action("hits_down", ("j", "down"), "Next hit", "", "search"),
    Action("hits_up", ("k", "up"), "Previous hit", "", "search"),
    Action("change_words", ("slash",), "Other words", "Words, \"words in this order\", begi*, NEAR(two words), -without, and party: and the like as in the library.", "search", 2),
    Action("close_search", ("q", "escape"), "Back", "To where you came from.", "search", 3),
    Action("open_answer", ("enter",), "Go there", "Open the briefing at this sentence; follow this name or issue.", "answer", 1),
    Action("answers_down", ("j", "down"), "Next row", "", "answer"),
    Action("answers_up", ("k", "up"), "Previous row", "", "answer"),
    Action("next_answers", ("right_square_bracket",), "Next part", "The next readout, or the next list.", "answer"),
    Action("previous_answers", ("left_square_bracket",), "Previous part", "", "answer"),
    Action("copy_page", ("Y",), "Copy the page", "All of it as Markdown, every quote with its source.", "answer", 3, "Copy"),
    Action("export_page", ("X",), "Export the page", "The same into a file.", "answer"),
    Action("own_page", ("e",), "Your own page", "Your notes on this entity, in your editor; they are shown with its dossier.", "answer", 4, "Your page"),
    Action("rename_followed", ("r",), "Rename", "Show the entity of this dossier by another name, in all briefings.", "answer"),
    Action("retype_followed", ("T",), "Of another kind", "It is a person, a place, an organisation and so on.", "answer"),
    Action("merge_followed", ("m",), "Merge", "It is the same as another.", "answer"),
    Action("part_followed", ("s",), "Split", "One of its names is something else.", "answer"),
    Action("hide_followed", ("H",), "Hide", "It is no entity.", "answer"),
    Action("undo_followed", ("U",), "Undo", "Take back the last of these.", "answer"),
    Action("close_answer", ("q", "escape"), "Back", "To where you came from.", "answer", 5),
    Action("next_difference", ("semicolon",), "Next difference", "Words that differ, or an issue that only one side mentions.", "compare", 1),
    Action("previous_difference", ("comma",), "Previous difference", "", "compare"),
    Action("next_subject", ("right_square_bracket",), "Next issue", "", "compare", 2),
    Action("previous_subject", ("left_square_bracket",), "Previous issue", "", "compare"),
    Action("compare_down", ("j", "down"), "Line down", "Both texts scroll together.", "compare"),
    Action("compare_up", ("k", "up"), "Line up", "", "compare"),
    Action("compare_page_down", ("space", "pagedown", "ctrl+f"), "Page down", "", "compare"),
    Action("compare_page_up", ("b", "pageup", "ctrl+b"), "Page up", "", "compare"),
    Action("compare_top", ("g", "home"), "Top", "What both mention, and what only one side does.", "compare"),
    Action("compare_bottom", ("G", "end"), "End", "", "compare"),
    Action("open_a", ("enter", "h"), "Read the first side", "Open it where it speaks of this issue; q leads back.", "compare", 3, "Read A"),
    Action("open_b", ("l",), "Read the second side", "The same for the other.", "compare", 4, "Read B"),
    Action("note_both", ("a",), "Write a note on both", "On the words of the one, with those of the other quoted in it.", "compare", 5, "Note"),
    Action("positions", ("P",), "Positions", "Issues by parties: who said what, with which verb.", "compare"),
    Action("confirm_meeting", ("m",), "One meeting", "Write into both that they are of one meeting; again to take that back.", "compare"),
    Action("close_compare", ("q", "escape"), "Back", "To the readout.", "compare", 6),
    Action("open_statement", ("enter",), "Go there", "Open the sentence of this cell; of several you choose one.", "positions", 1),
    Action("positions_down", ("j", "down"), "Next issue", "", "positions"),
    Action("positions_up", ("k", "up"), "Previous issue", "", "positions"),
    Action("positions_right", ("l", "right"), "Next party", "", "positions"),
    Action("positions_left", ("h", "left"), "Previous party", "", "positions"),
    Action("close_positions", ("q", "escape"), "Back", "To where you came from.", "positions", 2),
)  # fmt: skip

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}

KEY_NAMES: dict[str, str] = {
    "question_mark": "?",
    "number_sign": "#",
    "asterisk": "*",
    "percent_sign": "%",
    "ampersand": "&",
    "apostrophe": "'",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "full_stop": ".",
    "slash": "/",
    "colon": ":",
    "backslash": "\\",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "right_parenthesis": ")",
    "left_parenthesis": "(",
    "escape": "Esc",
    "enter": "Enter",
    "space": "space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "down": "↓",
    "up": "↑",
    "right": "→",
    "left": "←",
    "f1": "F1",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "at": "@",
    "semicolon": ";",
    "comma": ",",
    "underscore": "_",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}


def key_name(key: str) -> str:
    """A key as people write it: ``]``, ``Esc``, ``ctrl+s``."""
    *held, own = key.split("+")
    return "+".join([*held, KEY_NAMES.get(own) or _own_name(own)])


def _own_name(key: str) -> str:
    """The name of a key that is in no table: a letter, a function key, or a character by its Unicode name."""
    if len(key) == 1:
        return key
    if key[1:].isdecimal():
        return key.upper()
    import unicodedata

    try:
        return unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        return key


def in_scope(scope: Scope) -> list[Action]:
    return [action for action in ACTIONS if action.scope == scope]


def footer(*scopes: Scope) -> list[Action]:
    """The most useful actions of some scopes, in the order of their rank."""
    chosen = [action for action in ACTIONS if action.footer and action.scope in scopes]
    return sorted(chosen, key=lambda action: (action.scope in ("everywhere", "reader"), action.footer))


def told(text: str, key: Callable[[str], str]) -> str:
    """A text with the keys of the actions that it names in braces; ``key`` tells each by the action's id."""
    return re.sub(r"\{(\w+)\}", lambda found: key(found[1]), text)


def key_table() -> str:
    """The keys as a Markdown table, a part for each scope."""
    rows = []
    for scope, title in SCOPES.items():
        rows += [f"**{title}**", "", "| Key | Does | |", "| --- | --- | --- |"]
        for action in in_scope(scope):
            keys = " ".join(f"`{key_name(key)}`" for key in action.keys)
            text = told(action.help, lambda name: key_name(BY_ID[name].keys[0]))
            rows.append(f"| {keys} | {action.title} | {text} |")
        rows.append("")
    return "\n".join(rows)
