"""Writes: SQLModel objects, rule check, row + change rows, one transaction (HOUSE)."""
