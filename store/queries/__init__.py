"""Reads: SQL over the driver's own connection → shapes. Imports neither SQLModel nor SQLAlchemy."""
