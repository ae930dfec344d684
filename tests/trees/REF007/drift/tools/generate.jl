headers = [
    "include/weirlib/c/gate.h",
    "include/weirlib/c/level.h",
]
