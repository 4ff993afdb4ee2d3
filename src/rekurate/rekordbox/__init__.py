"""The door to Rekordbox: read a database or an XML, write a new XML, verify an import."""
