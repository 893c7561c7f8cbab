"""The built-in rules: one file a rule, one package a family."""
