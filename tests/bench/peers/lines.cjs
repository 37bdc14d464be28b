// Lines of the table of benchmarks, by the figures that profilestore_bench has written as JSON.
'use strict';
const fs = require('fs');

function ours(name, figures) {
  if (!figures || !fs.existsSync(figures)) return undefined;
  for (const each of JSON.parse(fs.readFileSync(figures, 'utf8')).benchmarks)
    if (each[name + '.ours']) return each[name + '.ours'];
  return undefined;
}

// `speed`: of the other one, as often a second.
function print(what, name, speed, figures) {
  const mine = ours(name, figures);
  const rate = (each) => (each < 100 ? each.toFixed(1) :
    Math.round(each).toLocaleString('en-US')) + '/s';
  console.log(`| ${what} | | ${mine ? (mine / speed).toFixed(2) : ''} | | ` +
              `${mine ? rate(mine) : 'not measured'} | ${rate(speed)} | |`);
}

// Seconds since it was made.
function stopwatch() {
  const begin = process.hrtime.bigint();
  return () => Number(process.hrtime.bigint() - begin) / 1e9;
}

module.exports = {print, stopwatch};
