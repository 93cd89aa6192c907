"""Bytes or a file → Source: what a published text says, exactly as it was found."""

from __future__ import annotations

from briefing.sources.text import decode, read_text_file, source_from_bytes, source_from_text

__all__ = ["decode", "read_text_file", "source_from_bytes", "source_from_text"]
