"""Speed and memory, measured side by side with peers where these are installed."""
