"""The data dictionary: what every table and column is, as TOML."""
