"""The desk's policy: thresholds, word lists and wording, in one TOML file."""
