"""Rules about an editorial office's house style (STY): off unless selected by code, family or profile."""
