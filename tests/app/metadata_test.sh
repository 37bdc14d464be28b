#!/usr/bin/env bash
# metadata_test.sh FOLDER: the desktop file, the icon and the AppStream metadata are valid.
set -euo pipefail
cd "${1:?"usage: metadata_test.sh FOLDER"}"

grep -q '^Exec=profiles %F$' profiles.desktop
grep -q '^Icon=profiles$' profiles.desktop
python3 - <<'PYTHON'
import xml.dom.minidom
assert xml.dom.minidom.parse("profiles.svg").documentElement.tagName == "svg"
component = xml.dom.minidom.parse("profiles.metainfo.xml").documentElement
launchable = component.getElementsByTagName("launchable")[0].firstChild.data
assert launchable == "profiles.desktop", launchable
PYTHON
# The validators, where they are installed.
if command -v desktop-file-validate >/dev/null; then desktop-file-validate profiles.desktop; fi
if command -v appstreamcli >/dev/null; then appstreamcli validate --no-net profiles.metainfo.xml; fi
