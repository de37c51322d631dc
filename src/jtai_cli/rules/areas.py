"""The names of areas: which of them are one."""

import unicodedata

_NO_NAME = {
    *("the", "and", "of", "council", "authority", "unitary", "royal", "metropolitan"),
    *("city", "county", "borough", "district"),
}


def area_key(area: str) -> str:
    """An area's name without what people write in more than one way.

    >>> area_key("Windsor & Maidenhead") == area_key("Royal Borough of Windsor and Maidenhead")
    True
    >>> area_key("Bristol, City of"), area_key("London Borough of Bromley"), area_key("The Council")
    ('bristol', 'bromley', 'the council')
    """
    plain = unicodedata.normalize("NFKD", area.casefold())
    letters = (each for each in plain if not unicodedata.combining(each) and each not in "'\u2019")
    words = "".join(each if each.isalnum() else " " for each in letters).split()
    text = " ".join(words).replace("london borough", "borough")
    return "".join(word for word in text.split() if word not in _NO_NAME) or area.casefold()
