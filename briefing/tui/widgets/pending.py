"""What was typed before a key and waits for it: a count, or a key that takes another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = 6
"""Digits of a count."""


class Pending:
    """``12`` before a motion, ``m`` before the letter of a mark. Waits without a limit of time."""

    def __init__(self, tell: Callable[[str], object] = str) -> None:
        """``tell`` is given what is typed and waits, whenever that is another."""
        self._tell = tell
        self._count = ""
        self.prefix = ""
        """The action that takes the next keys."""
        self.typed = ""
        """The keys that it has taken so far."""

    def __str__(self) -> str:
        return f"{self._count}{self.typed}"

    def __bool__(self) -> bool:
        return bool(self._count or self.prefix)

    def add_digit(self, key: str) -> bool:
        """Take a digit of a count; whether it was one. No count begins with 0."""
        if len(key) != 1 or key not in "0123456789" or (key == "0" and not self._count):
            return False
        self._count = (self._count + key)[:_MOST]
        self._tell(str(self))
        return True

    def take_count(self) -> int | None:
        """The count, which is used up; None without one."""
        count, self._count = self._count, ""
        if count:
            self._tell(str(self))
        return int(count) if count else None

    def begin(self, prefix: str, typed: str = "") -> None:
        self.prefix, self.typed = prefix, typed
        self._tell(str(self))

    def end(self) -> None:
        self._count = self.prefix = self.typed = ""
        self._tell("")
