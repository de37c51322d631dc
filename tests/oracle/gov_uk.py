"""GOV.UK's own list of bank holidays, as the package ``govuk-bank-holidays`` carries it.

Independent of the library that the program asks. The file is read from where it is installed:
nothing is asked over a network.
"""

import datetime as dt
import json
from importlib.resources import files

DIVISIONS = {
    "ENG": "england-and-wales",
    "WLS": "england-and-wales",
    "SCT": "scotland",
    "NIR": "northern-ireland",
}


def gov_uk(region):
    """What GOV.UK calls each bank holiday, with a substitute day marked as its pages mark it."""
    text = (files("govuk_bank_holidays") / "bank-holidays.json").read_text(encoding="utf-8")
    return {
        dt.date.fromisoformat(event["date"]): event["title"].replace(
            "\N{RIGHT SINGLE QUOTATION MARK}", "'"
        )
        + (" (substitute day)" if event["notes"] == "Substitute day" else "")
        for event in json.loads(text)[DIVISIONS[region]]["events"]
    }
