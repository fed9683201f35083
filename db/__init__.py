"""Records and annotations to SQLite: the archive, the published tracker, its views and its search."""
