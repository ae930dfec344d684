"""From text to a document: front matter, Markdown, nodes with places."""
