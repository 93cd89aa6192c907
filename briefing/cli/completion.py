"""completion: what shells need to complete the command line, made from its grammar by shtab."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from briefing.cli import output

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

SHELLS = ("bash", "zsh", "fish")

_BRIEFINGS = {"bash": "_briefing_or_file", "zsh": "_briefing_or_file", "fish": "(_briefing_or_file)"}
"""How each shell is told to complete the id of a briefing, with its title where that is shown, or a file."""

# A list of words is expanded by bash as if it were typed: nothing but an id gets into it.
_BASH = """\
_briefing_or_file() {
  compgen -W "$(briefing list 2>/dev/null | cut -f 2 | grep -E '^[a-z0-9-]+$')" -- "$1"
  compgen -f -- "$1"
}
"""
_BASH_END = """

_briefing() {
  _shtab_briefing
  if (( COMP_CWORD == 1 )) && [[ ${COMP_WORDS[1]} != -* ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(_briefing_or_file "${COMP_WORDS[1]}")
  fi
}

complete -o bashdefault -F _briefing briefing
"""
_ZSH = """\
_briefing_ids() {
  local -a ids
  ids=(${(f)"$(briefing list 2>/dev/null | cut -f 2,3 | grep -E '^[a-z0-9-]+[[:space:]]' | tr '\\t' ':')"})
  _describe -t briefings briefing ids
}

_briefing_or_file() {
  _alternative 'briefings:briefing:_briefing_ids' 'files:file:_files'
}

functions[_briefing_commands]=$functions[_shtab_briefing_commands]
_shtab_briefing_commands() {
  _briefing_commands
  _briefing_or_file
}
"""
_FISH = """\
function _briefing_or_file
  briefing list 2>/dev/null | cut -f 2,3 | grep -E '^[a-z0-9-]+[[:space:]]'
  __fish_complete_path (commandline -ct)
end
"""
_FISH_END = """
complete -c briefing -n '_shtab_briefing_using; and test $_shtab_briefing_npos -eq 0' \\
  -ka '(_briefing_or_file)'
"""
_BEGINNINGS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
_ENDS = {"bash": _BASH_END, "zsh": "", "fish": _FISH_END}
"""Each lets a briefing or a file, which the reader opens, stand in the place of a command."""


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = commands.add_parser(
        "completion",
        parents=[common],
        help="print what a shell needs to complete commands, options and ids",
        description="Print a script for a shell that completes commands, options, the ids of briefings\n"
        "and files. Have it read when the shell starts:\n\n"
        '  bash   eval "$(briefing completion bash)"             in ~/.bashrc\n'
        '  zsh    eval "$(briefing completion zsh)"              in ~/.zshrc, after compinit\n'
        "  fish   briefing completion fish | source              in ~/.config/fish/config.fish",
        example="briefing completion bash > ~/.local/share/bash-completion/completions/briefing",
    )
    one.add_argument("shell", choices=SHELLS, metavar="{bash,zsh,fish}", help="the shell")
    one.set_defaults(run=print_completion)


def print_completion(arguments: Namespace) -> int:
    output.write(script(arguments.shell))
    return 0


def script(shell: str) -> str:
    """The text that a shell reads."""
    import shtab

    from briefing.cli.parser import grammar

    kinds = {
        "BRIEFING": _BRIEFINGS,
        "A": _BRIEFINGS,
        "B": _BRIEFINGS,
        "OLD": _BRIEFINGS,
        "NEW": _BRIEFINGS,
        "PATH": _BRIEFINGS,
        "SOURCE": shtab.FILE,
        "FILE": shtab.FILE,
        "OUT": shtab.FILE,
        "DIR": shtab.DIRECTORY,
    }
    parser = grammar()
    for action in _actions(parser):
        if isinstance(action.metavar, str) and action.metavar in kinds:
            action.complete = kinds[action.metavar]  # type: ignore[attr-defined]  # which is how shtab is told
    return str(shtab.complete(parser, shell, preamble=_BEGINNINGS[shell])) + _ENDS[shell]


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """All that a command line can hold; each command is described by its short help on the way."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for row in action._choices_actions:
                action.choices[row.dest].description = row.help
            for below in action.choices.values():
                yield from _actions(below)
