"""What makes naive rules fire wrongly: each trap with an innocent tree and a guilty one."""
