"""How facts enter and leave in others' formats, and how their files are opened without harm."""
