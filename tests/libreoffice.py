#!/usr/bin/env python3
"""Reads the sample's tables with LibreOffice as it is set up at first, where commas, semicolons and tabs all separate cells,
and fails if a row or a cell differs: tests/libreoffice.py target/release/crosscheck

Not part of CI, since LibreOffice is large. Needs Debian's libreoffice-calc-nogui."""

import csv
import io
import pathlib
import subprocess
import sys
import tempfile

PROGRAMS = ["excel", "libreoffice", "google-sheets", "other"]
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
SAMPLE = next((pathlib.Path(__file__).parent.parent / "examples").glob("*.ron"))


def exported(crosscheck, path, table, program, separator):
    command = [crosscheck, "export", SAMPLE, f"--{table}", path, "--for", program, "--separator", separator]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    text = path.read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATORS[separator]))


def read_by_libreoffice(path, folder):
    # Separators 44, 59 and 9; quotation mark 34; UTF-8 is 76. Out: every cell as text.
    formats = "Text - txt - csv (StarCalc)"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", f"--infilter={formats}:44/59/9,34,76,1",
         "--convert-to", f"csv:{formats}:44,34,76,1,,0,false,true,false", "--outdir", folder / "read", path],
        check=True, capture_output=True)
    with open(folder / "read" / path.name, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def main():
    crosscheck = pathlib.Path(sys.argv[1]).resolve()
    differing = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for table in ["claims", "evidence"]:
            for program in PROGRAMS:
                for separator in SEPARATORS:
                    path = folder / f"{table} for {program}, {separator}.csv"
                    is_same = exported(crosscheck, path, table, program, separator) == read_by_libreoffice(path, folder)
                    differing += not is_same
                    print(path.name, "the same" if is_same else "DIFFERENT")
    sys.exit(differing > 0)


main()
