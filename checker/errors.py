"""The problems that end a run: one line each, with what, where and what to do."""


class CiteproofError(Exception):
    """Something the user must mend; its text is the whole message. Ends a run with exit status 2."""


class UsageError(CiteproofError):
    """A wrong option, configuration key, rule or path."""


class InputError(CiteproofError):
    """An input file that can't be read."""
