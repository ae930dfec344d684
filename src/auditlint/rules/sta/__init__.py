"""Status: one subject, two statuses that cannot both be true."""
