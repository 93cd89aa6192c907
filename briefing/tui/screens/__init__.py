"""Screens lay out widgets and route messages; what has to be read or written they ask of the app."""
