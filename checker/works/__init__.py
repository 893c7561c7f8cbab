"""Where works come from: works files, the SQLite store, the OpenAlex API; and the resolver that asks them in turn."""
