"""``python -m jtai_cli`` is the same program as ``jtai``."""

from jtai_cli.cli import main

if __name__ == "__main__":
    main()
