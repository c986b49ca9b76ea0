"""Who is tied to whom: routes with proof at each hop, and the arithmetic of control."""
