"""Where requests are made; each file is one way to come by pages."""
