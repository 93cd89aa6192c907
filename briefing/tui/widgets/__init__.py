"""What the screens are made of. Widgets are given data, send messages, and touch no file."""
