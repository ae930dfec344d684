"""The file as text: encoding, front matter, markers, tables, templates, fences, limits."""
