"""Tags in the reader: asked for with those there are on offer, and written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.tui.widgets import noted
from briefing.tui.wishes import NoteChanged, TagsWanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.model import Note
    from briefing.tui.screens.reader import ReaderScreen
    from briefing.tui.screens.tagging import Tagging


class NoteTagging:
    """Asks for the tags of one note at a time; one without an id is written with its first tags."""

    def __init__(self, reader: ReaderScreen) -> None:
        self._reader = reader
        self.known: tuple[str, ...] = ()
        """The tags of all notes, the commonest first; those of an earlier time until they are read anew."""
        self._asking: Tagging | None = None

    def offer(self, tags: tuple[str, ...]) -> None:
        """The app's answer to TagsWanted."""
        self.known = tags
        if self._asking is not None and self._asking.is_current:
            self._asking.offer()

    def ask(self, note: Note, then: Callable[[tuple[str, ...]], object]) -> None:
        """Ask for all tags of a note and write them; ``then`` is given the tags that are new."""
        from briefing.tui.screens.tagging import Tagging

        def take(tags: tuple[str, ...] | None) -> None:
            if tags is not None and tags != note.tags:
                self.write(note, tags)
                then(tuple(tag for tag in tags if tag not in note.tags))

        self._reader.post_message(TagsWanted())
        self._asking = Tagging(note.tags, lambda: self.known)
        self._reader.app.push_screen(self._asking, take)

    def add(self, note: Note, tags: tuple[str, ...]) -> None:
        """Give a note some more tags; none is taken away."""
        self.write(note, tuple(dict.fromkeys((*note.tags, *tags))))

    def write(self, note: Note, tags: tuple[str, ...]) -> None:
        tagged = replace(note, tags=tags)
        told = f"Tags: {' '.join(f'#{tag}' for tag in tags)}" if tags else "The tags are gone."
        if note.id:
            self._reader.post_message(NoteChanged(note, tagged, told=told))
        else:
            self._reader.post_message(NoteChanged(None, noted.stamped(tagged), told=told))
