"""Days, sorted and shifted."""


def sort_days(days):
    return sorted(days)


def shift_days(days, hours):
    """Move days by hours."""
    return [day + hours for day in days]
