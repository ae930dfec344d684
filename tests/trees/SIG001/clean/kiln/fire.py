def weigh(clay: str) -> float:
    return len(clay)


def fire_kiln(clay: str, glaze: str, hours: int, cone: int = 6) -> None:
    print(clay, glaze, hours, cone)
