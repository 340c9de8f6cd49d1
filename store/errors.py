"""What can go wrong, raised where the cause is known and worded once by the front doors.

An error carries a `kind` (a phrase id of `words`) and its facts; the sentence is made in the user's language at the
edge.
"""


class StoreError(Exception):
    """Base of everything the store or a file refuses. `exit_code` is the command line's (COMMANDS, "Exit codes")."""

    exit_code = 1

    def __init__(self, kind: str, **facts: object) -> None:
        """Keep the phrase id and the facts its sentence needs.

        Args:
            kind: the name of the method of `words.*.errors` that words it.
            facts: the keyword arguments of that method.
        """
        super().__init__(kind)
        self.kind = kind
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.kind} {self.facts}"


class Refused(StoreError):
    """A rule, an unknown name, date or status: nothing changed (exit 1)."""


class Unusable(StoreError):
    """The store cannot be used: missing, damaged, newer, read-only, full (exit 3)."""

    exit_code = 3


class Busy(Unusable):
    """Another writer held the store for longer than the bounded wait (exit 3)."""
