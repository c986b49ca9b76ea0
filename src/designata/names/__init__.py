"""How a name reads: in which script, of which parts, by which keys it is found and compared."""
