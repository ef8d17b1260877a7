"""A graph validated with pySHACL, core constraints, read by rdflib: GRAPH.nt SHAPES.ttl."""

import sys

import pyshacl
import rdflib

graph = rdflib.Graph().parse(sys.argv[1], format="nt")
conforms, _, text = pyshacl.validate(graph, shacl_graph=sys.argv[2], advanced=False, inference="none")
print(text[:300])
sys.exit(0 if conforms else 1)
