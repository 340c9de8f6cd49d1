"""The command line: one small file per family of commands. Knows neither Textual nor, for reading, SQLModel."""
