"""Start the program under the frameworks beside this file, in the place of those that ship."""

import os
import sys

if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, here)
    import frameworks

    sys.modules["jtai_cli.shipped.frameworks"] = frameworks
    sys.path[:] = [path for path in sys.path if path != here]  # which the program does not know

    from jtai_cli.__main__ import main

    main()
