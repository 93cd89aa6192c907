"""The tables of an index, and the numbers that tie them together.

A briefing's number begins with its day, and its sections' and statements' numbers begin with its own. So
newest first is the order in which SQLite keeps them, a stretch of days is a stretch of numbers, and whatever
belongs to a briefing stands together.
"""

from __future__ import annotations

from datetime import date

SCHEMA = 3
"""Raised with every change of the tables; a file of another number is made anew."""

SECTION_BITS = 12
STATEMENT_BITS = 16
_SERIAL_BITS = 20

MOST_SECTIONS = (1 << SECTION_BITS) - 1
MOST_STATEMENTS = (1 << STATEMENT_BITS) - 1

BY, TO, ABOUT = 0, 1, 2
"""The parts that an entity has in a statement: who speaks, who is spoken to, who or what is named in it."""

_WORDS = 'tokenize="unicode61 remove_diacritics 2"'

TABLES = f"""
CREATE TABLE facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE briefings (
  number INTEGER PRIMARY KEY,
  path BLOB NOT NULL UNIQUE,
  size INTEGER NOT NULL, time INTEGER NOT NULL, inode INTEGER NOT NULL, digest BLOB NOT NULL,
  stale INTEGER NOT NULL DEFAULT 0,
  bundled INTEGER NOT NULL, shown INTEGER NOT NULL DEFAULT 1,
  id TEXT NOT NULL, title TEXT NOT NULL, about TEXT NOT NULL, headings TEXT NOT NULL,
  date TEXT NOT NULL, place TEXT NOT NULL, format TEXT NOT NULL, issuer TEXT NOT NULL,
  parties TEXT NOT NULL, meeting TEXT NOT NULL, revision TEXT NOT NULL, problem TEXT NOT NULL,
  title_key TEXT NOT NULL, issuer_key TEXT NOT NULL, meeting_key TEXT NOT NULL,
  entities BLOB NOT NULL, unusual INTEGER NOT NULL
);
CREATE INDEX briefings_by_file ON briefings (path, size, time, inode, stale);
CREATE INDEX briefings_by_id ON briefings (id);
CREATE INDEX briefings_by_date ON briefings (date DESC, id, bundled, shown);
CREATE INDEX briefings_by_title ON briefings (title_key, date DESC, id);
CREATE INDEX briefings_by_issuer ON briefings (issuer_key, date DESC, id);
CREATE INDEX briefings_by_meeting ON briefings (meeting_key DESC, date DESC, id);
CREATE VIRTUAL TABLE labels USING fts5 (
  title, about, headings, content='briefings', content_rowid='number', prefix='1 2', {_WORDS}
);

CREATE TABLE parties (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
INSERT INTO parties VALUES (0, char(1114111), '');
CREATE TABLE partaking (
  party INTEGER NOT NULL, briefing INTEGER NOT NULL, PRIMARY KEY (party, briefing)
) WITHOUT ROWID;

CREATE TABLE sections (
  number INTEGER PRIMARY KEY,
  start INTEGER NOT NULL, kind TEXT NOT NULL,
  title TEXT NOT NULL, heading TEXT NOT NULL, body TEXT NOT NULL,
  sentences BLOB NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5 (
  title, heading, body, content='sections', content_rowid='number', prefix='2', {_WORDS}
);

CREATE TABLE vocabulary (key TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (key, word)) WITHOUT ROWID;

CREATE TABLE issues (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE subjects (
  issue INTEGER NOT NULL, section INTEGER NOT NULL, weight INTEGER NOT NULL,
  PRIMARY KEY (issue, section)
) WITHOUT ROWID;

CREATE TABLE entities (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL
);
CREATE TABLE forms (
  key TEXT NOT NULL, entity INTEGER NOT NULL, form TEXT NOT NULL, briefings INTEGER NOT NULL,
  PRIMARY KEY (key, entity, form)
) WITHOUT ROWID;
CREATE TABLE appearances (
  entity INTEGER NOT NULL, briefing INTEGER NOT NULL,
  name TEXT NOT NULL, role TEXT NOT NULL, aliases TEXT NOT NULL, mentions BLOB NOT NULL,
  PRIMARY KEY (entity, briefing)
) WITHOUT ROWID;

CREATE TABLE statements (
  number INTEGER PRIMARY KEY,
  section INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  side TEXT NOT NULL, speaker TEXT NOT NULL, addressee TEXT NOT NULL,
  cues TEXT NOT NULL, strength INTEGER NOT NULL, rule TEXT NOT NULL, confidence TEXT NOT NULL
);
CREATE TABLE involved (
  entity INTEGER NOT NULL, part INTEGER NOT NULL, statement INTEGER NOT NULL,
  PRIMARY KEY (entity, part, statement)
) WITHOUT ROWID;

CREATE TABLE notes_files (
  number INTEGER PRIMARY KEY,
  path BLOB NOT NULL UNIQUE, folder BLOB NOT NULL,
  size INTEGER NOT NULL, time INTEGER NOT NULL, inode INTEGER NOT NULL, digest BLOB NOT NULL,
  briefing TEXT NOT NULL, notes INTEGER NOT NULL
);
CREATE INDEX notes_files_by_briefing ON notes_files (briefing);
CREATE TABLE notes (
  number INTEGER PRIMARY KEY,
  file INTEGER NOT NULL, note TEXT NOT NULL, target TEXT NOT NULL, heading TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, revision TEXT NOT NULL,
  quote TEXT NOT NULL, text TEXT NOT NULL, tags TEXT NOT NULL, created TEXT NOT NULL
);
CREATE INDEX notes_by_file ON notes (file);
CREATE VIRTUAL TABLE remarks USING fts5 (
  text, tags, content='notes', content_rowid='number', prefix='1 2 3', {_WORDS}
);
"""


def day_of(written: str) -> int:
    """The number of a day; 0 for what is no day."""
    try:
        return date.fromisoformat(written).toordinal()
    except ValueError:
        return 0


def first_of(day: int) -> int:
    """The least number that a briefing of a day can have."""
    return day << _SERIAL_BITS


def sections_of(briefing: int) -> tuple[int, int]:
    """The first number of a briefing's sections, and the first one past them."""
    return briefing << SECTION_BITS, (briefing + 1) << SECTION_BITS


def statements_of(briefing: int) -> tuple[int, int]:
    return briefing << STATEMENT_BITS, (briefing + 1) << STATEMENT_BITS


LAST_DAY = date.max.toordinal() + 1
WEIGHTY = 3
"""How much must speak for an issue in a section, for the section to be kept as one about it."""
