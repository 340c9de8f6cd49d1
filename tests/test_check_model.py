"""After random work by two people, with late entries, undos and redos, the check accuses nothing."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from office import Office

from store.check import check


class CheckedOffice(Office):
    """Random work; what is left is looked through."""

    def teardown(self) -> None:
        try:
            if self.writers:
                assert check(self.path, self.today).findings == ()
        finally:
            self.close()


HOUSE = settings.get_profile("house")
TestCheckedOffice = CheckedOffice.TestCase
TestCheckedOffice.settings = settings(
    HOUSE,
    max_examples=max(8, HOUSE.max_examples // 12),
    stateful_step_count=25,
    suppress_health_check=list(HealthCheck),
)
