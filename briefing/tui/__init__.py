"""The reader: all that knows Textual."""
