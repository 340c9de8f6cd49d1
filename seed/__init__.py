"""The plans that ship with the program, and the sample rows that the demo lays on them."""
