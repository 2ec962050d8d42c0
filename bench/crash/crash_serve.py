"""Serve a site of bench/crash/run until it is killed, and print the port.

python bench/crash/crash_serve.py PAGES [HOW]    with HOW: a tree of lists
"""

from __future__ import annotations

import asyncio
import sys

from crash_site import Site
from crash_tree_site import Tree


async def main(site: Site) -> None:
    """Serve for ever."""
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(Tree(int(sys.argv[1]), sys.argv[2]) if len(sys.argv) > 2 else Site(int(sys.argv[1]))))
