"""The front door: reads the global options and hands over to one command. Textual is imported only for a screen."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence

from store.errors import StoreError
from tui.cli.arguments import Ended, Usage, read_globals
from tui.cli.context import Context
from tui.cli.output import OutputFailed

RARELY = 200_000
"""Objects that are made before garbage is looked for; Python's own 700 suits programs that stay."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run `duban` and return its exit code (COMMANDS, "Exit codes")."""
    context = Context(os.environ)
    if argv is None:  # the whole process is one command: rows make no garbage that must be looked for again and again
        gc.set_threshold(RARELY, 20, 100)
    try:
        return _run(context, list(sys.argv[1:] if argv is None else argv))
    except Usage as problem:
        context.say(context.words.command.wrong_usage(problem.sentence), *problem.synopsis)
        return 2
    except StoreError as error:
        from tui.cli.failure import said

        context.say(*said(context, error))
        return 2 if error.kind in ("format_later", "command_later") else error.exit_code
    except KeyboardInterrupt:
        context.say(context.words.command.interrupted())
        return 130
    except BrokenPipeError:  # the reader of the pipe has gone (head, a closed pager): no one is left to be told
        _forget_stdout()
        return 0
    except OutputFailed as failure:
        _forget_stdout()
        context.say(context.words.command.cannot_write(str(failure)))
        return 3
    except Exception as error:
        from tui.cli.failure import unexpected

        context.say(*unexpected(context, error))
        return 3
    finally:
        context.close()


def _run(context: Context, arguments: list[str]) -> int:
    """Find the command and run it; flush inside, so that a closed pipe is noticed here."""
    _steady_stdout()
    rest = read_globals(context, arguments)
    from tui.cli import commands

    name, arguments = (rest[0], rest[1:]) if rest else ("open", [])
    try:
        code = commands.find(name, context)(context, arguments)
    except Ended:
        code = 0
    context.flush()
    return code


def _steady_stdout() -> None:
    """Let stdout take every character, whatever the locale says: UTF-8 where it can take no Chinese."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "").replace("_", "")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is None:
        return
    if encoding.startswith(("utf", "gb")):
        reconfigure(errors="backslashreplace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _forget_stdout() -> None:
    """Send what is still buffered nowhere, so that the end of the process does not stumble over it."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
