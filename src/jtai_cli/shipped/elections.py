"""The table of elections.

Made by tools/refresh.py, not edited by hand.
"""

import datetime

from jtai_cli.rules.model import Election, ElectionTable, Pause, Source

OFSTED_2019 = Source(
    id="ofsted-2019",
    key="A",
    title="Ofsted, 'Ofsted publications during pre-election period', GOV.UK, 6 November 2019: no reports of JTAIs then; likewise its guidance of 26 March 2024 for local elections",
    url="https://www.localgovernmentlawyer.co.uk/education-law/394-education-news/56936-ofsted-to-publish-school-inspection-reports-including-those-giving-inadequate-rating-during-purdah",
)
RPA_1983 = Source(
    id="rpa-1983",
    key="B",
    title="Representation of the People Act 1983, section 37: the ordinary day of election of councillors in England is the first Thursday in May",
    url="https://www.legislation.gov.uk/ukpga/1983/2/section/37",
)
GENERAL_2017 = Source(
    id="general-2017",
    key="D",
    title="House of Commons Library, General Election 2017: results and analysis (CBP-7979)",
    url="https://commonslibrary.parliament.uk/research-briefings/cbp-7979/",
)
GENERAL_2019 = Source(
    id="general-2019",
    key="E",
    title="House of Commons Library, General Election 2019: results and analysis (CBP-8749)",
    url="https://commonslibrary.parliament.uk/research-briefings/cbp-8749/",
)
CORONAVIRUS_ACT_2020 = Source(
    id="coronavirus-act-2020",
    key="C",
    title="Coronavirus Act 2020, section 60, announced on 13 March 2020",
    url="https://www.legislation.gov.uk/ukpga/2020/7/section/60",
)
GENERAL_2024 = Source(
    id="general-2024",
    key="F",
    title="House of Commons Library, General election 2024 results (CBP-10009)",
    url="https://commonslibrary.parliament.uk/research-briefings/cbp-10009/",
)

ELECTIONS = ElectionTable(
    pause=Pause(working_days_before=25, days_after=14, source=OFSTED_2019),
    elections=(
        Election(
            date=datetime.date(2016, 5, 5),
            name="Local elections",
            source=RPA_1983,
            announced=None,
            moved=None,
        ),
        Election(
            date=datetime.date(2017, 5, 4),
            name="Local elections",
            source=RPA_1983,
            announced=None,
            moved=None,
        ),
        Election(
            date=datetime.date(2017, 6, 8),
            name="General election",
            source=GENERAL_2017,
            announced=datetime.date(2017, 4, 18),
            moved=None,
        ),
        Election(
            date=datetime.date(2018, 5, 3),
            name="Local elections",
            source=RPA_1983,
            announced=None,
            moved=None,
        ),
        Election(
            date=datetime.date(2019, 5, 2),
            name="Local elections",
            source=RPA_1983,
            announced=None,
            moved=None,
        ),
        Election(
            date=datetime.date(2019, 12, 12),
            name="General election",
            source=GENERAL_2019,
            announced=datetime.date(2019, 10, 29),
            moved=None,
        ),
        Election(
            date=datetime.date(2020, 5, 7),
            name="Local elections, moved to 6 May 2021",
            source=CORONAVIRUS_ACT_2020,
            announced=None,
            moved=datetime.date(2020, 3, 13),
        ),
        Election(
            date=datetime.date(2021, 5, 6),
            name="Local elections",
            source=RPA_1983,
            announced=None,
            moved=None,
        ),
        Election(
            date=datetime.date(2022, 5, 5),
            name="Local elections",
            source=RPA_1983,
            announced=None,
            moved=None,
        ),
        Election(
            date=datetime.date(2023, 5, 4),
            name="Local elections",
            source=RPA_1983,
            announced=None,
            moved=None,
        ),
        Election(
            date=datetime.date(2024, 5, 2),
            name="Local elections",
            source=RPA_1983,
            announced=None,
            moved=None,
        ),
        Election(
            date=datetime.date(2024, 7, 4),
            name="General election",
            source=GENERAL_2024,
            announced=datetime.date(2024, 5, 22),
            moved=None,
        ),
        Election(
            date=datetime.date(2025, 5, 1),
            name="Local elections",
            source=RPA_1983,
            announced=None,
            moved=None,
        ),
        Election(
            date=datetime.date(2026, 5, 7),
            name="Local elections",
            source=RPA_1983,
            announced=None,
            moved=None,
        ),
        Election(
            date=datetime.date(2027, 5, 6),
            name="Local elections",
            source=RPA_1983,
            announced=None,
            moved=None,
        ),
        Election(
            date=datetime.date(2028, 5, 4),
            name="Local elections",
            source=RPA_1983,
            announced=None,
            moved=None,
        ),
    ),
)
