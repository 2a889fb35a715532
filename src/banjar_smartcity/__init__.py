"""Prepare a region's yearly smart-city evaluation from plain, version-controlled YAML."""
