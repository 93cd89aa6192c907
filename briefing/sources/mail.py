"""E-mails and pages saved as mails: the words of the body, without signatures and what lists add."""

from __future__ import annotations

import re
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.sources import html
from briefing.sources.found import Found
from briefing.sources.kinds import kind_of
from briefing.sources.page_facts import is_official
from briefing.sources.text import decode

if TYPE_CHECKING:
    from email.message import EmailMessage

_SIGNATURE = re.compile(r"\n-- ?\n")
_SIGNATURE_LINES = 12
_FORWARDED = re.compile(r"^(?:(?:re|fw|fwd|wg|tr)\s*:\s*)+", re.IGNORECASE)
_CHOKED = (MessageError, KeyError, AttributeError, ValueError, TypeError, IndexError)
"""What the standard library raises for a header that it cannot take apart."""
_MOST = 0.6
_COVERING = 60
"""Words: an e-mail of fewer may only be the letter that covers what is attached."""


def read(data: bytes) -> Found:
    """Raises SourceError where there are no words in it."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
    except _CHOKED as error:
        raise SourceError("This e-mail has headers that are none; save its text and take that.") from error
    attached = _attachments(message)
    found = _body(message)
    if found is None or len(found.text.split()) < _COVERING:
        enclosed = list(filter(None, (_enclosed(part) for part in attached)))
        if len(enclosed) == 1:
            found, attached = enclosed[0], []
    if found is None or not found.text.strip():
        raise SourceError("This e-mail holds no words; what is attached to it has to be saved first.")
    sender, _ = parseaddr(_header(message, "From"))
    return Found(
        found.text,
        found.headings,
        _FORWARDED.sub("", _header(message, "Subject")) or found.title,
        _day(_header(message, "Date")) or found.date,
        found.issuer or (sender if is_official(sender) else ""),
        found.url or _address(message),
        found.encoding,
        found.guessed,
        (*found.notices, *_left_out(attached)),
    )


def _body(message: EmailMessage) -> Found | None:
    plain, page = _part(message, "plain"), _part(message, "html")
    found = _of_plain(plain) if plain is not None else None
    if page is None:
        return found
    try:
        shown = html.read(_bytes(page), _charset(page))
    except SourceError:
        return found
    # Some mailers send a plain part that only says where the page is.
    return found if found and len(found.text.split()) >= _MOST * len(shown.text.split()) else shown


def _part(message: EmailMessage, kind: str) -> EmailMessage | None:
    try:
        found = message.get_body((kind,))
    except _CHOKED:
        found = None
    return found  # type: ignore[return-value]  # with this policy parts are of the same class


def _bytes(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _charset(part: EmailMessage) -> str:
    try:
        return str(part.get_content_charset() or "")
    except _CHOKED:
        return ""


def _of_plain(part: EmailMessage) -> Found:
    text, encoding, guessed = decode(_bytes(part), _charset(part))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _is_flowed(part):
        text = _unfolded(text)
    ends = [match.start() for match in _SIGNATURE.finditer(text)]
    if ends and text[ends[-1] :].count("\n") <= _SIGNATURE_LINES:
        text = text[: ends[-1]]
    return Found(text.strip("\n"), encoding=encoding, guessed=guessed)


def _is_flowed(part: EmailMessage) -> bool:
    try:
        return str(part.get_param("format", "")).lower() == "flowed"
    except _CHOKED:
        return False


def _unfolded(text: str) -> str:
    """Lines as they were before the mailer broke them (RFC 3676): one that ends with a blank goes on."""
    lines: list[str] = []
    going_on = False
    for line in text.split("\n"):
        line = line.removeprefix(" ")
        if going_on:
            lines[-1] += line
        else:
            lines.append(line)
        going_on = line.endswith(" ") and line != "-- "
    return "\n".join(line.rstrip() if line != "-- " else line for line in lines)


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = message.get(name, "")
    except _CHOKED:
        return ""  # a header that the standard library chokes on
    return " ".join(str(value).split())[:2000]


def _day(value: str) -> str:
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _address(message: EmailMessage) -> str:
    """Where a page came from that a browser saved as a mail."""
    told = _header(message, "Snapshot-Content-Location")
    return told if told.startswith(("http://", "https://")) else ""


def _attachments(message: EmailMessage) -> list[EmailMessage]:
    """What is attached, pictures left out."""
    try:
        parts = [part for part in message.iter_attachments() if part.get_content_maintype() != "image"]
    except _CHOKED:
        return []
    return parts


def _enclosed(part: EmailMessage) -> Found | None:
    """The words of an attachment, for which the e-mail is only the covering letter."""
    data, name = _bytes(part), _name(part)
    try:
        match kind_of(data, name):
            case "pdf":
                from briefing.sources import pdf

                found = pdf.read(data)
            case "docx":
                from briefing.sources import word

                found = word.read(data)
            case "html":
                found = html.read(data, _charset(part))
            case _:
                return None
    except (SourceError, ImportError):
        return None
    notice = f"These are the words of {name}, which is attached to the e-mail."
    return replace(found, notices=(*found.notices, notice))


def _left_out(attached: list[EmailMessage]) -> tuple[str, ...]:
    names = list(map(_name, attached))
    return (f"What is attached to the e-mail was not taken in: {', '.join(names[:5])}.",) if names else ()


def _name(part: EmailMessage) -> str:
    try:
        return " ".join((part.get_filename() or part.get_content_type()).split())[:200]
    except _CHOKED:
        return "something without a name"
