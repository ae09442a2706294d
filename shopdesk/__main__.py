"""The door of the command line: `python -m shopdesk`, or the installed `shopdesk`."""

import sys

from shopdesk.cli import run


def main() -> None:
    """Run the command line on this process's arguments and leave with its exit status."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
