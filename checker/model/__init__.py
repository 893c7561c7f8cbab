"""What citeproof knows: text and spans, documents, references, works, matches, findings. Standard library only, no I/O."""
