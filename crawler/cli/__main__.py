"""``python -m crawler.cli``: the ``copydesk`` command in a checkout."""

from crawler.cli import main

main()
