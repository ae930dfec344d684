headers = [
    "include/weir/c/gate.h",
    "include/weir/c/level.h",
]
