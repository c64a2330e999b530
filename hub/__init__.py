"""The hub of the network of Moroccan regions on migration."""
