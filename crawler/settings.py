"""Scrapy settings (https://docs.scrapy.org/en/latest/topics/settings.html)."""

from __future__ import annotations

import os

from scrapy.settings import default_settings

from crawler.net.user_agent import user_agent
from crawler.normalize.pipeline import STEPS

BOT_NAME = "copydesk"
SPIDER_MODULES = ["spiders"]
SPIDER_LOADER_CLASS = "crawler.engine.spider_loader.CopydeskSpiderLoader"
NEWSPIDER_MODULE = "spiders"

ITEM_PIPELINES = {
    f"pipelines.{step.name}.{step.name.title()}Pipeline": 100 * place for place, step in enumerate(STEPS, 1)
}
ITEM_PIPELINES["pipelines.only_articles.OnlyArticlesPipeline"] = 550  # with COPYDESK_ONLY_ARTICLES
ITEM_PIPELINES["pipelines.unique.UniquePipeline"] = 560  # with COPYDESK_UNIQUE
ITEM_PIPELINES["pipelines.revision.RevisionPipeline"] = 600  # with a ledger
ITEM_PIPELINES["pipelines.duplicates.DuplicatesPipeline"] = 650  # with COPYDESK_DUPLICATES
ITEM_PROCESSOR = "crawler.workers.item_processor.Steps"  # the first of them run where the page is read
# What is not used or has a successor here is taken out, not set to None: Scrapy would load it all the same, and those
# two alone that run code on request take half a second.
_NOT_USED = (
    "RemoteControl TelnetConsole MemoryDebugger MemoryUsage CookiesMiddleware RobotsTxtMiddleware RetryMiddleware "
    "MetaRefreshMiddleware RedirectMiddleware HttpCompressionMiddleware MetaCopyDetectionMiddleware"
).split()
DOWNLOADER_MIDDLEWARES_BASE, SPIDER_MIDDLEWARES_BASE, EXTENSIONS_BASE = (
    {path: order for path, order in table.items() if path.rpartition(".")[2] not in _NOT_USED}
    for table in (
        default_settings.DOWNLOADER_MIDDLEWARES_BASE,
        default_settings.SPIDER_MIDDLEWARES_BASE,
        default_settings.EXTENSIONS_BASE,
    )
)
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.guard.Guard": 10,  # before robots.txt is asked for
    "crawler.middlewares.source_policy.SourcePolicy": 50,
    "crawler.middlewares.robots.Robots": 100,
    "crawler.middlewares.tdmrep.TdmRep": 110,
    "crawler.middlewares.retry.Retry": 550,
    "crawler.middlewares.backoff.Backoff": 555,
    "crawler.middlewares.redirect.Redirect": 580,
    "crawler.middlewares.compression.HttpCompression": 590,
    "crawler.middlewares.warc.WarcRecorder": 950,  # nearest to the network
}
ADDONS = {"crawler.extensions.ledger_addon.LedgerAddon": 0}
SPIDER_MIDDLEWARES = {"crawler.middlewares.userinfo.Userinfo": 10}
EXTENSIONS = {
    "crawler.net.pacing.Pacing": 0,
    "crawler.extensions.budget.Budget": 0,
    "crawler.extensions.redirect_loops.RedirectLoops": 0,
    "crawler.extensions.only_html.OnlyHtml": 0,
    "crawler.report.logs.PrintableLogs": 0,
    "crawler.report.run_report.RunReport": 0,
    "crawler.report.crawl_report.CrawlReport": 0,
    "crawler.extensions.receipts.Receipts": 2,  # after the ledger and the reader
    "crawler.extensions.drift_watch.DriftWatch": 3,
    "crawler.extensions.metrics.Metrics": 4,
    "crawler.extensions.event_log.EventLog": 4,
    "crawler.workers.reader.Reader": 0,
    "crawler.extensions.held_outputs.HeldOutputs": 1,  # after the ledger, which tells two starts apart
}
FEED_EXPORTERS = {
    "jsonl": "crawler.exporters.json_lines.JsonLinesExporter",
    "jsonlines": "crawler.exporters.json_lines.JsonLinesExporter",
    "jl": "crawler.exporters.json_lines.JsonLinesExporter",
    "json": "crawler.exporters.json_lines.JsonExporter",
    "csv": "crawler.exporters.tabular.CsvExporter",
    "xml": "crawler.exporters.tabular.XmlExporter",
    "table": "crawler.exporters.table.TableExporter",
    "md": "crawler.exporters.markdown.MarkdownExporter",
    "text": "crawler.exporters.text.TextExporter",
    "jsonld": "crawler.exporters.jsonld.JsonLdExporter",
    "ninjs": "crawler.exporters.ninjs.NinjsExporter",
    "parquet": "crawler.datasets.parquet_feed.ParquetExporter",
}
FEED_STORAGES = {
    "": "crawler.exporters.feed_storage.FileStorage",
    "file": "crawler.exporters.feed_storage.FileStorage",
    "stdout": "crawler.exporters.feed_storage.StdoutStorage",
}
FEED_EXPORT_ENCODING = "utf-8"


# Honest: who asks, and whom to write to. COPYDESK_CONTACT is a URL or a mail address.
COPYDESK_CONTACT = os.environ.get("COPYDESK_CONTACT", "")
USER_AGENT = user_agent(COPYDESK_CONTACT)
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "Copydesk"
ROBOTSTXT_PARSER = "crawler.net.robots.RobotsRules"
DEFAULT_REQUEST_HEADERS = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"}

# Only the public internet, and only its pages: docs/safety.md.
COPYDESK_ALLOW_HOSTS = os.environ.get("COPYDESK_ALLOW_HOSTS", "").replace(",", " ").split()
"""Hosts, by name or address, that may be asked though they are not public."""
TWISTED_DNS_RESOLVER = "crawler.net.resolver.PublicResolver"
DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("data", "file", "ftp", "s3")),
    **dict.fromkeys(("http", "https"), "crawler.net.download.DownloadHandler"),
}

# Bounds. The time-out is that of a whole response, so it ends one that drips for ever.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 20_000_000
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 10
METAREFRESH_MAXDELAY = 5
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 2
CONCURRENT_ITEMS = 1
STATS_CLASS = "crawler.engine.stats.Stats"
DUPEFILTER_CLASS = "crawler.engine.dupefilter.DupeFilter"
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 8_000_000  # pages that wait to be read: enough for eight workers
URLLENGTH_LIMIT = 8192

# A host that nobody knows, or that refuses, is no better a second later; these may be.
RETRY_TIMES = 2
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.DownloadTimeoutError",
    "scrapy.exceptions.ResponseDataLossError",
    "twisted.internet.error.ConnectionDone",
    "twisted.internet.error.ConnectionLost",
]
COPYDESK_RETRY_DELAY = 1.0
"""Seconds before the first retry; twice as long before each further one."""
COPYDESK_RETRY_AFTER_MAX = 60.0
"""The longest ``Retry-After`` that is waited for; a longer one ends the request."""
COPYDESK_LIMITS: dict[str, float] = {}
"""How much a crawl of sources asks at the most, see :class:`crawler.sources.limits.Limits`."""
COPYDESK_ROBOTS_AGE = 86_400.0
"""Seconds for which a robots.txt holds, in crawls that stay (RFC 9309, 2.4: a day at the most)."""
COPYDESK_BACKOFF = False
"""Whether 429 and 503 slow all requests to the site, as in crawls of sources, or only the one that is tried again."""

COPYDESK_WORKERS = None
"""How many processes read pages; ``None``: one a core, but none on one core; 0: this one."""
COPYDESK_READ = "crawler.workers.read.read"
"""Function that reads a page in this process."""
COPYDESK_PAGE_TIMEOUT = 30.0
"""CPU seconds that reading a page may take; one that hangs without using any has as long by the clock. 0: no limit."""
COPYDESK_STRICT = False
"""Whether an invalid record raises, as in tests, or is written with a warning."""
COPYDESK_ONLY_ARTICLES = False
"""Whether records of pages that are no article by their ``type`` are left out, and counted."""
COPYDESK_DUPLICATES = ""
"""File that keeps the texts of records across runs, to set ``near_duplicate_of``; empty: no duplicates are sought."""
COPYDESK_UNIQUE = False
"""Whether an article has one record in a run, the first; others are left out, and counted."""
COPYDESK_ERRORS = ""
"""File for a JSON line per failure."""
COPYDESK_SOURCES = "sources"
"""Folder of source files, whose rules count for the pages of their hosts; it need not be there."""
COPYDESK_TDMREP = os.environ.get("COPYDESK_TDMREP", "1") != "0"
"""Whether each host is asked once for its ``/.well-known/tdmrep.json``."""
COPYDESK_LEDGER = ""
"""File that keeps what is owed, seen and delivered; empty: nothing is kept."""
COPYDESK_VISIT: tuple[str, str] | None = None
"""With a ledger on a server: name and digest of the one source that is visited, while other machines visit others."""
COPYDESK_VISIT_LEDGER = "crawler.ledger.registry.open_shared_ledger"
"""Function that opens the ledger of a visit."""
COPYDESK_PUBLISHER = ""
"""With a ledger: class that writes its lines in place of ``COPYDESK_OUTPUT``, see
:class:`crawler.ledger.publish.Publisher`."""
COPYDESK_TEMPORARY_LEDGER = ""
"""Folder of a ledger that is for one run alone."""
COPYDESK_OUTPUT = ""
"""With a ledger: file of JSON Lines that holds each record once; ``.gz`` and ``.zst`` compress."""
COPYDESK_ROTATE = ""
"""When that file is full: ``day``, a size such as ``200MB``, or both with a comma."""
COPYDESK_ONLY_DUE = False
"""With a ledger: whether feeds, too, are asked only when they are due, instead of in each run."""
COPYDESK_REVISIT = True
"""With a ledger: whether a crawl of sources looks again at articles that it has delivered."""
COPYDESK_DAEMON = False
"""With a ledger: whether a crawl waits for what is due next instead of ending."""
COPYDESK_STOP_WITHIN = 60.0
"""Seconds in which such a crawl ends when it is told to."""
COPYDESK_WATCH_SOURCES = 5.0
"""Seconds after which such a crawl looks again whether source files have changed; 0: never."""
COPYDESK_HEALTH = ""
"""Port of loopback, or host and port, where such a crawl tells how it is; empty: nowhere."""
COPYDESK_WARC = ""
"""Folder of WARC files that keep every request and response; empty: none are kept."""
COPYDESK_WARC_SIZE = "1G"
"""Size after which a new one is begun."""
COPYDESK_PROGRESS = False
"""Whether to draw a progress bar."""
COPYDESK_CRAWL_REPORT = ""
"""How a crawl of sources tells what each gives: ``table``, ``lines``, ``json``; empty: it does not."""
COPYDESK_COUNTS = True
"""Whether a run counts what it asks of each source and what comes of it; a ledger keeps it by source and day."""
COPYDESK_RECEIPT = ""
"""File for the receipt of the run; empty: none is written."""
COPYDESK_METRICS = ""
"""File for metrics, as the textfile collector of node_exporter reads it; takes the extra ``metrics``."""
COPYDESK_NOTIFY = ""
"""With a ledger: URL or command that alarms about sources are told to, when they are raised and when they are over."""
COPYDESK_FAIL_ON = ""
"""``drift``: a run whose sources have open alarms at its end fails; empty: it does not."""
COPYDESK_LOG_FORMAT = "text"
"""``json``: standard error has a JSON line for each event, message and log record."""
COPYDESK_SUMMARY = True
"""Whether to say at the end how many records there are."""

# What Copydesk does not use.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
COOKIES_ENABLED = False
MEMUSAGE_ENABLED = False
REFERER_ENABLED = False
STATS_DUMP = False
