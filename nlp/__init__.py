"""Text in, annotations out: sentences, classes, deadlines, themes, links. Pure functions, no storage."""
