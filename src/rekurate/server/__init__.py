"""The MCP face: tools, prompts, resources."""
