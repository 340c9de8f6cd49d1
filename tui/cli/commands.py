"""The ONE table of commands: which module holds it. Only the module of the command that runs is imported."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from store.errors import Refused
from tui.cli.context import Context

Run = Callable[[Context, list[str]], int]

COMMANDS = {
    "open": "screen", "demo": "screen", "plans": "plans", "show": "plans", "load": "loading", "tasks": "tasks",
    "set": "writes", "due": "writes", "confirm": "claims", "sendback": "claims", "extend": "claims",
    "report": "reports", "breakdown": "breakdown",
    "chase": "chases", "contact": "chases", "todo": "chases", "why": "why",
    "reading": "figures", "reach": "figures", "member": "figures",
    "undo": "history", "redo": "history", "log": "history", "summary": "papers", "setting": "settings",
    "cycle": "cycles", "where": "places",
    "close": "ending", "reopen": "ending", "bulletins": "keeping", "archive": "keeping", "assess": "keeping",
    "check": "care", "backup": "care", "restore": "care",
}  # fmt: skip
"""Command → module of `tui.cli`; its function is the command's name and `_command`."""

READING = (
    "plans", "show", "tasks", "todo", "why", "log", "summary", "bulletins", "archive", "assess", "where", "check",
    "backup",
)  # fmt: skip
"""Commands that leave the store as it is, whatever their arguments."""

ABOUT = {"--help": "help", "-h": "help", "help": "help", "--version": "version", "-V": "version"}
"""What asks about the program itself; both live in `tui.cli.help`."""

LATER = (
    "slips", "collect", "read",
)  # fmt: skip
"""Commands of the contract that this version does not have yet."""


def find(name: str, context: Context) -> Run:
    """The function that runs a command.

    Raises:
        Refused: there is no such command, or not yet.
    """
    if name in ABOUT:
        return _function("help", ABOUT[name])
    if name in LATER:
        raise Refused("command_later", name=name)
    if name not in COMMANDS:
        from store.queries.names import close

        raise UnknownCommand("unknown_command", name=name, close=close(name, [*COMMANDS, *LATER]))
    context.only_reads = name in READING
    return _function(COMMANDS[name], name)


def _function(module: str, command: str) -> Run:
    """The function of a command, its module imported now."""
    run: Run = getattr(import_module(f"tui.cli.{module}"), f"{command}_command")
    return run


class UnknownCommand(Refused):
    """Wrong usage rather than a refusal (exit 2)."""

    exit_code = 2
