"""python -m scripts.carrier: runs a phone network on this machine until it is told to end."""

from __future__ import annotations

import asyncio
import signal
import sys

from aiohttp import web
from pydantic import ValidationError

from scripts.carrier.server import application
from scripts.carrier.settings import Account, read_flags


async def serve() -> None:
    """Listen until SIGTERM or SIGINT."""
    flags, account = read_flags(), Account()  # type: ignore[call-arg]  # the environment fills it
    over = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, over.set)
    runner = web.AppRunner(application(account, flags), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", account.carrier_port if flags.port is None else flags.port)
    await site.start()
    host, port = runner.addresses[0][:2]
    print(f"carrier listening on http://{host}:{port} for {account.hotline_number}", flush=True)
    await over.wait()
    await runner.cleanup()


def main() -> int:
    try:
        asyncio.run(serve())
    except ValidationError as error:
        for fault in error.errors():
            print(f"carrier: {str(fault['loc'][0]).upper()}: {fault['msg']}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"carrier: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
