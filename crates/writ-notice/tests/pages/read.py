"""Reads a PDF with pikepdf and prints what it found as JSON."""

import json
import sys

import pikepdf


def tags(node, found):
    """Counts the kinds of the structure below a node."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            tags(kid, found)
    elif isinstance(node, pikepdf.Dictionary):
        kind = node.get("/S")
        if kind is not None and node.get("/Type") != "/OBJR":
            name = str(kind).lstrip("/")
            found[name] = found.get(name, 0) + 1
        if "/K" in node:
            tags(node.K, found)


def main(path):
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        meta = pdf.open_metadata()
        kinds = {}
        tags(root.StructTreeRoot.K, kinds)
        attached = {}
        for name, spec in pdf.attachments.items():
            attached[name] = {
                "bytes": spec.get_file().read_bytes().hex(),
                "relationship": str(spec.obj.get("/AFRelationship", "")),
                "description": spec.description,
            }
        print(
            json.dumps(
                {
                    "lang": str(root.Lang),
                    "title": str(pdf.docinfo.get("/Title", "")),
                    "author": str(pdf.docinfo.get("/Author", "")),
                    "created": str(pdf.docinfo.get("/CreationDate", "")),
                    "xmp_title": meta.get("dc:title"),
                    "marked": bool(root.MarkInfo.Marked),
                    "shows_title": bool(root.ViewerPreferences.DisplayDocTitle),
                    "pdfua": meta.get("pdfuaid:part"),
                    "pdfa": f"{meta.get('pdfaid:part')}{meta.get('pdfaid:conformance')}",
                    "tags": kinds,
                    "associated": len(root.get("/AF", [])),
                    "attached": attached,
                    "pages": len(pdf.pages),
                }
            )
        )


main(sys.argv[1])
