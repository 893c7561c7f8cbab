"""Output formats: one module each; a format computes nothing, it only shows a `Report`."""
