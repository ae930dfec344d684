class Kiln:
    def open_door(self, door: str) -> None:
        lib.kiln_open_door(self._kiln, door)

    def read_heat(self, sensor: str) -> float:
        heat = new_double()
        lib.kiln_read_heat(self._kiln, sensor, heat)
        return heat[0]

    def stack_pots(self, shelf: str, pots: list[int]) -> None:
        lib.kiln_stack_pots(self._kiln, shelf, array(pots), len(pots))

    def start_firing(self, program: str, cone: int, glaze: str) -> None:
        lib.kiln_start_firing(self._kiln, program, cone, glaze)
