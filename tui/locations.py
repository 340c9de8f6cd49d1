"""Every place the program uses, and what it takes from the environment; overrides serve tests (XDG on every system)."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping


def _home(environ: Mapping[str, str], variable: str, linux: str, mac: str) -> str:
    """One of the user's directories: by XDG variable, else the system's habit."""
    given = environ.get(variable)
    if given:
        return os.path.join(given, "duban")
    if sys.platform == "win32":  # pragma: no cover - not on the machines that test
        return os.path.join(environ.get("LOCALAPPDATA") or os.path.expanduser("~"), "duban")
    home = environ.get("HOME") or os.path.expanduser("~")
    return os.path.join(home, mac if sys.platform == "darwin" else linux, "duban")


def data_dir(environ: Mapping[str, str]) -> str:
    """Where stores live."""
    return _home(environ, "XDG_DATA_HOME", ".local/share", "Library/Application Support")


def store_file(environ: Mapping[str, str]) -> str:
    """The default store."""
    return os.path.join(data_dir(environ), "duban.db")


def backups_dir(environ: Mapping[str, str]) -> str:
    """Where copies of the store are kept."""
    return os.path.join(data_dir(environ), "backups")


def config_file(environ: Mapping[str, str]) -> str:
    """The user's config file."""
    return os.path.join(_home(environ, "XDG_CONFIG_HOME", ".config", "Library/Application Support"), "config.toml")


def cache_dir(environ: Mapping[str, str]) -> str:
    """What can be made again: the demo store."""
    return _home(environ, "XDG_CACHE_HOME", ".cache", "Library/Caches")


def log_file(environ: Mapping[str, str]) -> str:
    """Where an unexpected error is written down."""
    return os.path.join(_home(environ, "XDG_STATE_HOME", ".local/state", "Library/Logs"), "duban.log")


def state_file(environ: Mapping[str, str]) -> str:
    """What the dashboard remembers between runs: the plan used last."""
    return os.path.join(_home(environ, "XDG_STATE_HOME", ".local/state", "Library/Application Support"), "state.json")


def login_name(environ: Mapping[str, str]) -> str:
    """The name of the person at the terminal."""
    for variable in ("LOGNAME", "USER", "USERNAME"):
        if environ.get(variable):
            return environ[variable]
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return "unknown"


def locale_language(environ: Mapping[str, str]) -> str:
    """`zh` or `en`, from the locale's variables in their order of precedence."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(variable):
            return "zh" if environ[variable].casefold().startswith("zh") else "en"
    return "en"


def time_zone_name(environ: Mapping[str, str]) -> str:
    """The machine's time zone by name; empty where it does not say (a new store then takes the program's default)."""
    given = environ.get("TZ", "").removeprefix(":")
    if "/" in given and not given.startswith("/"):
        return given
    try:
        place = os.path.realpath("/etc/localtime")
    except OSError:
        return ""
    return place.partition("/zoneinfo/")[2]
