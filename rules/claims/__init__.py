"""CLM: what a sentence says, against the works that it cites."""
