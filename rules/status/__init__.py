"""Rules about the status of a cited work (STA)."""
