"""The command `qamtu`: reads its arguments and calls one command; exit codes 0 done, 1 found errors, 2 unusable."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from server.command_error import CommandError
from server.defaults import BASE, SEEDS

LAST_PORT = 65535

Options = argparse.Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    if sys.stdout is None:  # closed by whoever called us: there is nothing to print to, but an exit code to give
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open until the process ends
    options = _parse(make_parser(), arguments)
    run: Callable[[Options], int] = options.run
    try:
        return _flushed(run(options))
    except CommandError as error:
        sys.stderr.write(f"qamtu: {error}\n")
        return 2
    except BrokenPipeError:
        # Whoever read our output left, as `head` does. Python would complain when it flushes the rest at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _parse(parser: argparse.ArgumentParser, arguments: Sequence[str] | None) -> Options:
    """The options of a command line. Paths may stand behind options: Python 3.11 leaves those unread."""
    options, rest = parser.parse_known_args(arguments)
    if rest and (not hasattr(options, "paths") or any(each.startswith("-") for each in rest)):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest:
        options.paths = [*options.paths, *map(Path, rest)]
    return options


def make_parser() -> argparse.ArgumentParser:
    """The arguments of every command."""
    parser = argparse.ArgumentParser(prog="qamtu", description="What medical care Kazakhstan pays for, as a graph.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _set_up_serve(commands.add_parser("serve", help="run the web server"))
    _set_up_read(commands.add_parser("read", help="read texts and show what was understood"))
    _set_up_check(commands.add_parser("check", help="say what is wrong with many texts"))
    _set_up_explain(commands.add_parser("explain", help="explain the code of a diagnostic, or list all codes"))
    _set_up_verify(commands.add_parser("verify", help="check every fact against the text it was read from"))
    _set_up_query(commands.add_parser("query", help="run a GraphQL query without a server"))
    _set_up_dump(commands.add_parser("dump", help="write the whole graph, in one format or in all"))
    _set_up_build(commands.add_parser("build", help="build the graph of many texts, show counts and diagnostics"))
    _set_up_wanted(commands.add_parser("wanted", help="list acts that are cited and not held"))
    _set_up_price(commands.add_parser("price", help="say what is paid for a service on a day, and why"))
    _set_up_coverage(commands.add_parser("coverage", help="say who pays for a code, on a day or by the newest lists"))
    _set_up_schema(commands.add_parser("schema", help="print the GraphQL schema"))
    _set_up_diff(commands.add_parser("diff", help="say what differs between two versions of an appendix, row by row"))
    return parser


def _set_up_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on; 0 takes a free one (8000)")
    parser.add_argument("--workers", type=_positive, default=1, help="number of processes (1)")
    parser.add_argument("--access-log", action="store_true", help="log every request")
    parser.add_argument("--documents", metavar="FOLDER", type=Path, help="trusted documents, files named NAME.graphql")
    _add_data(parser)
    parser.set_defaults(run=_serve)


def _set_up_read(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="+", help="a text, or folders of texts")
    parser.add_argument("--json", action="store_true", help="print JSON: an object, or one a line for many texts")
    _add_jobs(parser)
    parser.set_defaults(run=_read)


def _set_up_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="+", help="a text, or a folder of texts")
    _add_jobs(parser)
    parser.add_argument("--format", choices=("text", "json", "sarif"), default="text", help="form of the report (text)")
    parser.add_argument("--group", action="store_true", help="in text, put diagnostics of one code together")
    _add_language(parser)
    _add_data(parser)
    parser.set_defaults(run=_check)


def _set_up_explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", nargs="?", help="code of a diagnostic, such as KZ-AMT-001")
    _add_language(parser)
    parser.set_defaults(run=_explain)


def _set_up_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--shapes", action="store_true", help="check the RDF against its SHACL shapes too")
    _add_data(parser)
    parser.set_defaults(run=_verify)


def _set_up_query(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a GraphQL document; - reads it from standard input")
    parser.add_argument("--variables", metavar="JSON", help="values of the variables, as a JSON object")
    parser.add_argument("--operation", metavar="NAME", help="which operation to run, if the document has several")
    _add_data(parser)
    parser.set_defaults(run=_query)


def _set_up_dump(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", metavar="NAME", default="turtle", help="name of a format (turtle)")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="file to write instead of standard output")
    parser.add_argument("--all", metavar="FOLDER", type=Path, help="write every file of a dump into a folder")
    _add_data(parser)
    parser.set_defaults(run=_dump)


def _set_up_build(parser: argparse.ArgumentParser) -> None:
    _add_corpus(parser)
    parser.add_argument("--into", metavar="FOLDER", type=Path, help="write the graph here, for --seeds of others")
    parser.set_defaults(run=_build)


def _set_up_wanted(parser: argparse.ArgumentParser) -> None:
    _add_corpus(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=_wanted)


def _add_corpus(parser: argparse.ArgumentParser, paths: str = "a text, or a folder of texts (the seeds)") -> None:
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="*", help=paths)
    _add_jobs(parser)
    parser.add_argument("--cache", metavar="FOLDER", type=Path, help="where what was read is kept (the user's cache)")
    parser.add_argument("--no-cache", action="store_true", help="read everything again, and keep nothing")
    _add_data(parser)


def _set_up_price(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="code of the tariff list, such as D92.330.001")
    parser.add_argument("--on", metavar="DATE", type=_day, required=True, help="day on which the service is given")
    _add_answer(parser)
    parser.set_defaults(run=_price)


def _set_up_coverage(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="code of either list, such as 37.51")
    parser.add_argument("--admission", metavar="MODE", type=str.upper, help="EMERGENCY or PLANNED (both)")
    parser.add_argument("--on", metavar="DATE", type=_day, help="day on which the care is given (the newest lists)")
    _add_answer(parser)
    parser.set_defaults(run=_coverage)


def _add_answer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--known-on", metavar="DATE", type=_day, help="day on which one asks (when all is in force)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    _add_data(parser)


def _set_up_schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--against", metavar="FILE", type=Path, help="print what has changed since this schema")
    _add_data(parser)
    parser.set_defaults(run=_schema)


def _set_up_diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("of", metavar="OF", help="IRI of the appendix, or its path below the base")
    version = "IRI of a version, or the end of one; or a day, for the version in force then"
    parser.add_argument("--from", metavar="VERSION", dest="start", required=True, help=version)
    parser.add_argument("--to", metavar="VERSION", dest="end", required=True, help="likewise")
    parser.add_argument("--json", action="store_true", help="print JSON, with all evidence")
    _add_corpus(parser, "a text or a folder of texts beside the seeds, or a folder that `qamtu build --into` wrote")
    parser.set_defaults(run=_diff)


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seeds", metavar="FOLDER", type=Path, default=SEEDS, help="folder of seeds (this checkout's)")
    parser.add_argument("--base", metavar="IRI", type=_base, default=BASE, help=f"what every IRI begins with ({BASE})")


def _add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", metavar="N", type=_positive, help="number of processes (one for each processor)")


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=("en", "ru", "kk"), default="en", help="language of the headlines (en)")


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"{number} is not a port: it lies between 0 and {LAST_PORT}")
    return number


def _base(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`?#]+/", text):
        raise argparse.ArgumentTypeError(f"{text} is no base: it is an http or https IRI that ends in a slash")
    return text


def _day(text: str) -> str:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r} is no day: write it as 2025-08-01")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is not a number of processes")
    return number


def _flushed(code: int) -> int:
    sys.stdout.flush()
    return code


# Each command is imported when it is asked for: `qamtu --help` loads neither graph nor schema.


def _serve(options: Options) -> int:
    from server.serve_command import run

    return run(options)


def _read(options: Options) -> int:
    from server.read_command import run

    return run(options)


def _check(options: Options) -> int:
    from server.check_command import run

    return run(options)


def _explain(options: Options) -> int:
    from server.explain_command import run

    return run(options)


def _verify(options: Options) -> int:
    from server.verify_command import run

    return run(options)


def _query(options: Options) -> int:
    from server.query_command import run

    return run(options)


def _dump(options: Options) -> int:
    from server.dump_command import run

    return run(options)


def _build(options: Options) -> int:
    from server.build_command import run

    return run(options)


def _wanted(options: Options) -> int:
    from server.wanted_command import run

    return run(options)


def _price(options: Options) -> int:
    from server.price_command import run

    return run(options)


def _coverage(options: Options) -> int:
    from server.coverage_command import run

    return run(options)


def _schema(options: Options) -> int:
    from server.schema_command import run

    return run(options)


def _diff(options: Options) -> int:
    from server.diff_command import run

    return run(options)


if __name__ == "__main__":
    sys.exit(main())
