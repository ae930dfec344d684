def import_tides(path):
    return open(path).read().split()
