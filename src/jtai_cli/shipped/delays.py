"""How late the latest letters of each class came, and how often that said the next.

Made by tools/refresh.py, not edited by hand.
"""

LETTERS = 64
STARTED_ON_MONDAY = 62
LATE: dict[str, tuple[int, ...]] = {
    "ordinary": (0, 0, 0, 0, 0, 0, 0, 0, 0),
    "christmas": (0, 2, 3, 7, 9, 10, 13, 15, 17),
    "election": (0, 0, 3, 4, 4, 4, 6, 9, 9),
}
TRIED: dict[str, tuple[int, int]] = {"ordinary": (36, 27), "christmas": (13, 9), "election": (8, 6)}
STATEMENT = (63, 52, 65, 70, 71)
STATEMENT_TRIED = (59, 49)
BOTH_TRIED = (56, 41)
