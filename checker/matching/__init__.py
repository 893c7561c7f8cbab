"""Pure comparison of an entry with candidate works: normalise, score, decide. The only importer of rapidfuzz."""
