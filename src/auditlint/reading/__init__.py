"""How people write: statuses, numbers, ids, dates, efforts, severities."""
