"""Rules about functions: parameters and names that documents write, against the code."""
