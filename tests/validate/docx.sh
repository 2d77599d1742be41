#!/usr/bin/env bash
# Word documents as others open them: python-docx, pandoc and LibreOffice. Runs on a fresh Debian as root.
#
#   mkdir /tmp/samples
#   MINUTEBOOK_SAMPLES=/tmp/samples cargo test --test minutes samples_for_the_validators -- --include-ignored
#   tests/validate/docx.sh /tmp/samples/*.docx
#
# Beside each FILE.docx may stand the same minutes as FILE.json: then every action item and every decision of it has to be
# found in the text that each of the three reads. Exits 1 with a line for each fault.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[[ $# -gt 0 ]] || { printf 'usage: %s FILE.docx...\n' "$0" >&2; exit 2; }

command -v pandoc soffice >/dev/null && python3 -c 'import venv' || {
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends \
        pandoc libreoffice-writer-nogui poppler-utils python3-venv
}
python=${XDG_CACHE_HOME:-$HOME/.cache}/minutebook-validate
[[ -x $python/bin/python ]] || python3 -m venv "$python"
"$python/bin/python" -c 'import docx' 2>/dev/null || "$python/bin/pip" install -q python-docx

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
soffice --headless --convert-to pdf --outdir "$out" "$@" >/dev/null
for file in "$@"; do
    name=$(basename "$file" .docx)
    pandoc --from docx --to plain --wrap none -o "$out/$name.pandoc" "$file"
    pdftotext "$out/$name.pdf" "$out/$name.office"
done
"$python/bin/python" "$here/docx.py" "$out" "$@"
