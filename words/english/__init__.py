"""The phrases in English."""
