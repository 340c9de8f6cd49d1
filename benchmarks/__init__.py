"""Speed of the program beside a bare Textual app and a bare python: `make bench`. README.md says what and how."""
