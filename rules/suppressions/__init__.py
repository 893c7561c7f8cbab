"""Rules about suppression comments (SUP)."""
