"""Run the command line: ``python -m igfdata``."""

import sys

from igfdata.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
