"""Who may ask: users, sessions, tokens, roles, and what every request must show."""
