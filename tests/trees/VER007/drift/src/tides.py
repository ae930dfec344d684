def replay_day(day):
    return sorted(day)


def diff_days(one, other):
    return one - other
