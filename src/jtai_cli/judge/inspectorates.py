"""One name for each inspectorate, whichever of its names was written."""

from functools import cache

_OTHER_NAMES = {  # of inspectorates, as one_name writes them
    "office for standards in education, children's services and skills": "ofsted",
    "care quality commission": "cqc",
    "hmic": "hmicfrs",
    "hm inspectorate of constabulary": "hmicfrs",
    "hm inspectorate of constabulary and fire and rescue services": "hmicfrs",
    "hmip": "hmi probation",
    "hm inspectorate of probation": "hmi probation",
}


@cache
def one_name(inspectorate: str) -> str:
    """The name by which an inspectorate is compared.

    >>> one_name("HM Inspectorate of Constabulary"), one_name(" hmicfrs ")
    ('hmicfrs', 'hmicfrs')
    """
    words = " ".join(inspectorate.casefold().replace("\u2019", "'").replace("&", "and").split())
    name = words.removeprefix("the ").replace("his majesty's", "hm").replace("her majesty's", "hm")
    return _OTHER_NAMES.get(name, name)
