"""`ringleader serve`: the pages and GraphQL, for one person on this machine."""

from typing import Annotated

import typer

from api.cli.command import command
from api.cli.run import Run


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "ringleader serve --port 8000")
    def serve(
        run: Run,
        port: Annotated[
            int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)
        ] = 8000,
        host: Annotated[
            str, typer.Option(help="Address to listen on; others than loopback need a proxy.")
        ] = "127.0.0.1",
        allow_host: Annotated[
            list[str] | None, typer.Option(help="Another host name it answers to.")
        ] = None,
        api_token: Annotated[
            bool, typer.Option("--api-token", help="Print a token for GraphQL clients.")
        ] = False,
        dev: Annotated[
            bool, typer.Option("--dev", help="Add GraphiQL, which loads from the network.")
        ] = False,
    ) -> None:
        """Serve the pages; open the printed address once to sign in. Ctrl-C stops."""
        from api.server.serving import Serving, listen

        with listen(host, port) as socket, run.open(incremental=True) as services:
            serving = Serving(services, socket, hosts=allow_host or [], api=api_token, dev=dev)
            if not serving.loopback:
                run.note(run.say("cli.serve.exposed", host=host))
            with run.steps() as steps:
                from api.cli.progress import shares

                services.run(shares(steps, run.say))
            run.emit(
                {"address": serving.address, "api_token": serving.api_token},
                _shown(run, serving.address, serving.api_token),
            )
            serving.run()
        run.note(run.say("cli.serve.stopped"))


def _shown(run: Run, address: str, token: str | None) -> str:
    said = [run.say("cli.serve.open", address=address)]
    if token:
        said.append(run.say("cli.serve.token", token=token))
    return "\n".join(said)
