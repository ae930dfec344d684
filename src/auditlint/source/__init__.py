"""Where bytes come from and what addresses them: files, git, text, spans, globs."""
