"""Claims: what the sentences of a manuscript say, beside the works that they cite. The only room that imports spaCy."""
