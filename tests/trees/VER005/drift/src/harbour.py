BERTHS = 4


def ships():
    return []
