"""Word documents with comments added: the package, its markup by byte, and where comments go."""
