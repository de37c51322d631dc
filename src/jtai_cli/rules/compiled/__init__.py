"""What ``tables/*.toml`` say, as Python that loads at once.

Made from them by ``python -m pytest tests/rules/test_compiled.py --rewrite``; not edited by hand.
"""
