"""A surge in real time: the Procfile's own processes, killed and restarted while people call."""
