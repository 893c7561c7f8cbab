"""Rules about in-text citations and their list (CIT)."""
