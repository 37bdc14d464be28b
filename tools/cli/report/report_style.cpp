#include "report/report.hpp"

namespace profilestore::cli {

// Text has a contrast of at least 4.5 to 1 in both colour schemes. Differences are marked by
// letters too, not by colour alone.
const char* const report_style = R"css(
:root { color-scheme: light dark; --ground: #fff; --raised: #f6f7f8; --line: #d9dde1;
  --text: #1c2126; --soft: #55606a; --accent: #0b6670; --tint: #e3f1f2; --warn: #fdf3dc;
  --warn-text: #5c4300; --warn-line: #e2c579; }
@media (prefers-color-scheme: dark) { :root { --ground: #14181b; --raised: #1c2226;
  --line: #343d44; --text: #e4e8eb; --soft: #a6b1ba; --accent: #63c5cb; --tint: #16383b;
  --warn: #33290f; --warn-text: #f0d792; --warn-line: #6b5823; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main, header, footer { max-width: 1180px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 32px; }
h1 { font-size: 25px; line-height: 1.25; margin: 0 0 12px; letter-spacing: -.01em; }
h2 { font-size: 19px; margin: 40px 0 12px; padding-top: 20px; border-top: 1px solid var(--line); }
h3 { font-size: 15px; margin: 28px 0 8px; }
p { margin: 6px 0 10px; max-width: 78ch; }
a { color: var(--accent); }
code, .mono { font: 13px/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  overflow-wrap: anywhere; }
.when { white-space: nowrap; overflow-wrap: normal; }
.soft, caption, figcaption { color: var(--soft); }
.notice { background: var(--warn); color: var(--warn-text); border: 1px solid var(--warn-line);
  border-radius: 6px; padding: 10px 14px; margin: 12px 0; max-width: none; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 10px;
  margin: 16px 0; padding: 0; }
.cards div { background: var(--raised); border: 1px solid var(--line); border-radius: 6px;
  padding: 10px 14px; display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.cards dt { color: var(--soft); font-size: 13px; line-height: 1.35; }
.cards dd { margin: 0; font-size: 23px; line-height: 1.3; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; margin: 10px 0 14px; border: 1px solid var(--line);
  border-radius: 6px; max-width: 100%; }
.scroll.fit { width: fit-content; }
.scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; font-size: 14px; min-width: 100%; }
caption { text-align: left; padding: 8px 12px; font-size: 13px; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px;
  border-top: 1px solid var(--line); }
thead th { font-size: 13px; color: var(--soft); font-weight: 600; background: var(--raised);
  vertical-align: bottom; }
tbody th { font-weight: 500; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr));
  gap: 8px 32px; align-items: start; }
.columns.narrow { grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); }
figure { margin: 12px 0; min-width: 0; }
figcaption { font-size: 13px; margin-bottom: 4px; }
.chart { display: block; width: 100%; max-width: 720px; height: auto; }
.chart .bar { fill: var(--accent); }
.chart .axis { stroke: var(--line); }
.chart text { fill: var(--soft); font: 13px system-ui, sans-serif; }
.chart .value { fill: var(--text); }
details { border: 1px solid var(--line); border-radius: 6px; margin: 10px 0; }
summary { cursor: pointer; padding: 10px 14px; font-weight: 600; overflow-wrap: anywhere; }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
summary .count { font-weight: 400; color: var(--soft); }
details[open] > summary { border-bottom: 1px solid var(--line); background: var(--raised);
  border-radius: 6px 6px 0 0; }
.inside { padding: 6px 14px 10px; }
.verdict { color: var(--accent); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 210px), 1fr));
  gap: 2px 20px; margin: 8px 0 4px; }
.facts div { padding: 4px 0; }
.facts dt { color: var(--soft); font-size: 13px; }
.facts dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.side { min-width: 100%; }
.side td { min-width: 150px; max-width: 320px; }
.side td.how { min-width: 96px; white-space: nowrap; }
.side tbody th { position: sticky; left: 0; background: var(--ground); max-width: 260px;
  min-width: 168px; overflow-wrap: anywhere; border-right: 1px solid var(--line); }
.side .same { color: var(--soft); }
.side .same + td { max-width: none; }
.side .other { background: var(--tint); }
.side .none { color: var(--soft); font-style: italic; }
.mark { display: inline-block; min-width: 20px; padding: 0 4px; margin-right: 6px;
  border: 1px solid var(--line); border-radius: 4px; font-size: 12px; line-height: 18px;
  text-align: center; background: var(--ground); }
.ledger { font-size: 16px; font-variant-numeric: tabular-nums; }
footer { padding-top: 24px; padding-bottom: 40px; color: var(--soft); font-size: 13px; }
.side thead th:nth-child(n+3) { min-width: 168px; }
@media (max-width: 600px) { main, header, footer { padding-left: 14px; padding-right: 14px; }
  h1 { font-size: 21px; } .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .cards dd { font-size: 20px; } th, td { padding: 6px 9px; }
  .chart text { font-size: 18px; } .side tbody th { max-width: 116px; min-width: 84px; }
  .side td { min-width: 132px; } .side td.how { white-space: normal; min-width: 92px; }
  .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
@media print { :root { --ground: #fff; --raised: #fff; --line: #bbb; --text: #000; --soft: #444;
  --accent: #0b6670; --tint: #eee; --warn: #fff; --warn-text: #000; --warn-line: #000; }
  body { font-size: 11px; } main, header, footer { max-width: none; padding: 0; }
  .scroll { overflow: visible; border: 0; } details { break-inside: avoid-page; }
  details::details-content { content-visibility: visible; height: auto; }
  tr, figure { break-inside: avoid; } .side td { min-width: 0; } }
)css";

}  // namespace profilestore::cli
