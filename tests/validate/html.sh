#!/usr/bin/env bash
# Pages as the Nu checker and axe see them. Needs java, node and npm (Debian: default-jre-headless nodejs npm chromium).
#
#   minutebook export -f html -o page.html
#   tests/validate/html.sh page.html ...
#
# The Nu checker has to accept each page; of its complaints one is passed over, a property of CSS that it does not know yet.
# axe looks for WCAG 2.0 to 2.2, levels A and AA, and its best practices, in headless Chromium. Exits 1 with a line a fault.
set -euo pipefail
[[ $# -gt 0 ]] || { printf 'usage: %s FILE.html...\n' "$0" >&2; exit 2; }
tools=${XDG_CACHE_HOME:-$HOME/.cache}/minutebook-validate/html
mkdir -p "$tools"
[[ -d $tools/node_modules/vnu-jar ]] ||
    npm install --prefix "$tools" --ignore-scripts --no-audit --no-fund vnu-jar@26 axe-core@4 puppeteer-core@24 >/dev/null

java -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" --Werror --filterpattern '.*(paint-order|appears to be written in).*' "$@"
NODE_PATH=$tools/node_modules node - "$@" <<'SCRIPT'
const fs = require("fs"), path = require("path");
const puppeteer = require("puppeteer-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
(async () => {
    const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
    let faults = 0;
    for (const file of process.argv.slice(2)) {
        const page = await browser.newPage();
        const asked = [];
        page.on("request", (request) => asked.push(request.url()));
        page.on("dialog", (dialog) => { faults += 1; console.log(`${file}: a dialog: ${dialog.message()}`); dialog.dismiss(); });
        await page.goto("file://" + path.resolve(file));
        // What a page fetches beside itself, it must not.
        for (const url of asked.slice(1)) { faults += 1; console.log(`${file}: asks for ${url}`); }
        const client = await page.createCDPSession();
        await client.send("Page.setBypassCSP", { enabled: true });
        await page.reload();
        await page.evaluate(axe);
        const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
        const found = await page.evaluate((tags) => axe.run({ runOnly: { type: "tag", values: tags } }), tags);
        for (const one of found.violations) {
            faults += 1;
            console.log(`${file}: axe: ${one.id}: ${one.help} (${one.nodes.length}; ${one.nodes[0].html.slice(0, 80)})`);
        }
        console.log(`${file}: ${found.passes.length} rules passed, ${found.violations.length} not`);
        await page.close();
    }
    await browser.close();
    process.exit(faults ? 1 : 0);
})();
SCRIPT
