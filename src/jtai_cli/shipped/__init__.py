"""What would take too long to read or to work out at every start.

Made by tools/refresh.py, not edited by hand.
"""
