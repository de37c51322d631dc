"""Independent reckoners: what the answers should be, by another way than the program's.

Nothing here imports the program, and each module says what it was made from.
"""
