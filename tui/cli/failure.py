"""An error of the program itself: written down for whoever mends it, told in one sentence to whoever met it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping

from tui import locations


def written_down(environ: Mapping[str, str]) -> str:
    """Append the exception in flight to the log; returns the log's path."""
    import traceback
    from datetime import UTC, datetime

    path = locations.log_file(environ)
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{traceback.format_exc()}\n")
    return path
