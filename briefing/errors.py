"""What can go wrong, as a person can act on it.

BriefingError             one sentence that says what, where, and what to do
├── FileError             a file that cannot be read or written
│   ├── FileChanged       a file that is not what it was when it was read
│   └── FileTaken         a name under which something stands already
├── SourceError           a text that cannot be taken in
├── DocumentError         briefing Markdown that cannot be read
├── LexiconError          a lexicon file that cannot be used
├── ConfigError           a configuration that cannot be used
├── NotesError            notes that cannot be read or written
├── PatternError          a regular expression that is none, or takes too long
├── QueryError            words for a search or a filter that mean nothing
├── TemplateError         a template of the user's that makes no document
├── UnknownBriefing       a name that no library holds
└── UnknownName           an entity or an issue that no briefing of a library names, or more than one
"""

from __future__ import annotations

import errno

_ADVICE = {
    errno.ENOENT: "see whether its name is right",
    errno.ENOTDIR: "see whether its name is right",
    errno.EEXIST: "move it away, or name another place",
    errno.EISDIR: "move it away, or name a file",
    errno.EACCES: "give yourself the right to it (chmod), or name another place",
    errno.EPERM: "give yourself the right to it (chmod), or name another place",
    errno.EROFS: "name another place, since this disk is only for reading",
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room among your own files",
    errno.EFBIG: "allow yourself larger files (ulimit -f), or name another place",
    errno.EIO: "save elsewhere what you need of this disk, since it fails",
    errno.ENAMETOOLONG: "take a shorter name",
    errno.ELOOP: "name the file itself, since its links lead in a circle",
    errno.EMFILE: "close other files or programs",
    errno.ENFILE: "close other programs",
    errno.ENOMEM: "close other programs",
    errno.EAGAIN: "close other programs",
    errno.EBUSY: "close the program that uses it",
    errno.ETXTBSY: "close the program that uses it",
    errno.ESTALE: "open it again when the other machine answers",
    errno.ENXIO: "name a file",
    errno.ENODEV: "name a file",
}


class BriefingError(Exception):
    """The message is one sentence for the user; it never needs a traceback beside it."""


class FileError(BriefingError):
    pass


class FileChanged(FileError):
    pass


class FileTaken(FileError):
    pass


class SourceError(BriefingError):
    pass


class DocumentError(BriefingError):
    pass


class LexiconError(BriefingError):
    pass


class ConfigError(BriefingError):
    pass


class NotesError(BriefingError):
    pass


class TemplateError(BriefingError):
    pass


class PatternError(BriefingError):
    pass


class QueryError(BriefingError):
    pass


class UnknownBriefing(BriefingError):
    pass


class UnknownName(BriefingError):
    pass


def reason(error: OSError) -> str:
    """Why the system refused, as a clause, and what to do."""
    text = error.strerror or "the system does not say why"
    if text[1:2].islower():  # not where it begins with a short form, as I/O
        text = text[:1].lower() + text[1:]
    advice = _ADVICE.get(error.errno or 0, "see whether it is as it should be, and try again")
    return f"{text}; {advice}"
