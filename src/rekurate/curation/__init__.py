"""The use cases: find tracks, gather evidence, propose, stage, approve, export.

The MCP tools and the command line do their work by calling these, and little else.
"""
