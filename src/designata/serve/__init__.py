"""The server: the API and the workbench behind one door."""
