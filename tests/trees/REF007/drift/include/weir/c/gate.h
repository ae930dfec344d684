int gate(void);
