BERTHS = 4


def ships_by_berth():
    return []
