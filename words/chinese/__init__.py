"""The phrases in Chinese."""
