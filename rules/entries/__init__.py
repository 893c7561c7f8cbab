"""Rules about the entry itself (REF)."""
