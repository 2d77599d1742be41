// What Jira's editor makes of our wiki markup, by Atlassian's own parser.
//
//   mkdir DIR && cd DIR && npm i --ignore-scripts --legacy-peer-deps @atlaskit/editor-wikimarkup-transformer@12.2.2 jsdom
//   cargo test --test minutes -- --ignored pages_for_the_validators          writes target/tmp/wiki-meetings.json
//   cd DIR && node PATH/tests/validate/wiki.mjs FILE.wiki ... PATH/target/tmp/wiki-meetings.json
//
// It has to be run in the folder with the packages. A JSON file holds pages of generated meetings, each with the lines that
// must be in it. Exits 1 where a page is not what we meant: pictures, smileys, code, rules, panels, foreign links, lost text.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'packages.js'));
const { JSDOM } = require('jsdom');
const dom = new JSDOM('<!doctype html>');
for (const name of ['window', 'document', 'Node', 'HTMLElement', 'DOMParser', 'Element', 'Event']) {
  globalThis[name] = name === 'window' ? dom.window : dom.window[name];
}
const log = console.log;
console.warn = console.log = () => {};
const { WikiMarkupTransformer } = require('@atlaskit/editor-wikimarkup-transformer');
const transformer = new WikiMarkupTransformer();

const BLOCKS = new Set(['paragraph', 'heading', 'bulletList', 'listItem', 'table', 'tableRow', 'tableHeader', 'tableCell',
  'blockquote', 'hardBreak', 'text']);
const MARKS = new Set(['strong', 'em', 'link']);

// The characters that stand for those that cannot be escaped.
const folded = (text) => text.replace(/∣/g, '|').replace(/∖/g, '\\').replace(/＆/g, '&').replace(/∶/g, ':')
  .replace(/․/g, '.').replace(/！/g, '!').replace(/\s+/g, ' ').trim();
// In the text of a link, brackets are parentheses; in an address they are encoded.
const rounded = (text) => folded(text).replace(/\[|%5B/g, '(').replace(/\]|%5D/g, ')').replace(/%21/g, '!').replace(/%7C/g, '|');

function faults(wiki, lines) {
  const found = [];
  let doc;
  try {
    doc = transformer.parse(wiki);
    doc.check();
  } catch (error) {
    return [`refused: ${error.message}`];
  }
  const paragraphs = [];
  doc.descendants((node) => {
    if (!BLOCKS.has(node.type.name)) found.push(`a ${node.type.name}`);
    for (const mark of node.marks) {
      if (!MARKS.has(mark.type.name)) found.push(`${mark.type.name}: ${node.text}`);
      if (mark.type.name === 'link' && !/^(https?:\/\/|mailto:)/i.test(mark.attrs.href)) found.push(`link to ${mark.attrs.href}`);
    }
    if (node.isTextblock) paragraphs.push(rounded(node.textBetween(0, node.content.size, '\n', ' ')));
  });
  for (const line of lines ?? []) {
    if (!paragraphs.some((text) => text.includes(rounded(line)))) found.push(`not there: ${JSON.stringify(line)}`);
  }
  return found;
}

let pages = 0;
let wrong = 0;
for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, 'utf8');
  const whole = path.endsWith('.json') ? JSON.parse(text) : [{ page: text, lines: null }];
  for (const one of whole) {
    pages += 1;
    for (const fault of faults(one.page, one.lines)) {
      wrong += 1;
      log(`${path}: page ${pages}: ${fault}`);
    }
  }
}
log(`${pages} pages, ${wrong} faults`);
process.exit(wrong > 0 || pages === 0 ? 1 : 0);
