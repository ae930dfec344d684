NAME = "port"
