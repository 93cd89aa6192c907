"""Plain text: its encoding and its line ends, and nothing else changed."""

from __future__ import annotations

import codecs
import os
import re
from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import SourceError
from briefing.model import Source, text_digest

if TYPE_CHECKING:
    from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\t\n\v\f\r"]
_ASCII = re.compile(rb"[\t\n\r -~]{32}")
"""So many bytes in a row that UTF-16 does not have: of Latin letters every second is zero, of others few are
below 128."""
_IN_USE = (
    *("cp1252", "cp1251", "cp1254", "cp1250", "cp1253", "cp1256", "cp1255", "cp1257", "cp1258", "cp874"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949", "koi8_r", "koi8_u", "cp866", "mac_roman"),
    *("iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_9"),
)
"""What governments' texts were written in before UTF-8, the commonest first; of two that fit as well it is
the earlier. Others, of old Macintoshes or mainframes, fit the same bytes and are never meant."""
_SIGNATURES = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a zip archive or Word document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"\x1f\x8b": "a compressed file",
    b"SQLite format 3\x00": "a database",
}


def read_text_file(path: str | os.PathLike[str]) -> Source:
    """Raises FileError when the file cannot be read, SourceError when it holds no text."""
    return source_from_bytes(files.read(path), os.fsdecode(path))


def source_from_bytes(data: bytes, path: str = "", declared: str = "") -> Source:
    """``declared`` is the encoding that a server named. Raises SourceError when the bytes are no text."""
    refuse_known(data, path)
    text, encoding, guessed = decode(data, declared)
    if _is_binary(text):
        raise SourceError(f"{_named(path)} holds no text that can be read; take a file that does.")
    return Source(
        text=_line_ends(text), sha256=files.digest(data), path=path, encoding=encoding, guessed=guessed
    )


def refuse_known(data: bytes, path: str) -> None:
    """Raises SourceError for what its first bytes show to be no text."""
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise SourceError(f"{_named(path)} is {name}, not text; save its text and open that.")


def _is_binary(text: str) -> bool:
    """A third of controls, and of many kinds: a text may be flooded with one of them and still be a text."""
    counts = [text.count(control) for control in _CONTROLS]
    return sum(counts) * 3 > len(text) and (counts[0] * 10 > len(text) or sum(map(bool, counts)) > 4)


def source_from_text(text: str, path: str = "") -> Source:
    """Text that is already decoded, as from standard input or a notebook."""
    return Source(text=_line_ends(text), sha256=text_digest(text), path=path)


def decode(data: bytes, declared: str = "") -> tuple[str, str, bool]:
    """The text of some bytes, the name of their encoding, and whether that name is a guess.

    A byte order mark decides, then UTF-8, strict but for a last letter that is cut off, then UTF-16 by its
    zeros, then the encoding that the file or its server declares, if the bytes are of it, then a guess.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return (
                data.decode(encoding, "replace").removeprefix("\ufeff"),
                encoding.removesuffix("-sig"),
                False,
            )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        begun = data[: error.start]
        if error.reason == "unexpected end of data" and not begun.isascii():
            return begun.decode("utf-8") + "\N{REPLACEMENT CHARACTER}", "utf-8", False  # cut off in a letter
        return _as_declared(data, declared) or _guess(data)
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, "replace"), wide, True
    return text, "utf-8", False


def _as_declared(data: bytes, declared: str) -> tuple[str, str, bool] | None:
    """None where the declaration is no encoding of text, or not of these bytes."""
    try:
        codec = codecs.lookup(declared)
        text = data.decode(codec.name) if codec._is_text_encoding else ""
    except (LookupError, UnicodeError, ValueError):
        return None
    return (text, codec.name, False) if text else None


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without its mark shows by its zeros: every second byte of Latin text, the blanks of other."""
    head = data[: min(4096, len(data) // 2 * 2)]
    first, second = head[0::2].count(0), head[1::2].count(0)
    if min(first, second) * 2 > max(first, second):
        return ""  # zeros in no order: a text that somebody put them into
    if _ASCII.search(head):
        return ""  # or put only here and there
    blanks = {
        encoding: head.decode(encoding, "replace").count(" ") for encoding in ("utf-16-le", "utf-16-be")
    }
    likely = max(blanks, key=blanks.__getitem__)
    if len(head) < 4 or (head.count(0) * 4 < len(head) and blanks[likely] * 40 < len(head)):
        return ""
    if blanks["utf-16-le"] == blanks["utf-16-be"]:
        return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
    return likely


def _guess(data: bytes) -> tuple[str, str, bool]:
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, "replace"), wide, True
    from charset_normalizer import from_bytes  # 25 ms that texts in UTF-8 need not wait for

    found = from_bytes(data, cp_isolation=[*_IN_USE])
    best = found.best()
    if best is None:
        return data.decode("cp1252", "replace"), "cp1252", True
    as_likely = [one for one in found if (one.chaos, one.coherence) == (best.chaos, best.coherence)]
    encoding = min((name for one in as_likely for name in one.could_be_from_charset), key=_IN_USE.index)
    return data.decode(encoding, "replace"), encoding, True


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _named(path: str | Path) -> str:
    return files.shown(path) if path else "The input"
