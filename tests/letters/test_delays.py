"""How long the letters took, as kept, is what measuring them says."""

import pytest

from jtai_cli.days import bank_holidays
from jtai_cli.letters import delays as waits
from jtai_cli.letters.delays import kept_waits, measured_waits, shipped_waits
from jtai_cli.rules.frameworks import SHIPPED
from tests.conftest import rewrite_kept


def test_the_kept_waits_are_the_measured_ones(request):
    measured = {name: measured_waits(name) for name in SHIPPED}
    if request.config.getoption("--rewrite"):
        found = ((name, wait) for name in SHIPPED for wait in measured[name])
        rows = ("{},{},{},{}\n".format(name, *wait) for name, wait in found)
        rewrite_kept("waits", "".join(rows))
    for name in SHIPPED:
        assert len(measured[name]) > 15
        assert kept_waits(name) in (measured[name], None)  # none under a newer library


def test_a_framework_of_ones_own_has_no_letters():
    assert shipped_waits("peer-challenge") == ()


@pytest.mark.parametrize("version", ["999.1", None])
def test_under_another_version_the_letters_are_measured(monkeypatch, version):
    monkeypatch.setattr(bank_holidays, "imported_version", lambda _: version)
    assert kept_waits("jtai-2022") is None
    monkeypatch.setattr(waits, "measured_waits", lambda name: (name, "measured"))
    shipped_waits.cache_clear()
    assert shipped_waits("jtai-2022") == ("jtai-2022", "measured")
    shipped_waits.cache_clear()
