"""Which spiders there are, and which of them reads a page of which nothing but its address is known."""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

from scrapy import Request
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.conf import closest_scrapy_cfg

from crawler.engine.package_check import check_rooms

_PACKAGE = "spiders"
_ANY = "url"


class CopydeskSpiderLoader(SpiderLoader):
    """Scrapy's loader for ``scrapy list``, ``crawl``, ``shell`` and ``parse``."""

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> CopydeskSpiderLoader:
        """Load the spiders; end with one sentence where a foreign package is in the place of ours."""
        project = _project()
        check_rooms(project)
        if project:
            _prefer(project / _PACKAGE)
        return cls(settings)

    def find_by_request(self, request: Request) -> list[str]:
        """The spiders whose ``allowed_domains`` have the address, else the one for any page."""
        return super().find_by_request(request) or [name for name in self.list() if name == _ANY]


def _project() -> Path | None:
    """The folder of the ``scrapy.cfg`` that the ``scrapy`` command runs in, which it has put onto the path."""
    found = closest_scrapy_cfg()
    folder = Path(found).parent if found else None
    return folder if folder and {str(folder), ""} & set(sys.path) else None


def _prefer(folder: Path) -> None:
    """Let the spiders of a project come before installed ones: Scrapy puts a project at the end of the path."""
    spec = find_spec(_PACKAGE)
    installed = list(spec.submodule_search_locations or []) if spec else []
    if str(folder) in installed or not (folder / "__init__.py").is_file():
        return
    own = spec_from_file_location(
        _PACKAGE, folder / "__init__.py", submodule_search_locations=[str(folder), *installed]
    )
    assert own and own.loader
    sys.modules[_PACKAGE] = module = module_from_spec(own)
    own.loader.exec_module(module)
