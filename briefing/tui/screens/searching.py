"""Searching in the text of one reader."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from briefing.errors import PatternError
from briefing.tui.widgets import finding
from briefing.tui.widgets.marks import Look, Mark
from briefing.tui.widgets.search_prompt import SearchPrompt
from briefing.tui.wishes import SearchBegun

if TYPE_CHECKING:
    from briefing.model import Span
    from briefing.tui.screens.reader import ReaderScreen

SEARCH, ONLY = "/", "&"


class Searching:
    """Finds words while they are typed, marks them all, and goes from one to the next."""

    def __init__(self, reader: ReaderScreen) -> None:
        self._reader = reader
        self.words = ""
        """What is searched for; empty when nothing is."""
        self.pattern = False
        self._hits: list[Span] = []
        self._at = -1
        self._begun = 0
        """Where the reader was when he began to type."""

    @property
    def place(self) -> str:
        """``3/14``, for the foot; empty when nothing is searched for."""
        if not self.words:
            return ""
        return f"{self._at + 1}/{len(self._hits)}" if self._hits else "0/0"

    def act(self, action: str) -> None:
        match action:
            case "search":
                self._ask(SEARCH)
            case "only_hits":
                self._ask(ONLY)
            case "next_hit":
                self._step(1)
            case "previous_hit":
                self._step(-1)
            case "end_search":
                self.end()

    def resume(self, words: str, pattern: bool) -> None:
        """Search for what was searched for when the reader left, and stay where he is."""
        self._find(words, pattern)

    def hear(self, event: SearchPrompt.Changed) -> None:
        """Do what the reader does in the line where words are typed."""
        if isinstance(event, SearchPrompt.Left):
            self._leave()
            if isinstance(event, SearchPrompt.Widened):
                self._reader.post_message(SearchBegun())
        elif isinstance(event, SearchPrompt.Taken):
            self._take(event)
        else:
            self._change(event)

    def _change(self, event: SearchPrompt.Changed) -> None:
        """Go to the first hit after where the reader was, while he types."""
        if event.sign == SEARCH:
            told = self._find(event.words, event.pattern)
            self._go_near(self._begun)
            self._prompt_tell(told or (self.place if event.words else ""))

    def _take(self, event: SearchPrompt.Taken) -> None:
        """Stay at the hit; or show only the sentences with hits."""
        self._close()
        if event.sign == ONLY:
            self._show_only(event.words, event.pattern)
        elif self.words and not self._hits:
            self._say(f"“{self.words}” does not stand in the text.")

    def _leave(self) -> None:
        """Go back to where the typing began."""
        self._close()
        self.end()
        self._reader.panes.text.position.go_to(self._begun)
        self._reader.panes.text.redraw()

    def end(self) -> None:
        """Mark no hits any more."""
        self.words, self._at = "", -1
        self._take_hits([])
        self._show()

    def _ask(self, sign: str) -> None:
        self._begun = self._reader.panes.text.position.current.start
        self._reader.mount(SearchPrompt(sign, pattern=self.pattern))

    def _close(self) -> None:
        self._reader.query("#search").remove()
        self._reader.panes.text.focus()

    def _find(self, words: str, pattern: bool) -> str:
        """Find and mark; what is wrong with a regular expression, as a sentence."""
        self.words, self.pattern = words.strip(), pattern
        told = ""
        try:
            self._take_hits(finding.find(self._reader.briefing.text, words, pattern=pattern))
        except PatternError as error:
            self._take_hits([])
            told = str(error)
        self._at = self._near(self._reader.panes.text.position.current.start)
        self._show()
        return told

    def _take_hits(self, hits: list[Span]) -> None:
        self._hits = hits
        self._reader.panes.text.painter.mark_hits(Mark(hit.start, hit.end, Look.HIT) for hit in hits)

    def _near(self, offset: int) -> int:
        """The first hit from a code point on, or the first of all."""
        if not self._hits:
            return -1
        return bisect_left([hit.start for hit in self._hits], offset) % len(self._hits)

    def _go_near(self, offset: int) -> None:
        self._at = self._near(offset)
        self._go()

    def _step(self, steps: int) -> None:
        if not self._hits:
            self._say(f"“{self.words}” does not stand in the text." if self.words else "Search with / first.")
            return
        text = self._reader.panes.text
        here = text.position.current
        if not here.start <= self._hits[self._at].start < here.end:
            # The reader has moved since: go on from there.
            starts = [hit.start for hit in self._hits]
            after = bisect_left(starts, here.start)
            at = after if steps > 0 else after - 1
        else:
            at = self._at + steps
        if not 0 <= at < len(self._hits):
            self._say("From the top again." if steps > 0 else "From the end again.")
        self._at = at % len(self._hits)
        text.trail.leave(here.start)
        self._go()

    def _go(self) -> None:
        if self._at >= 0:
            self._reader.panes.text.position.go_to(self._hits[self._at].start)
        self._show()

    def _show(self) -> None:
        self._reader.panes.text.painter.go_to_hit(self._at)
        self._reader.panes.text.redraw()
        self._reader.tell_place()

    def _show_only(self, words: str, pattern: bool) -> None:
        """Leave out the sentences without some words; all are shown again for none."""
        try:
            hits = finding.find(self._reader.briefing.text, words, pattern=pattern)
        except PatternError as error:
            self._say(str(error))
            return
        if words.strip() and not hits:
            self._say(f"“{words.strip()}” does not stand in the text.")
            return
        self._reader.panes.text.show_only(hits if words.strip() else None)
        if words.strip():
            self._say("Only the sentences with these words; & and Enter shows all.")

    def _prompt_tell(self, told: str) -> None:
        for prompt in self._reader.query(SearchPrompt):
            prompt.tell(told)

    def _say(self, words: str) -> None:
        self._reader.notify(words, timeout=3, markup=False)
