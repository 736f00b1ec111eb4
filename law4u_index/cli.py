"""The command ``law4u-index``: reads options, calls the library once, prints.

Results go to stdout, everything else to stderr. What only one command needs is imported in it: a search from
the shell starts cold each time, and half of its time would be spent on modules that it does not use.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from law4u_index.errors import ParseError
from law4u_index.kinds import KINDS
from law4u_index.presentation.options import (
    RESULT_FORMATS,
    format_option,
    limit_option,
    limits_options,
    number_option,
    whole_number,
)
from law4u_index.presentation.program import (
    DONE,
    NAME,
    SOME_AMISS,
    WRONG_CALL,
    Failure,
    Program,
    at_home,
    index_folder,
    show_fault,
)
from law4u_index.presentation.streams import open_missing_streams, print_json, print_result, tell
from law4u_index.presentation.terminal import Screen, amount, folded
from law4u_index.search.results import MAX_HITS

if TYPE_CHECKING:
    from law4u_index.answer_index import AnswerIndex
    from law4u_index.pages import Limits
    from law4u_index.search.results import SearchResults

T = TypeVar("T")


def main() -> NoReturn:
    """Run the command that the shell's words ask for, and exit."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy starts them all; nothing here does linear algebra
    sys.excepthook = show_fault
    open_missing_streams()
    program.main()


@click.group(
    cls=Program,
    name=NAME,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
First steps:
  law4u-index update "~/saved pages"
  law4u-index search "can my landlord keep the deposit?"
  law4u-index show 12733
  law4u-index search --help""",
)
@click.option(
    "--index",
    metavar="DIR",
    envvar="LAW4U_INDEX",
    help="The index's folder; else $LAW4U_INDEX, else one in your data folder.",
)
@click.version_option(package_name=NAME, message="%(prog)s %(version)s", help="Show the version and exit.")
@click.pass_context
def program(context: click.Context, index: str | None) -> None:
    """Index the answer pages of Law4u and search them."""
    context.obj = index
    if context.invoked_subcommand is None:
        print_result(context.get_help())


@program.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--prune", is_flag=True, help="Drop the answers whose page is gone from the named folders.")
@click.option("--rebuild", is_flag=True, help="Read every page again, and build the index anew.")
@click.option("--checksum", is_flag=True, help="Compare the content of every page, not just size and time.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@number_option("--jobs", "Read pages in up to N processes; by default one for each processor.", most=1024)
@limits_options
@format_option(("text", "json"))
def update(
    paths: tuple[str, ...],
    prune: bool,
    rebuild: bool,
    checksum: bool,
    dry_run: bool,
    jobs: int | None,
    limits: Limits,
    form: str,
) -> int:
    """Bring the index up to date with pages.

    Makes the index if there is none. A PATH is a saved page (HTML, MHTML or text, gzip of these), a folder of
    them, a zip archive, a crawl (WARC, or JSON Lines of {"url", "html"}), or "-" for a list of paths on stdin.

    Whoever searches meanwhile sees the index as it was before, also while it is rebuilt. An update that is cut short
    goes on where it was when the same command is given again.

    The report is written to stderr, with --format json to stdout. The exit status is 1 where pages were rejected.

    However many pages there are, a process that reads them takes at most 512 MB of memory; the one that leads takes
    6 KB a page.
    """
    from law4u_index.presentation.progress import ProgressBar
    from law4u_index.presentation.reports import MOST_PAGES_SHOWN, update_as_text

    named = list(_named_paths(paths))
    with _open_index(create=True) as index, ProgressBar(sys.stderr, "Reading pages") as progress:
        report = index.update(
            named,
            prune=prune,
            rebuild=rebuild,
            checksum=checksum,
            dry_run=dry_run,
            jobs=jobs,
            progress=progress,
            limits=limits,
        )
    if form == "json":
        print_json(report.to_dict())
    else:
        shown = MOST_PAGES_SHOWN if sys.stderr.isatty() else None
        tell(update_as_text(report, dry_run=dry_run, shown=shown))
    if report.rejected and len(paths) > 1 and os.path.lexists(" ".join(paths)):
        from law4u_index.presentation.complaints import unquoted_in_words

        tell(unquoted_in_words(paths))
    return SOME_AMISS if report.rejected else DONE


@program.command()
@click.option("--again", is_flag=True, help="Encode all answers anew, not only those without vectors.")
@format_option(("text", "json"))
def encode(again: bool, form: str) -> int:
    """Encode the answers as vectors, to search by meaning too.

    The second pass after "update": an index can be searched by words at once, and by meaning as far as this pass has
    come. It encodes only what has no vectors yet, may be interrupted, and goes on where it stopped. Needs the extra
    "semantic". The report is written to stderr, with --format json to stdout.
    """
    from law4u_index.presentation.progress import ProgressBar
    from law4u_index.presentation.reports import encode_as_text

    with _open_index() as index, ProgressBar(sys.stderr, "Encoding answers") as progress:
        report = index.encode(again=again, progress=progress)
    if form == "json":
        print_json(report.to_dict())
    else:
        tell(encode_as_text(report))
    return DONE


@program.command(
    epilog="""\b
Examples:
  law4u-index search "can my landlord keep the deposit?"
  law4u-index search 'cites:"Section 138 NI Act"' --kind tips
  law4u-index search -n 3 --category "Cheque Bounce" 'notice AND "fifteen days"'
  law4u-index search -- bail -murder"""
)
@click.argument("query", nargs=-1, metavar="QUERY…")
@limit_option(10)
@click.option("--offset", type=whole_number(0, MAX_HITS - 1), metavar="N", default=0, help="Skip the first N.")
@click.option("--category", metavar="NAME", help="Only answers of this category.")
@click.option("--cites", metavar="PROVISION", help='Only answers that cite it, such as "Section 138 NI Act".')
@click.option(
    "--kind",
    type=click.Choice(KINDS, case_sensitive=False),
    metavar="KIND",
    help=f"Only answers with a section of this kind: {', '.join(KINDS)}.",
)
@click.option("--advocate", metavar="NAME", help="Only answers whose page shows this advocate, or one of this area.")
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "question"], case_sensitive=False),
    default="relevance",
    show_default=True,
    help="The order of the answers.",
)
@click.option("--facets", is_flag=True, help="Count all matches by category.")
@click.option("--literal", is_flag=True, help="Take words as typed: no corrections, no synonyms, no search by meaning.")
@click.option(
    "--meaning/--no-meaning",
    default=None,
    help="Search by meaning too, or by words alone; by default by meaning where there are vectors.",
)
@format_option(RESULT_FORMATS)
def search(
    query: tuple[str, ...],
    limit: int,
    offset: int,
    category: str | None,
    cites: str | None,
    kind: str | None,
    advocate: str | None,
    sort: str,
    facets: bool,
    literal: bool,
    meaning: bool | None,
    form: str,
) -> int:
    """Find answers to a question.

    In plain words, or in the query language: "an exact phrase", AND, OR, NOT and -without, brackets, bail*,
    cheqe~ for a misspelt word, and the fields question:, category:, advocate:, cites: and kind:. Any other sign is
    plain text. A query that begins with "-" stands after "--". Without a QUERY there must be a filter.
    """
    asked = " ".join(query)
    if not (asked.strip() or category or cites or kind or advocate):
        raise click.UsageError("there is nothing to search for")
    with _open_index() as index:
        results = index.search(
            asked,
            limit=limit,
            offset=offset,
            category=category,
            cites=cites,
            kind=kind,
            advocate=advocate,
            sort=sort,
            facets=facets,
            literal=literal,
            meaning=meaning,
        )
        if results.notes:
            from law4u_index.presentation.complaints import naming_the_index

            for note in results.notes:
                tell(naming_the_index(folded(note), click.get_current_context().obj))
        _print_results(results, form)
        if len(index):
            _tell_unknown(results)
            _tell_count(results, form)
            if not results.hits and asked.strip() in index:
                tell(f'it is the id of an answer; show it with "{NAME} show {folded(asked)}"')
        else:
            _tell_empty()
    return DONE


@program.command()
@click.argument("answer", metavar="ID|URL")
@format_option(("text", "json", "markdown", "html"))
def show(answer: str, form: str) -> int:
    """Show one answer.

    ID|URL is the answer's address as a search shows it, or its id: the number in that address.
    """
    from law4u_index.presentation import answers

    with _open_index() as index:
        found = _of_answer(index, index.get, answer)
    if form == "json":
        print_json(found.to_dict())
    elif form == "markdown":
        print_result(answers.answer_as_markdown(found))
    elif form == "html":
        print_result(answers.answer_as_html(found))
    else:
        print_result(answers.answer_as_text(found, Screen.of(sys.stdout)))
    return DONE


@program.command()
@click.argument("answer", metavar="ID|URL")
@limit_option(10)
@format_option(RESULT_FORMATS)
def similar(answer: str, limit: int, form: str) -> int:
    """Find answers like this one.

    ID|URL is the answer's address as a search shows it, or its id: the number in that address.
    """
    with _open_index() as index:
        results = _of_answer(index, lambda name: index.similar(name, limit=limit), answer)
    _print_results(results, form)
    _tell_count(results, form)
    return DONE


@program.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
def parse(files: tuple[str, ...]) -> int:
    """Turn pages into records, without an index.

    Writes JSON; where there are several files, one object a line. A FILE "-" is a page on stdin. The exit status
    is 1 where pages were rejected.
    """
    indent = 2 if len(files) == 1 else None
    return max([_print_record(name, indent) for name in files])


@program.command()
@format_option(("text", "json"))
def stats(form: str) -> int:
    """Say what is in the index.

    Answers by category and by Act cited, size on disk, versions, time of the last update.
    """
    from law4u_index.presentation.reports import stats_as_text

    with _open_index() as index:
        found = index.stats()
    if form == "json":
        print_json(found.to_dict())
    else:
        print_result(stats_as_text(found, Screen.of(sys.stdout)))
    if not found.answers:
        _tell_empty()
    return DONE


@program.command()
@click.option("--repair", is_flag=True, help="Build the index again from what can be read.")
@format_option(("text", "json"))
def check(repair: bool, form: str) -> int:
    """Verify every file of the index.

    Reads every byte and every record, and prints what is damaged. The exit status is 1 where damage was found, also
    when it was repaired.
    """
    # Not by way of AnswerIndex: what is to be checked may be too damaged to open.
    from pathlib import Path

    from law4u_index.index.check import check as verify
    from law4u_index.presentation.reports import check_as_text, check_in_a_line

    report = verify(Path(index_folder()), repair=repair)
    if form == "json":
        print_json(report.to_dict())
    else:
        print_result(check_as_text(report))
        tell(check_in_a_line(report))
    return DONE if report.ok else SOME_AMISS


@program.command()
@click.argument("file", metavar="FILE")
def backup(file: str) -> int:
    """Write the whole index as one checksummed file.

    Searches and updates may go on meanwhile. A FILE that is a backup already is replaced in one step; any other file
    is left alone.
    """
    from law4u_index.pages.limits import in_words
    from law4u_index.presentation.progress import ProgressBar

    with _open_index() as index, ProgressBar(sys.stderr, "Writing") as progress:
        size = index.backup(at_home(file), progress=progress)
        answers = len(index)
    tell(f"{amount(answers, 'answer')} backed up, {in_words(size)}")
    return DONE


@program.command()
@click.argument("file", metavar="FILE")
def restore(file: str) -> int:
    """Restore the index from a backup.

    Makes the index's folder if there is none. The old index can be searched until every byte and record of the new
    one is verified; if that fails, the old one stays.
    """
    from law4u_index.answer_index import AnswerIndex
    from law4u_index.presentation.progress import ProgressBar

    with ProgressBar(sys.stderr, "Restoring") as progress:
        index = AnswerIndex.restore(at_home(file), index_folder(), progress=progress)
    with index:
        tell(f"{amount(len(index), 'answer')} restored")
    return DONE


@program.command()
@click.argument("prefix", nargs=-1, required=True, metavar="PREFIX")
@limit_option(10)
@format_option(("text", "json"))
def suggest(prefix: tuple[str, ...], limit: int, form: str) -> int:
    """List the questions that begin with PREFIX, or nearly so.

    PREFIX is how a question begins, with or without quotes, such as: how do i get. Before each question stands the id
    that "show" takes.
    """
    from law4u_index.presentation.results import suggestions_as_text

    begun = " ".join(prefix)
    if not begun.strip():
        raise click.UsageError("there is nothing that questions are to begin with")
    with _open_index() as index:
        hits = index.suggest(begun, limit=limit)
        empty = not len(index)
    if form == "json":
        print_json([{"id": hit.id, "question": hit.question, "url": hit.url} for hit in hits])
    else:
        print_result(suggestions_as_text(hits, Screen.of(sys.stdout)))
        if not hits and not empty:
            tell("no question begins so; try fewer letters")
    if empty:
        _tell_empty()
    return DONE


@program.command()
@click.argument("provision", nargs=-1, metavar="PROVISION")
@click.option("--act", "act_name", metavar="NAME", help="List the provisions of this Act that answers cite.")
@limit_option(None, "Show at most N; if not given, 10 answers, or all provisions of an Act.")
@format_option(("text", "json"))
def law(provision: tuple[str, ...], act_name: str | None, limit: int | None, form: str) -> int:
    """Say what a provision is, what became of it, and what cites it.

    A PROVISION is named as people do: "IPC 420", "Section 138 NI Act", "order 39 rule 1 cpc". Answers that cite
    what it became or replaced are among those shown.
    """
    if bool(provision) == (act_name is not None):
        raise click.UsageError("name a PROVISION, or an Act with --act")
    with _open_index() as index:
        if act_name is not None:
            _print_act(index, act_name, limit, form)
        else:
            _print_provision(index, " ".join(provision), 10 if limit is None else limit, form)
        if not len(index):
            _tell_empty()
    return DONE


def _print_record(name: str, indent: int | None) -> int:
    """Print the record of a page, or say why there is none; return the exit status."""
    from pathlib import Path

    from law4u_index import parse_answer

    try:
        record = parse_answer(sys.stdin.buffer) if name == "-" else parse_answer(Path(at_home(name)))
    except ParseError as error:
        reason = str(error)
        named = reason if f"'{name}'" in reason else f"{name}: {reason}"  # one that cannot be read is named already
        tell(f"{NAME}: {folded(named)}")
        return SOME_AMISS
    print_json(record.to_dict(), indent=indent)
    return DONE


def _print_provision(index: AnswerIndex, name: str, limit: int, form: str) -> None:
    """Print what a provision is and the answers that cite it; tell which others of `name` are not shown."""
    from law4u_index.law import UnknownProvision, lookup, query_provisions, spellings
    from law4u_index.presentation import laws
    from law4u_index.presentation.complaints import not_shown_in_words, provision_in_words

    try:
        info = lookup(name)
    except UnknownProvision as error:
        raise Failure(provision_in_words(error), WRONG_CALL) from error
    citing = index.search("", cites=info.id, limit=limit, snippets=False)
    if form == "json":
        print_json(laws.provision_as_dict(info, citing))
    else:
        print_result(laws.provision_as_text(info, citing, Screen.of(sys.stdout)))
    named = [spellings(one)[0] for found in query_provisions(name) if found.sure for one in found.ids]
    if others := [one for one in dict.fromkeys(named) if one != info.id]:
        tell(not_shown_in_words(info, others))


def _print_act(index: AnswerIndex, name: str, limit: int | None, form: str) -> None:
    """Print the provisions of an Act that answers cite."""
    from law4u_index.law import act, label, title
    from law4u_index.presentation import laws

    found = act(name)
    if found is None:
        from law4u_index.presentation.complaints import act_in_words

        raise Failure(act_in_words(name), WRONG_CALL)
    every = list(index.cited(found.id))
    cited = every[:limit]
    if form == "json":
        rows = [{"id": one, "label": label(one), "title": title(one), "answers": count} for one, count in cited]
        print_json({"act": laws.act_as_dict(found), "provisions": rows})
    else:
        shown = [(label(one), title(one), count) for one, count in cited]
        print_result(laws.act_as_text(found, shown, len(every) - len(cited), Screen.of(sys.stdout)))


def _open_index(*, create: bool = False) -> AnswerIndex:
    from law4u_index.answer_index import AnswerIndex

    return AnswerIndex.open(index_folder(), create=create)


def _of_answer(index: AnswerIndex, look_up: Callable[[str], T], name: str) -> T:
    """Return what `look_up` gives for the answer that `name`, an id or an address, is of."""
    from law4u_index.answer_index import find_id

    number = find_id(name)
    try:
        return look_up(number)
    except KeyError as error:
        from law4u_index.presentation.complaints import empty_index_in_words, unknown_id_in_words

        words = unknown_id_in_words(number) if len(index) else empty_index_in_words(index_folder())
        raise Failure(words, WRONG_CALL) from error


def _named_paths(paths: Sequence[str]) -> Iterator[str]:
    """Yield `paths`, those on stdin in the place of '-'."""
    for path in paths:
        if path == "-":
            from law4u_index.pages import paths_from_list

            yield from paths_from_list(sys.stdin.buffer)
        else:
            yield at_home(path)


def _print_results(results: SearchResults, form: str) -> None:
    """Print hits in a format; what it has no place for is told."""
    if form == "json":
        print_json(results.to_dict())
        return
    from law4u_index.presentation.results import facets_as_text, results_as_text

    if form == "text":
        print_result(results_as_text(results, Screen.of(sys.stdout)))
        return
    from law4u_index.presentation import formats

    if form == "markdown":
        print_result(formats.results_as_markdown(results))
        return
    if form == "jsonl":
        print_result("\n".join(formats.hits_as_jsonl(results, encoding=sys.stdout.encoding)))
    else:
        print_result("\n".join(formats.hits_as_csv(results)))
    # One hit a line has no place for a table.
    tell(facets_as_text(results.facets, Screen.of(sys.stderr)))


def _tell_count(results: SearchResults, form: str) -> None:
    """Say how many answers there are, where stdout does not."""
    if form == "text" or (form != "json" and not results.hits):
        from law4u_index.presentation.results import counted

        # Where both streams are one terminal, the count stands apart from the last hit.
        apart = "\n" if results.hits and sys.stdout.isatty() else ""
        tell(f"{apart}{Screen.of(sys.stderr).dim(counted(results))}")


def _tell_unknown(results: SearchResults) -> None:
    """Say which categories that were asked for no answer has."""
    for name, nearest in results.unknown_categories.items():
        from law4u_index.presentation.complaints import unknown_category_in_words

        tell(unknown_category_in_words(name, nearest))


def _tell_empty() -> None:
    """Say that the index holds nothing yet, and what to run."""
    from law4u_index.presentation.complaints import empty_index_in_words

    tell(empty_index_in_words(index_folder()))
