"""A data graph against shapes: local shapes on the stream, the others in a second pass."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.memory import uncollected
from kg.shacl.checker import Checker
from kg.shacl.classes import Classes, ClassIndex, LateClasses
from kg.shacl.evaluate import evaluate
from kg.shacl.graph import SUBCLASS, TYPE, Graph
from kg.shacl.locality import asks_by_query, asks_classes_plainly, is_local, predicates_asked
from kg.shacl.model import Result, Shape
from kg.shacl.read import format_of
from kg.shacl.report import Collector, Report
from kg.shacl.shapes import Shapes
from kg.shacl.store import rewritten
from kg.shacl.stream import blocks, lines_of, sorted_copy
from kg.shacl.subject import MalformedError, NeedsIndexError, UnsortedError
from kg.shacl.syntax import END
from kg.shacl.terms import visible

__all__ = ["beyond_subject", "focus_nodes", "validate", "validate_lines"]


def beyond_subject(shapes: Shapes) -> tuple[Shape, ...]:
    """The shapes that need more than a subject's triples and classes, and so a second pass."""
    return tuple(shape for shape in shapes.targeted if not is_local(shape))


def validate(paths: Sequence[Path], shapes: Shapes, said: str | None = None, max_results: int = 0) -> Report:
    """Validate files together as one graph, each of the format `said` or of its ending.

    Canonical, sorted N-Triples are read as they stand, also where they are split into files that are given
    in order; anything else is sorted on disk first. At most
    `max_results` results of each shape are kept, 0 for all; counts are exact. Shapes with terms of SHACL
    Advanced Features are left to pySHACL, and so are those with SPARQL where Oxigraph would rewrite a
    literal of the data. Raises InputError with the place where a file is no RDF.
    """
    if shapes.advanced:
        from kg.shacl.reference import validate_by_reference

        return validate_by_reference(paths, shapes, said, max_results)
    if all(format_of(path, said) == "nt" for path in paths):
        try:
            return _validate(paths, shapes, max_results)
        except (MalformedError, UnsortedError, UnicodeDecodeError):
            pass  # not canonical: the parser below reads it, or says where and why it cannot
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="kg-validate-") as folder:
        path = sorted_copy(paths, said, Path(folder))
        try:
            return _validate([path], shapes, max_results)
        except MalformedError as error:
            raise InputError(
                str(paths[0]), f"{error.why} in {error.line[:200]}", "well-formed RDF is needed"
            ) from None


def validate_lines(lines: Iterable[str], shapes: Shapes, max_results: int = 0) -> Report:
    """Validate lines of N-Triples, in whatever order."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="kg-validate-") as folder:
        path = Path(folder) / "lines.nt"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(line.rstrip("\n") + "\n" for line in lines)
        return validate([path], shapes, max_results=max_results)


def _validate(paths: Sequence[Path], shapes: Shapes, max_results: int) -> Report:
    collector = _checked(paths, shapes, max_results)
    beyond = beyond_subject(shapes)
    if beyond:
        graph = _graph(paths, predicates_asked(beyond))
        graph.keep_shapes(shapes.graph)
        left = _left_to_pyshacl(paths, shapes, graph, collector)
        for shape in beyond:
            if shape.node not in left:
                collector.extend(_evaluated(shape, graph, collector))
    return collector.report()


def _left_to_pyshacl(
    paths: Sequence[Path], shapes: Shapes, graph: Graph, collector: Collector
) -> frozenset[str]:
    """Shapes with queries where these would not see a literal as it is written; pySHACL validates them."""
    asking = [shape for shape in shapes.targeted if asks_by_query(shape)]
    literal = rewritten(graph) if asking else None
    if literal is None:
        return frozenset()
    from kg.shacl.reference import results

    names = ", ".join(collector.names[shape.node] for shape in asking)
    collector.note = (
        f"{names}: a query would not see {visible(literal)} as it is written; pySHACL validates, more slowly"
    )
    for shape in asking:
        collector.focus_nodes[shape.node] += len(focus_nodes(shape, graph))
    nodes = frozenset(shape.node for shape in asking)
    collector.extend(results(paths, shapes, collector, nodes))
    return nodes


def _checked(paths: Sequence[Path], shapes: Shapes, max_results: int) -> Collector:
    """The local shapes, in one pass where the data are right, else in a second one that knows the classes."""
    if asks_classes_plainly(shapes.targeted):
        late = LateClasses()
        try:
            collector = _streamed(paths, shapes, late, max_results)
        except NeedsIndexError:
            pass
        else:
            if late.held():
                return collector
            return _streamed(paths, shapes, ClassIndex(late.members).close(), max_results)
    return _streamed(paths, shapes, ClassIndex().read(blocks(paths)), max_results)


def _streamed(paths: Sequence[Path], shapes: Shapes, classes: Classes, max_results: int) -> Collector:
    collector, checker = Collector(shapes, max_results), Checker(shapes, classes)
    with uncollected():
        for lines in lines_of(paths):
            collector.triples += len(lines)
            collector.extend(checker.check_lines(lines))
    collector.extend(checker.remaining())
    collector.focus_nodes.update(checker.focus_nodes())
    return collector


def _graph(paths: Sequence[Path], predicates: frozenset[str] | None) -> Graph:
    """The triples of some predicates, or all."""
    graph = Graph()
    for lines in lines_of(paths):
        for line in lines:
            subject, predicate, object_ = line.decode().split(" ", 2)
            if predicates is None or predicate in predicates:
                graph.add_written(subject, predicate, object_.removesuffix(END))
    return graph


def _evaluated(shape: Shape, graph: Graph, collector: Collector) -> Iterator[Result]:
    for node in focus_nodes(shape, graph):
        collector.focus_nodes[shape.node] += 1
        yield from evaluate(shape, node, graph)


def focus_nodes(shape: Shape, graph: Graph) -> Collection[str]:
    """The focus nodes of a shape in a whole graph, each once, in a stable order (SHACL 2.1.3)."""
    targets = shape.targets
    found = dict.fromkeys(targets.nodes)
    for class_ in targets.classes:
        for one in _subclasses(graph, class_):
            found.update(dict.fromkeys(graph.subjects(TYPE, one)))
    for predicate in targets.subjects_of:
        found.update(dict.fromkeys(one for ones in graph.inverse(predicate).values() for one in ones))
    for predicate in targets.objects_of:
        found.update(dict.fromkeys(graph.inverse(predicate)))
    return found


def _subclasses(graph: Graph, class_: str) -> Iterable[str]:
    found, waiting = {class_: None}, [class_]
    while waiting:
        for child in graph.subjects(SUBCLASS, waiting.pop()):
            if child not in found:
                found[child] = None
                waiting.append(child)
    return found
