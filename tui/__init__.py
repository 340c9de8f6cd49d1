"""The dashboard and the command line: draws and listens; no SQL, no file formats."""
