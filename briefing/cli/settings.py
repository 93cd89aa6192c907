"""config and paths: what is set, and where everything is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.cli import output, places

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

COMMANDS = ("config", "paths")


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
    from dataclasses import asdict

    from briefing import config

    for key, value in asdict(config.load()).items():
        # JSON's texts, numbers and truth values are TOML's too.
        output.write(f"# {config.KEYS[key]}\n{key} = {json.dumps(value, ensure_ascii=False)}\n")
    return 0


def check_settings(arguments: Namespace) -> int:
    from briefing import config
    from briefing.errors import BriefingError

    try:
        config.load()
    except BriefingError as error:
        output.write(f"{error}\n")
        return 1
    return 0


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
