typedef struct kiln kiln_t;
int kiln_open_door(kiln_t* kiln, const char* door);
int kiln_read_heat(kiln_t* kiln, const char* sensor, double* out_heat);
int kiln_stack_pots(kiln_t* kiln, const char* shelf, const int64_t* pots, size_t pot_count);
int kiln_start_firing(kiln_t* kiln, const char* program, int64_t cone, const char* glaze);
