#!/usr/bin/env bash
# Typeset minutes as others open them: qpdf, poppler and pypdf. Runs on a fresh Debian as root.
#
#   mkdir /tmp/samples
#   MINUTEBOOK_SAMPLES=/tmp/samples cargo test --features pdf --test minutes samples_for_the_validators -- --include-ignored
#   tests/validate/pdf.sh /tmp/samples/*.pdf
#
# Beside each FILE.pdf may stand the same minutes as FILE.json: then every action item and every decision of it has to be
# found in the text. Exits 1 with a line for each fault. With PAGES=DIR the pages are drawn there, to be looked at.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[[ $# -gt 0 ]] || { printf 'usage: %s FILE.pdf...\n' "$0" >&2; exit 2; }

command -v qpdf pdftotext >/dev/null && python3 -c 'import venv' || {
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends qpdf poppler-utils python3-venv
}
python=${XDG_CACHE_HOME:-$HOME/.cache}/minutebook-validate
[[ -x $python/bin/python ]] || python3 -m venv "$python"
"$python/bin/python" -c 'import pypdf' 2>/dev/null || "$python/bin/pip" install -q pypdf

for file in "$@"; do
    qpdf --check "$file" >/dev/null
    if [[ -n ${PAGES:-} ]]; then
        pdftoppm -r 80 -png "$file" "$PAGES/$(basename "$file" .pdf)"
    fi
done
"$python/bin/python" "$here/pdf.py" "$@"
