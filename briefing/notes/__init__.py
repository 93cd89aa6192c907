"""Notes: Markdown the reader owns, fastened to the words of a briefing.

    store = NotesStore(paths.notes(), paths.state())
    notebook = store.load(briefing)                  # never raises, creates nothing
    for note in notebook.notes:                      # in the order of the file
        place = notebook.placements[note.id]         # status, start, end in briefing.text

    spot = anchor(briefing, start, end)              # also target="section" | "briefing" | "entity"
    notebook = store.add(briefing, Note("", spot, quote=briefing.text[start:end], text="…", tags=("trade",)))
    notebook.touched                                 # the id that the new note was given; or bring new_id()
    notebook = store.edit(briefing, old, replace(old, text="…"))   # `old` as the reader last saw it
    notebook = store.delete(briefing, note)
    notebook = store.undo(briefing)                  # the last change to this file, also after a restart
    store.changed(notebook)                          # did another program write the file since?

    drafts = Drafts(paths.state() / "drafts")
    drafts.keep(briefing.id, key, Draft(anchor, quote, text, tags, note_id, written))
    drafts.find(briefing.id)                         # {key: Draft}; a broken one is passed over
    drafts.discard(briefing.id, key)

What cannot be read is told in ``notebook.problems``, a sentence each, and then ``notebook.writable`` is
False. A write that is refused raises ``NotesError`` or ``FileError`` and has changed nothing.
``cited(span, briefing)`` is a passage as a Markdown quote with its source.
"""

from __future__ import annotations

from briefing.notes.anchoring import Placement, Status, anchor, place
from briefing.notes.drafts import Draft, Drafts
from briefing.notes.names import new_id
from briefing.notes.notebook import Notebook, NotesFile
from briefing.notes.quotes import cited
from briefing.notes.store import NotesStore

__all__ = [
    "Draft",
    "Drafts",
    "Notebook",
    "NotesFile",
    "NotesStore",
    "Placement",
    "Status",
    "anchor",
    "cited",
    "new_id",
    "place",
]
