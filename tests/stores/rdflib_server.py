"""Serves an empty rdflib dataset: queries and updates, no Graph Store Protocol."""

import sys

import uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint

if __name__ == "__main__":
    app = SparqlEndpoint(graph=Dataset(), enable_update=True)
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
