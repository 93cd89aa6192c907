"""Which part of a web page is the text that it was made for, and not its furniture.

The page is entered from the outside: as long as one element holds all its sentences, what lies beside that
element is left out. So nothing that reads like a sentence of the text goes unless it stands in what calls
itself navigation, a footer or the like, or consists of links.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from briefing.sources.page_blocks import PageBlock

_FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "menu"))
_FURNITURE_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog", "alert")
)
_FURNITURE_NAMES = frozenset(
    re.findall(
        r"\w+",
        """nav navbar navigation menu submenu breadcrumb breadcrumbs share sharing social cookie cookies
        consent footer sidebar related comments newsletter subscribe subscription advert advertisement ads
        promo pagination pager skip search toolbar login popup modal masthead copyright signup""",
    )
)
_TEXT_MARKS = ("articlebody", "main")
_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LABEL = re.compile(
    r"[\W\d]*(?:share(?: (?:this|on|via).*)?|print(?: (?:this|version|page))?|tweet|e-?mail(?: this)?"
    r"|back(?: to .*)?|home|menu|close|search|facebook|twitter|x|whatsapp|linkedin|telegram|instagram"
    r"|youtube|copy link|download|read more|more|next|previous|font size.*|listen|subscribe|a|skip to .*"
    r"|top|rss)?[\W\d]*",
    re.IGNORECASE,
)
_LONGEST_LABEL = 80
_FEW_LINKS = 0.05
_MOSTLY_LINKS = 0.3
_ALL_LINKS = 0.6
_HOLDS_THE_TEXT = 0.5
_FURNITURE_AT_MOST = 0.4
"""Of the prose of a page: an element with more of it is no furniture, whatever it calls itself."""


def text_of_page(blocks: list[PageBlock], title: str = "") -> list[PageBlock]:
    """The blocks that are the page's text, in their order, from the heading that is its title on."""
    if not blocks:
        return []
    kept = _without_furniture(blocks)
    weights = _weights(kept)
    body = around = _common(kept)
    while (marked := _marked_as_text(body, weights)) is not None:
        body = marked
    if body is around and len(kept) == len(blocks) and _has_few_links(blocks):
        return blocks  # saved without its page
    body = _narrowed(body, kept, weights)
    within = [block for block in kept if _is_within(block.holder, body)]
    return _from_the_heading(kept, _trimmed(within) or within, title)


def _has_few_links(blocks: list[PageBlock]) -> bool:
    linked, letters = sum(block.linked for block in blocks), sum(len(block.text) for block in blocks)
    return linked <= _FEW_LINKS * letters


def _weights(blocks: Iterable[PageBlock]) -> Counter[HtmlElement]:
    """How much prose every element holds."""
    weights: Counter[HtmlElement] = Counter()
    for block in blocks:
        prose = block.prose
        if prose:
            for element in _around(block.holder):
                weights[element] += prose
    return weights


def _around(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _without_furniture(blocks: list[PageBlock]) -> list[PageBlock]:
    weights = _weights(blocks)
    most = _FURNITURE_AT_MOST * max(weights.values(), default=0)
    known: dict[HtmlElement, bool] = {}

    def is_furniture(element: HtmlElement) -> bool:
        path: list[HtmlElement] = []
        answer = False
        for one in _around(element):
            if one in known:
                answer = known[one]
                break
            path.append(one)
        for one in reversed(path):
            answer = answer or (weights[one] <= most and _calls_itself_furniture(one))
            known[one] = answer
        return answer

    kept = [block for block in blocks if not is_furniture(block.holder)]
    return kept if any(block.prose for block in kept) else blocks


def _calls_itself_furniture(element: HtmlElement) -> bool:
    if element.tag in _FURNITURE_TAGS or element.get("role", "").lower() in _FURNITURE_ROLES:
        return True
    if element.tag in ("body", "html", "article", "main"):
        return False
    return _named_furniture(element.get("class", ""), element.get("id", ""))


@lru_cache(4096)
def _named_furniture(classes: str, identifier: str) -> bool:
    names = _NAME.findall(f"{classes} {identifier}")
    return any(name.lower() in _FURNITURE_NAMES for name in names)


def _narrowed(body: HtmlElement, blocks: list[PageBlock], weights: Counter[HtmlElement]) -> HtmlElement:
    """The innermost element that holds the text whole."""
    inside = _children_with_blocks(blocks, weights)
    holders = {block.holder for block in blocks if block.prose}
    while True:
        children = inside.get(body, {})
        if not children or weights[body] == 0:
            return body
        if body in holders:
            return body
        texts = [child for child, found in children.items() if _is_text(found)]
        best = texts[0] if texts else max(children, key=lambda child: weights[child])
        if len(texts) > 1 or best not in inside:
            return body
        if not texts and weights[best] < _HOLDS_THE_TEXT * weights[body]:
            return body
        body = best


def _is_text(blocks: list[PageBlock]) -> bool:
    """Whether there are sentences among some blocks, and they are no list of links."""
    letters = sum(len(block.text) for block in blocks)
    linked = sum(block.linked for block in blocks)
    return any(block.is_sentence for block in blocks) and linked < _MOSTLY_LINKS * letters


def _children_with_blocks(
    blocks: list[PageBlock], weights: Counter[HtmlElement]
) -> dict[HtmlElement, dict[HtmlElement, list[PageBlock]]]:
    """For every element with prose its children, each with the blocks that it holds."""
    found: dict[HtmlElement, dict[HtmlElement, list[PageBlock]]] = {}
    for block in blocks:
        child = block.holder
        for parent in child.iterancestors():
            if weights[parent]:
                found.setdefault(parent, {}).setdefault(child, []).append(block)
            child = parent
    return found


def _marked_as_text(body: HtmlElement, weights: Counter[HtmlElement]) -> HtmlElement | None:
    """The element below that says that it is the text, if it holds most of the prose."""
    for element in body.iterdescendants():
        if not isinstance(element.tag, str) or 2 * weights[element] < weights[body]:
            continue
        says = (element.tag, element.get("role", ""), element.get("itemprop", ""))
        if any(word.lower() in _TEXT_MARKS for word in says):
            return element
        if element.tag == "article" and 10 * weights[element] >= 9 * weights[body]:
            return element
    return None


def _common(blocks: list[PageBlock]) -> HtmlElement:
    """The innermost element around all blocks."""
    first, *rest = blocks
    chain = list(_around(first.holder))
    for block in rest:
        others = set(_around(block.holder))
        while chain[0] not in others:
            del chain[0]
    return chain[0]


def _from_the_heading(blocks: list[PageBlock], text: list[PageBlock], title: str) -> list[PageBlock]:
    """The text with its heading, and what stands between, where they are outside its element."""
    begun = " ".join(" ".join(block.text for block in text[:3]).split()).casefold()
    if not text or " ".join(title.split()).casefold() in begun:
        return text
    first = next(at for at, block in enumerate(blocks) if block is text[0])
    heading = next((at for at in range(first) if blocks[at].level and _same(blocks[at].text, title)), first)
    return [*(block for block in blocks[heading:first] if not _is_at_the_edge(block)), *text]


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _is_within(element: HtmlElement, body: HtmlElement) -> bool:
    return any(one is body for one in _around(element))


def _trimmed(blocks: list[PageBlock]) -> list[PageBlock]:
    """Without labels and links that stand before the first words of the text and after the last."""
    first, last = 0, len(blocks)
    while first < last and _is_at_the_edge(blocks[first]):
        first += 1
    while last > first and _is_at_the_edge(blocks[last - 1]):
        last -= 1
    return blocks[first:last]


def _is_at_the_edge(block: PageBlock) -> bool:
    if len(block.text) <= _LONGEST_LABEL and _LABEL.fullmatch(block.text):
        return True
    return not block.level and block.linked > _ALL_LINKS * len(block.text)
