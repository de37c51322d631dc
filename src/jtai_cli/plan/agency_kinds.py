"""What kind of agency a partner is: as its file says, or else by words in its name."""

from __future__ import annotations

import re

from jtai_cli.plan.inspection import Partner
from jtai_cli.plan.work import AgencyKind, folded

# In this order: a mental health trust may be called a partnership, and a safeguarding partnership
# may name health; a council has schools, social care and public health.
_WORDS: tuple[tuple[AgencyKind, str], ...] = (
    ("partnership", r"safeguarding.*\b(partnership|board)\b|\bl?scp\b"),
    ("youth-justice", r"youth (justice|offending)|\b(yjs|yos|yot)\b"),
    ("probation", "probation"),
    ("police", "police|constabulary"),
    ("health", r"\b(nhs|icb|ics)\b|integrated care|hospital|nursing"),
    ("schools", r"\b(schools?|colleges?|academ(y|ies))\b"),
    ("local-authority", r"children'?s trust$"),  # to which a council has given its social care
    ("health", r"\btrust\b"),
    ("local-authority", "council|children'?s services|social care|local authority|borough"),
    ("health", "health"),
    ("partnership", "partnership"),
)


def kind_of(partner: Partner) -> AgencyKind:
    """The kind that its file gives, or else that of its name; "other" where that says none.

    >>> [kind_of(Partner(name, None)) for name in ("Exampleshire Constabulary", "Fire service")]
    ['police', 'other']
    """
    if partner.kind:
        return partner.kind
    name = folded(partner.agency).replace("\u2019", "'")
    for kind, words in _WORDS:
        if re.search(words, name):
            return kind
    return "other"
