"""The kind of a partner, by names as areas write them."""

import pytest

from jtai_cli.plan.agency_kinds import kind_of
from jtai_cli.plan.inspection import Partner


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Exampleshire Council, children's services", "local-authority"),
        ("Childrens Services", "local-authority"),
        ("Children\u2019s Services", "local-authority"),
        ("Adult and health social care", "local-authority"),
        ("Exampleshire Council public health", "local-authority"),
        ("Exampleshire Children\u2019s Trust", "local-authority"),
        ("Exampleshire Children's NHS Trust", "health"),
        ("Exampleshire Foundation Trust", "health"),
        ("Exampleshire Constabulary", "police"),
        ("POLICE", "police"),
        ("NHS Exampleshire ICB", "health"),
        ("Exampleshire ICS", "health"),
        ("Integrated care board", "health"),
        ("Exampleshire Partnership NHS Foundation Trust", "health"),
        ("Exampleshire Hospitals", "health"),
        ("School nursing", "health"),
        ("Public Health", "health"),
        ("The Probation Service", "probation"),
        ("Youth Justice Service", "youth-justice"),
        ("Exampleshire Council youth offending team", "youth-justice"),
        ("Exampleshire schools", "schools"),
        ("Exampleshire Academy Trust", "schools"),
        ("Exampleshire Safeguarding Children Partnership", "partnership"),
        ("Safeguarding partnership (council, police, health)", "partnership"),
        ("Exampleshire SCP", "partnership"),
        ("Fire and Rescue", "other"),
    ],
)
def test_the_kind_by_the_name(name, kind):
    assert kind_of(Partner(name, None)) == kind


def test_what_the_file_says_wins():
    assert kind_of(Partner("Police", None, "health")) == "health"
