"""The commands: each module adds its arguments and runs one capability; imports stay inside."""
