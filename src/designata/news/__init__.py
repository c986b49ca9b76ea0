"""What an article says: whom it reports designated, who claims what, and whom it does not name."""
