"""The front door: reads the global options and hands over to one command. Textual is imported only for a screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from store.errors import StoreError
from tui.cli.context import Context, Usage, read_globals


def main(argv: Sequence[str] | None = None) -> int:
    """Run `duban` and return its exit code (COMMANDS, "Exit codes")."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    context = Context({}, os.environ)
    try:
        options, rest = read_globals(arguments)
        context = Context(options, os.environ)
        return _run(context, rest)
    except Usage as problem:
        context.say(context.words.command.wrong_usage(problem.sentence))
        return 2
    except StoreError as error:
        from words import say_error

        context.say(say_error(context.words, error.kind, error.facts))
        return 2 if error.kind in ("format_later", "command_later", "unknown_format") else error.exit_code
    except KeyboardInterrupt:
        context.say(context.words.command.interrupted())
        return 130
    except BrokenPipeError:
        # The reader of the pipe has gone (head, a closed pager): no one is left to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(context: Context, rest: list[str]) -> int:
    """Find the command and run it; flush inside, so that a closed pipe is noticed here."""
    from tui.cli import commands

    name, arguments = (rest[0], rest[1:]) if rest else ("open", [])
    code = commands.find(name, context)(context, arguments)
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    sys.exit(main())
