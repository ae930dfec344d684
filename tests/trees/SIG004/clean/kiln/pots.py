def number_of_pots() -> int:
    return 12
