"""The config file: read where there is one."""

from __future__ import annotations

import re

from store.errors import Refused


def read_config(path: str) -> dict[str, object]:
    """What the config file says, by its top-level names.

    Raises:
        Refused: it cannot be read or is no TOML.
    """
    import tomllib

    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise Refused("unreadable_file", path=path, why=error.strerror or "") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("not_toml", path=path, problem=str(error)) from error


def places_of(path: str, table: str, names: tuple[str, ...]) -> dict[str, str]:
    """Where the names of a table stand, and (by an empty name) the table itself: `config.toml:12`.

    TOML is read without line numbers; they are looked for as people write it, and left out where that finds nothing.
    """
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    found, inside = dict.fromkeys(("", *names), path), False
    for number, line in enumerate(lines, 1):
        if head := re.match(r"\s*\[([^\[\]]+)\]", line):
            inside = head[1].strip() == table
            name = "" if inside else None
        elif written := re.match(rf"""\s*(?P<table>{table}\s*\.\s*)?["']?(?P<name>.+?)["']?\s*=""", line):
            name = written["name"] if inside or written["table"] else "" if written["name"] == table else None
        else:
            continue
        if name is not None and found.get(name) == path:
            found[name] = f"{path}:{number}"
    return found
