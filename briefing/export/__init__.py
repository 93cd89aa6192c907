"""Briefings and notes for other programs, and for eyes and ears without the reader."""
