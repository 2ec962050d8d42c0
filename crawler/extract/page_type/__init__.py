"""What sort of page it is, where it is no article or not all of one."""
