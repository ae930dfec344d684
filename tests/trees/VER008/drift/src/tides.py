def import_tides(path):
    raise NotImplementedError("later")
