"""How the stages run: here, one process."""
