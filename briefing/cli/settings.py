"""config and paths: what is set, and where everything is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.cli import output, places

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from briefing.keymap import Keymap


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = commands.add_parser(
        "config",
        parents=[common],
        help="where the settings are, what they are, whether they are sound",
        description="The settings: one TOML file, which need not be there.",
        example="briefing config show",
    )
    acts = one.add_subparsers(title="what", metavar="{path,show,check}", required=True)
    for name, run, what in (
        ("path", show_path, "print where the file is"),
        ("show", show_settings, "print the settings in force, as TOML"),
        ("check", check_settings, "tell what is wrong with the file"),
    ):
        act = acts.add_parser(
            name,
            parents=[common],
            help=what,
            description=f"{what[0].upper()}{what[1:]}.",
            example=f"briefing config {name}",
        )
        act.set_defaults(run=run)

    one = commands.add_parser(
        "paths",
        parents=[common],
        help="print where everything is kept",
        description="Print the folders and files in use. None of them is made by asking.",
        example="briefing paths",
    )
    one.set_defaults(run=show_paths)


def show_path(arguments: Namespace) -> int:
    from briefing import paths
    from briefing.files import shown

    output.write(f"{shown(paths.config())}\n")
    return 0


def show_settings(arguments: Namespace) -> int:
    import json

    from briefing import config

    settings = config.load()
    for key, told in config.KEYS.items():
        value = getattr(settings, key)
        # JSON's texts, numbers and truth values are TOML's too.
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}"] if key != "keys" else _keys(value)
        output.write("".join(f"{line}\n" for line in (f"# {told}", *lines)))
    if settings.keys.trouble:
        output.tell(settings.keys.trouble)
    return 0


def _keys(keymap: Keymap) -> list[str]:
    """The keys in force as a table of the settings."""
    import json

    from briefing.actions import SCOPES, in_scope
    from briefing.keymap import full_id

    lines = ["[keys]"]
    for scope, title in SCOPES.items():
        lines.append(f"# {title}")
        for action in in_scope(scope):
            names = json.dumps(keymap.names(action), ensure_ascii=False)
            lines.append(f'"{full_id(action)}" = {names}')
    return lines


def check_settings(arguments: Namespace) -> int:
    from briefing import config
    from briefing.errors import FileError

    try:
        problems = config.check()
    except FileError as error:
        problems = [str(error)]
    output.write("".join(f"{problem}\n" for problem in problems))
    return 1 if problems else 0


def show_paths(arguments: Namespace) -> int:
    from briefing import config, paths
    from briefing.errors import ConfigError
    from briefing.files import shown

    try:
        settings = config.load()
    except ConfigError as error:
        output.tell(str(error))
        settings = config.Settings()
    rows = {
        "library": places.library_folder(arguments, settings),
        "bundled": paths.bundled_content(),
        "notes": places.notes_folder(arguments, settings),
        "lexicons": paths.lexicons(),
        "config": paths.config(),
        "state": paths.state(),
        "cache": paths.cache(),
    }
    output.write_rows((name, shown(path)) for name, path in rows.items())
    return 0
