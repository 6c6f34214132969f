"""What is shown to the agent, when, and in which words."""
