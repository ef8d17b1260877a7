"""v1"""
from __future__ import annotations
from collections.abc import Iterator
from kg.shacl.evaluate import evaluate
from kg.shacl.graph import TYPE, SUBCLASS, Graph
from kg.shacl.model import Result, Shape

def focus_nodes(shape: Shape, graph: Graph) -> dict[str, None]:
    """The focus nodes of a shape in a whole graph, in a stable order (SHACL 2.1.3)."""
    targets = shape.targets
    found = dict.fromkeys(targets.nodes)
    for class_ in targets.classes:
        for one in _subclasses(graph, class_):
            found.update(dict.fromkeys(graph.subjects(TYPE, one)))
    for predicate in targets.subjects_of:
        found.update(dict.fromkeys(s for ss in graph.inverse(predicate).values() for s in ss))
    for predicate in targets.objects_of:
        found.update(dict.fromkeys(graph.inverse(predicate)))
    return found

def _subclasses(graph: Graph, class_: str) -> dict[str, None]:
    found, waiting = {class_: None}, [class_]
    while waiting:
        for child in graph.subjects(SUBCLASS, waiting.pop()):
            if child not in found:
                found[child] = None
                waiting.append(child)
    return found

def results(shapes, graph) -> Iterator[Result]:
    for shape in shapes.targeted:
        for node in focus_nodes(shape, graph):
            yield from evaluate(shape, node, graph)
