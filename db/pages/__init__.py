"""What each page of the site shows: queries and wording, without a line of HTML or of HTTP.

Every page is a function that takes `read` (a way to ask the published tracker) and returns one frozen
object; the plugins in `datasette/plugins/` hand that object to a template of the same name.
"""
