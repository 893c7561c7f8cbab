"""Rules about an entry against its OpenAlex record (MET)."""
