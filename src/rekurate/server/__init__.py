"""What MCP clients see: tools, prompts, resources."""
