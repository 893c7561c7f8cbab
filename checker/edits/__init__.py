"""The edits that fixes are made of: on spans of the source, so that nothing else of a file changes."""
