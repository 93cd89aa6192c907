"""briefing: a terminal reader for diplomatic readouts.

From Python:

    import briefing

    found = briefing.analyse("The Foreign Minister met …")     # the structure of a text
    found = briefing.read("readout.txt")                       # of a file, as the reader opens it
    for entry in briefing.Library("readouts/"):                # a folder of briefings, else the user's
        print(entry.date, entry.title)
    briefing.Library("readouts/").dossier("Ada Holm")          # what they have on an entity
    briefing.Library("readouts/").wording("a lasting peace")   # how a formula was worded, and what changed
    both = briefing.compare("ours.md", "theirs.md")            # two sides of one meeting, issue by issue

Each is loaded on first use; ``import briefing`` alone loads nothing.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False  # as ``typing`` has it, which would be the only import of this module
if TYPE_CHECKING:
    from briefing.library.catalogue import Library
    from briefing.library.comparing import compare
    from briefing.library.opening import analyse_text as analyse
    from briefing.library.opening import open_briefing as read

__all__ = ["Library", "__version__", "analyse", "compare", "read"]

_HOMES = {
    "Library": ("briefing.library.catalogue", "Library"),
    "analyse": ("briefing.library.opening", "analyse_text"),
    "compare": ("briefing.library.comparing", "compare"),
    "read": ("briefing.library.opening", "open_briefing"),
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
