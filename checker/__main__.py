"""The program: `citeproof`, which is also `python -m checker`."""

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line with a collector of garbage that does not look again and again through what stays."""
    gc.set_threshold(1_000_000, 20, 100)  # before the imports: they make many objects, and all of them stay
    from checker.cli import main

    try:
        main()
    finally:
        gc.freeze()  # what is left is freed with the process: the last collection need not look at it


if __name__ == "__main__":
    main()
