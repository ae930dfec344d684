"""Rules of the whole project, over trees that are broken or very large."""
