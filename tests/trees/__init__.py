"""One folder per project rule: a tree with drift, what is reported about it, and its clean twin."""
