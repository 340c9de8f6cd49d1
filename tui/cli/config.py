"""The config file: read where there is one."""

from __future__ import annotations

from store.errors import Refused


def read_config(path: str) -> dict[str, str]:
    """The words of the config file.

    Raises:
        Refused: it cannot be read or is no TOML.
    """
    import tomllib

    try:
        with open(path, "rb") as file:
            found = tomllib.load(file)
    except OSError as error:
        raise Refused("unreadable_file", path=path, why=error.strerror or "") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("not_toml", path=path, problem=str(error)) from error
    return {key: str(value) for key, value in found.items() if isinstance(value, (str, int))}
