"""Views over documents that several kinds and rules share: headings, efforts, conflict blocks."""
