#!/usr/bin/env bash
# translations_test.sh FOLDER: each language of the application says all that the windows say.
set -euo pipefail
cd "${1:?"usage: translations_test.sh FOLDER"}"

scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
cp translations/*.ts "$scratch"
# Where Qt's tools are installed: what the sources say now.
lupdate=$(command -v /usr/lib/qt6/bin/lupdate || command -v lupdate || true)
if [[ -n $lupdate ]]; then
  for file in "$scratch"/*.ts; do
    "$lupdate" src -silent -locations none -no-obsolete -ts "$file" >/dev/null
  done
fi

python3 - "$scratch"/*.ts <<'PYTHON'
import re, sys, xml.etree.ElementTree as tree

faults = []
for path in sys.argv[1:]:
    count = 0
    for message in tree.parse(path).getroot().iter("message"):
        count += 1
        source, translation = message.find("source").text, message.find("translation")
        said = translation.text or ""
        def fault(what):
            faults.append(f"{path.rsplit('/', 1)[1]}: {what}: {source!r}")
        if translation.get("type") or not said:
            fault("not translated")
            continue
        if sorted(re.findall(r"%\d", source)) != sorted(re.findall(r"%\d", said)):
            fault("other places for values")
        if len(re.findall(r"&\w", source)) != len(re.findall(r"&\w", said)):
            fault("another number of keys")
        if source[0].isspace() != said[0].isspace() or source[-1].isspace() != said[-1].isspace():
            fault("other blanks around it")
    if count < 400:
        faults.append(f"{path}: only {count} texts")
print("\n".join(faults))
sys.exit(1 if faults else 0)
PYTHON
