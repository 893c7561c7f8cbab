"""`python -m checker` is `citeproof`."""

from checker.cli import main

main()
