"""What is done beside the event loop, one thing after another, and who waits for it."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from briefing.tui.aside import Hand


async def test_what_was_asked_first_is_done_first() -> None:
    hand, done = Hand("test"), []
    await asyncio.gather(*(hand.do(lambda number=number: done.append(number)) for number in range(20)))
    assert done == list(range(20))
    hand.rest(1)


async def test_an_error_reaches_who_asked() -> None:
    hand = Hand("test")
    with pytest.raises(ZeroDivisionError):
        await hand.do(lambda: 1 // 0)
    assert await hand.do(lambda: 7) == 7, "it goes on"
    hand.rest(1)


async def test_what_nobody_waits_for_any_more_is_not_begun() -> None:
    hand, go, done = Hand("test"), threading.Event(), []
    first = asyncio.create_task(hand.do(go.wait))
    second = asyncio.create_task(hand.do(lambda: done.append(2)))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.sleep(0)
    go.set()
    await first
    await hand.do(lambda: done.append(3))
    assert done == [3]
    hand.rest(1)


async def test_the_end_waits_a_moment_and_no_longer() -> None:
    hand, begun, go, done = Hand("test"), threading.Event(), threading.Event(), []
    first = asyncio.create_task(hand.do(lambda: (begun.set(), go.wait())))
    second = asyncio.create_task(hand.do(lambda: done.append(1)))
    await asyncio.to_thread(begun.wait)
    start = time.monotonic()
    hand.rest(0.1)
    assert 0.1 <= time.monotonic() - start < 5
    go.set()
    await first
    assert not done and not second.done()
    second.cancel()


async def test_what_is_being_written_is_written() -> None:
    hand, begun, done = Hand("test"), threading.Event(), []
    asked = asyncio.create_task(hand.do(lambda: (begun.set(), time.sleep(0.1), done.append(1))))
    await asyncio.to_thread(begun.wait)
    hand.rest(10)
    assert done == [1]
    await asked
