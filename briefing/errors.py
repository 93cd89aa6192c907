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
