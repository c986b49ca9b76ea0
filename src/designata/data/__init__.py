"""Knowledge as data: commented TOML tables, each with its source."""
