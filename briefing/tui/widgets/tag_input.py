"""Where tags are typed, with the rest of a known tag offered behind the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.suggester import Suggester
from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual import events


class TagInput(Input):
    """Tags with blanks between. Tab and → take the tag that is offered; without an offer Tab goes on."""

    def __init__(
        self, tags: Iterable[str], known: Callable[[], Iterable[str]], *, id: str | None = None
    ) -> None:
        """``known`` gives the tags that are offered, the likeliest first, at each key."""
        super().__init__(
            "".join(f"{tag} " for tag in tags),
            placeholder="tags, with blanks between",
            suggester=_Known(known),
            compact=True,
            select_on_focus=False,
            id=id,
        )

    @property
    def tags(self) -> tuple[str, ...]:
        """Each once, without its ``#``."""
        words = self.value.replace(",", " ").split()
        return tuple(dict.fromkeys(word.lstrip("#") for word in words if word.strip("#")))

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "tab" and self._suggestion.startswith(self.value) and self._suggestion != self.value:
            event.stop()
            event.prevent_default()
            self.value = f"{self._suggestion} "
            self.cursor_position = len(self.value)
            return
        await super()._on_key(event)


class _Known(Suggester):
    def __init__(self, known: Callable[[], Iterable[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        rest, _, word = value.rpartition(" ")
        begun = word.lstrip("#").casefold()
        if not begun:
            return None
        given = {tag.lstrip("#").casefold() for tag in rest.split()}
        for tag in self._known():
            if tag.casefold().startswith(begun) and tag.casefold() not in given | {begun}:
                return value + tag[len(begun) :]
        return None
