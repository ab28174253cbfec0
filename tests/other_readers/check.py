"""Reads the sample's exports with Python programs of others, and fails if one of them finds a fault:

    cd tests/other_readers && python3 -m venv venv && venv/bin/pip install networkx==3.6.1 potato-annotation==2.12.1
    venv/bin/python check.py ../../target/release/crosscheck

Not part of CI, since Potato brings hundreds of megabytes.

networkx    GraphML has the nodes and the edges of the project
Potato      REFI-QDA has every text and every passage, at its offsets, with its codes
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import networkx
from potato.importers.text.qdpx_importer import QDPXImporter

HERE = Path(__file__).parent
SAMPLE = HERE / "../../examples/orvane-barrage.ron"
crosscheck = sys.argv[1]
folder = Path(tempfile.mkdtemp(prefix="readers-"))
faults = 0


def exported(format, name):
    path = folder / name
    command = [crosscheck, "export", SAMPLE, "--format", format, "--internal", "-o", path]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return path


def tell(reader, found):
    global faults
    faults += len(found)
    print(f"{reader}: " + ("\n  ".join(found) if found else "no fault"))


def check_graph(project):
    graph = networkx.read_graphml(exported("graphml", "graph.graphml"))
    kinds = Counter(data.get("kind") for _, data in graph.nodes(data=True))
    evidence = [piece for claim in project["claims"] for piece in claim["evidence"]]
    expected = {
        "article": len(project["articles"]),
        "passage": sum(len(article["highlights"]) for article in project["articles"]),
        "claim": len(project["claims"]),
    }
    found = [
        f"{kinds[kind]} nodes of the kind {kind}, not {count}"
        for kind, count in expected.items()
        if kinds[kind] != count
    ]
    edges = Counter(data.get("label") for *_, data in graph.edges(data=True))
    for stance, count in Counter(piece["stance"] for piece in evidence).items():
        if edges[stance] != count:
            found.append(f"{edges[stance]} edges for {stance}, not {count}")
    tell(f"networkx, {graph.number_of_nodes()} nodes", found)


def check_refi_qda(project):
    result = QDPXImporter().parse_path(exported("qdpx", "project.qdpx"))
    # A passage that no claim rests on has no code. The standard and the programs differ in the end of a passage: see the manual.
    expected = ("carries no code", "endPosition EXCLUSIVELY")
    found = [it for it in result.warnings if not any(words in it for words in expected)]
    documents = {document.text: document for document in result.documents}
    spans = 0
    for article in project["articles"]:
        document = documents.get(article["text"])
        if document is None:
            found.append(f"no text of {article['title']}")
            continue
        found += document.verify_offsets()
        places = {(span.start, span.end) for span in document.spans}
        linked = {(it["start"], it["end"]) for it in article["highlights"]}
        spans += len(document.spans)
        if not places <= linked:
            found.append(f"{article['title']}: passages at {sorted(places - linked)}")
    evidence = sum(len(claim["evidence"]) for claim in project["claims"])
    if spans < evidence:
        found.append(f"{spans} codings for {evidence} pieces of evidence")
    tell(f"Potato, {spans} codings", found)


project = json.loads(exported("json", "project.json").read_text())
check_graph(project)
check_refi_qda(project)
sys.exit(faults > 0)
