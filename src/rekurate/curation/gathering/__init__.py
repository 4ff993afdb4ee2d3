"""Ask the sources, keep their answers, and count what is covered. Only these use cases may reach the network."""
