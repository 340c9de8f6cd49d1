"""After random work by two people, with late entries, undos and redos, the check accuses nothing."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from stores import TODAY
from test_history_model import TwoPeople

from store.check import check


class CheckedPeople(TwoPeople):
    """The same random work; what is left is looked through."""

    def derived_columns_are_what_a_fresh_look_derives(self) -> None:
        assert check(self.path, TODAY).findings == ()


HOUSE = settings.get_profile("house")
TestCheckedPeople = CheckedPeople.TestCase
TestCheckedPeople.settings = settings(
    HOUSE,
    max_examples=max(8, HOUSE.max_examples // 12),
    stateful_step_count=25,
    suppress_health_check=list(HealthCheck),
)
