// pipelines.cjs FOLDER SECONDS FIGURES: the pipelines of FOLDER/asked.json over the documents of
// FOLDER/asked.jsonl by mingo, if it is installed in FOLDER/peers. Prints a line of the table for
// each. FIGURES is the JSON that profilestore_bench has written.
//
// mingo is MongoDB's pipelines in JavaScript, over an array: the documents are parsed and in memory
// before the time begins, and are in no file. Ours reads them from a store each time.
'use strict';
const fs = require('fs');
const path = require('path');
const {createRequire} = require('module');
const {print, stopwatch} = require('./lines.cjs');

const [folder, seconds, figures] = process.argv.slice(2);
const here = createRequire(path.resolve(folder, 'peers', 'package.json'));

function main() {
  let mingo;
  try {
    mingo = here('mingo');
  } catch (fault) {
    console.log(`| mingo: not there (${fault.code}) | | | | | | |`);
    return;
  }
  const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
  const documents = read('asked.jsonl').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  Object.entries(JSON.parse(read('asked.json'))).forEach(([name, pipeline], i) => {
    const passed = stopwatch();
    let done = 0, found = 0;
    while (done === 0 || passed() < Number(seconds)) {
      found = mingo.aggregate(documents, pipeline).length;
      ++done;
    }
    if (found === 0) throw new Error(`mingo found nothing: ${name}`);
    print(`${name}, beside mingo in memory`, `aggregate/${i + 1}`, done / passed(), figures);
  });
}
main();
