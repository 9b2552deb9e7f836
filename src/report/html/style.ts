/** By day and by night. */
export const colours = {
  light: `--bg:#f5f7f8;--card:#fff;--ink:#16212b;--soft:#51606d;--line:#dde3e8;--well:#f2f5f7;--accent:#0a6c67;--on:#fff;
--error:#b3261e;--error-bg:#fdeceb;--warning:#875200;--warning-bg:#fff3dd;--info:#1c5b9f;--info-bg:#e8f1fb;--good:#17703d;--good-bg:#e5f4ea;
--mute-bg:#eceff2;--up:#1f8a4c;--late:#c97a00;--shadow:0 1px 2px #0e1a2414,0 4px 16px #0e1a240a`,
  dark: `--bg:#0e151b;--card:#161f27;--ink:#e4ebf1;--soft:#9fb0be;--line:#28343f;--well:#111a21;--accent:#5ccbc1;--on:#0c1318;
--error:#ff9088;--error-bg:#3a1f1d;--warning:#f0b849;--warning-bg:#32270f;--info:#8abdf5;--info-bg:#172a3e;--good:#79d094;--good-bg:#15301f;
--mute-bg:#202b34;--up:#5cbf7c;--late:#e2a33a;--shadow:0 1px 2px #0006`,
} as const;

const frame = `
*{box-sizing:border-box}
html{scroll-padding-top:4rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans SC","PingFang SC","Microsoft YaHei","DejaVu Sans",sans-serif}
code,pre{font-family:ui-monospace,"SF Mono","Cascadia Code","JetBrains Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
html[lang="en"] [lang="zh-CN"],html[lang="zh-CN"] [lang="en"],[hidden]{display:none!important}
a{color:var(--accent);text-underline-offset:3px}
button,input{font:inherit;color:inherit}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:6px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.soft{color:var(--soft)}
.top,nav,main{max-width:70rem;margin:0 auto;padding:0 1.5rem}
.top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.75rem 1.5rem;padding-top:1.5rem}
.brand{display:flex;align-items:center;gap:.6rem;font-size:1.25rem;font-weight:650;letter-spacing:-.01em}
.logo{width:2rem;height:2rem;padding:.2rem;border-radius:.55rem;background:var(--accent);fill:none;stroke:var(--on);stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}
.controls{display:flex;flex-wrap:wrap;gap:.75rem}
.switch{position:relative;display:flex;padding:3px;border:1px solid var(--line);border-radius:999px;background:var(--card)}
.switch button{border:0;border-radius:999px;padding:.15rem .8rem;background:none;color:var(--soft);font-size:.85rem;cursor:pointer}
.switch button[aria-pressed=true]{background:var(--accent);color:var(--on)}
nav{position:sticky;top:0;z-index:2;display:flex;gap:1.5rem;overflow-x:auto;padding-top:.9rem;padding-bottom:.9rem;background:var(--bg)}
nav a{color:var(--soft);text-decoration:none;font-size:.95rem;white-space:nowrap}
nav a:hover{color:var(--accent)}
main{padding-bottom:5rem}
section{margin:0 0 3rem}
h2{margin:0 0 1rem;font-size:1.35rem;line-height:1.3;letter-spacing:-.01em}
h3{margin:.4rem 0 .75rem;max-width:58rem;font-size:1rem;font-weight:600;line-height:1.5;overflow-wrap:anywhere}
p{margin:.5rem 0}
.verdict,.finding,.panel,.part{background:var(--card);border:1px solid var(--line);border-radius:.9rem;box-shadow:var(--shadow)}
.verdict{padding:1.1rem 1.4rem;margin-bottom:1rem;border-left:5px solid var(--good);overflow-wrap:anywhere}
.verdict.error{border-left-color:var(--error)}.verdict.warning{border-left-color:var(--warning)}.verdict.info{border-left-color:var(--info)}
.verdict .what{margin:0;font-size:1.25rem;font-weight:600;line-height:1.45;letter-spacing:-.005em}
.verdict p:last-child{margin-bottom:0}
.tiles{display:grid;grid-template-columns:repeat(3,1fr);gap:1rem}
.tile{display:flex;align-items:baseline;gap:.6rem;padding:.8rem 1.2rem;border:1px solid var(--line);border-radius:.9rem;background:var(--card);color:var(--soft)}
.tile b{font-size:1.7rem;font-weight:650;line-height:1.2;font-variant-numeric:tabular-nums}
.tile.error{background:var(--error-bg);color:var(--error)}.tile.warning{background:var(--warning-bg);color:var(--warning)}.tile.info{background:var(--info-bg);color:var(--info)}
.tile.error,.tile.warning,.tile.info{border-color:transparent}
`;

const findings = `
.filters{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;margin-bottom:1rem}
.filter{display:flex;gap:.5rem;border:1px solid var(--line);border-radius:999px;padding:.15rem .9rem;background:var(--card);font-size:.9rem;cursor:pointer}
.filter[aria-pressed=true].error{background:var(--error-bg);color:var(--error)}.filter[aria-pressed=true].warning{background:var(--warning-bg);color:var(--warning)}.filter[aria-pressed=true].info{background:var(--info-bg);color:var(--info)}
.finding{padding:1.1rem 1.4rem;margin-bottom:1rem}
.where{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem .8rem;margin:0;font-size:.9rem}
.rule{color:var(--soft)}
h3 code,.why code,.defects li>code{padding:.05rem .3rem;border-radius:.3rem;background:var(--well);font-weight:500}
.badge,.chip{display:inline-block;padding:.05rem .6rem;border-radius:999px;font-size:.8rem;font-weight:600;background:var(--mute-bg);color:var(--soft)}
.badge.error,.chip.kicks{background:var(--error-bg);color:var(--error)}
.badge.warning,.chip.costs,.chip.reported{background:var(--warning-bg);color:var(--warning)}
.badge.info,.chip.mqtt,.chip.today{background:var(--info-bg);color:var(--info)}
.chip.meets{background:var(--good-bg);color:var(--good)}
.frame,.timeline pre{margin:.75rem 0;padding:.8rem 1rem;border-radius:.6rem;background:var(--well);border:1px solid var(--line);overflow-x:auto;font-size:.84rem;line-height:1.45}
.frame b,.timeline pre b{font-weight:500}
b.error{color:var(--error)}b.warning{color:var(--warning)}b.info{color:var(--info)}b.good{color:var(--good)}b.quiet{color:var(--soft)}
.todo{margin:.5rem 0}
.typed{padding:.15rem .5rem;border-radius:.4rem;background:var(--good-bg);color:var(--good);overflow-wrap:anywhere}
details{margin-top:.75rem}
summary{cursor:pointer;color:var(--accent);font-size:.92rem}
.why p{max-width:46rem}
.evidence{margin:.5rem 0 0;padding-left:1.2rem;color:var(--soft);font-size:.88rem;overflow-wrap:anywhere}
.clean,.advice{padding:.8rem 1.1rem;border-radius:.7rem;background:var(--good-bg);color:var(--good);font-weight:600}
.advice.change{background:var(--info-bg);color:var(--info)}.advice.infeasible{background:var(--error-bg);color:var(--error)}
`;

const charts = `
figure{margin:1rem 0 0}
figcaption{color:var(--soft);font-size:.9rem;margin-bottom:.4rem}
.bars{display:grid;grid-template-columns:minmax(4rem,max-content) minmax(8rem,1fr) max-content;align-items:center;gap:.35rem 1rem;font-size:.88rem}
.bars .label{max-width:15rem;overflow-wrap:anywhere}
.bars .figure{color:var(--soft);font-variant-numeric:tabular-nums}
svg.bar{display:block;width:100%;height:1.15rem}
svg.tall{height:3.2rem}
.track{fill:var(--line)}
rect.window{fill:var(--up)}rect.late{fill:var(--late)}rect.early{fill:var(--late);opacity:.35}
line.limit{stroke:var(--ink);stroke-width:2;vector-effect:non-scaling-stroke}
.up{fill:var(--up)}.away{fill:var(--line)}.unaware{fill:var(--late);opacity:.6}.dead{fill:var(--error)}
.level{fill:var(--info);opacity:.55}
line.try{stroke:var(--soft);stroke-width:1;vector-effect:non-scaling-stroke}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;color:var(--soft);font-size:.84rem}
.key{display:inline-flex;align-items:center;gap:.45rem}
.key i{display:inline-block;width:1.1rem;height:.7rem;border-radius:2px;font-style:normal;text-align:center}
i.window{background:var(--up)}i.early{background:var(--late);opacity:.35}i.limit{width:2px;height:1rem;background:var(--ink)}
.ruler{display:block;width:100%;height:auto}
.ruler .axis{stroke:var(--line);stroke-width:2}
.ruler text{fill:var(--soft);font-size:11px}
.ruler line{stroke:var(--soft);stroke-width:1.5}.ruler circle{fill:var(--soft)}
.ruler line.client{stroke:var(--good)}.ruler circle.client{fill:var(--good)}
.ruler line.turn{stroke:var(--warning)}.ruler circle.turn{fill:var(--warning)}
.ruler line.limit{stroke:var(--ink);stroke-dasharray:3 2}.ruler circle.limit{fill:var(--ink)}
.ruler line.kick{stroke:var(--error);stroke-width:2}.ruler circle.kick{fill:var(--error)}
.ruler line.will{stroke:var(--info)}.ruler circle.will{fill:var(--info)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
.map{border-spacing:0;font-size:.85rem}
.map th{padding:.2rem .55rem;color:var(--soft);font-weight:500;white-space:nowrap;text-align:right}
.map td{padding:2px}
button.cell{display:grid;place-items:center;width:2.9rem;height:2.1rem;border:2px solid transparent;border-radius:.45rem;background:var(--mute-bg);color:var(--soft);font-size:.8rem;cursor:pointer;position:relative}
.cell.meets{background:var(--good);color:var(--card)}
.cell.reported{background:var(--warning-bg);color:var(--warning)}
.cell.mqtt{background:var(--info-bg);color:var(--info)}
.cell.misses{background:var(--mute-bg);color:var(--soft)}
.cell.kicks{background:var(--error-bg);color:var(--error)}
.cell.costs{background:var(--warning-bg);color:var(--warning)}
button.cell:hover{border-color:var(--accent)}
button.cell[aria-pressed=true]{border-color:var(--ink)}
button.cell.now,button.cell.advised{font-size:1.05rem}
.key i.cell{width:1.5rem;height:1.2rem;line-height:1.2rem;font-size:.75rem;border-radius:.3rem}
.explorer{display:grid;grid-template-columns:minmax(0,max-content) minmax(16rem,1fr);gap:0 1.5rem;align-items:start}
.explorer .legend,.explorer .hint{grid-column:1}
.panel{grid-column:2;grid-row:1;padding:1rem 1.3rem;min-height:12rem}
.panel .pair{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem 1rem;margin-top:0;font-weight:600}
.panel p:last-child{margin-bottom:0}
.explorer .hint{font-size:.88rem}
.plain{width:100%;font-size:.9rem;background:var(--card)}
.plain th,.plain td{padding:.38rem .9rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
.plain thead th{color:var(--soft);font-weight:500;font-size:.84rem;white-space:nowrap}
.plain .section th{padding-top:1.1rem;font-weight:650}
.plain td code{overflow-wrap:anywhere}
.scroll:has(.plain){border:1px solid var(--line);border-radius:.9rem;background:var(--card)}
.plain tbody:last-child tr:last-child>*{border-bottom:0}
.releases{max-height:34rem;overflow-y:auto}
.releases thead th{position:sticky;top:0;background:var(--card)}
.releases th{font-weight:500;white-space:nowrap}.releases th .chip{margin-left:.6rem}
tr.now>*{background:var(--info-bg)}
.releases tr.error td:nth-child(2){color:var(--error);font-weight:600}
.defects{padding-left:1.1rem;font-size:.92rem}.defects li{margin:.5rem 0}.defects .badge{margin-right:.5rem}.defects code{margin-right:.2rem;color:var(--soft)}
.check{display:inline-flex;align-items:center;gap:.5rem;cursor:pointer}
.part{padding:.3rem 1.3rem .9rem;margin-bottom:.8rem}.part>summary{padding:.5rem 0;font-size:1rem;font-weight:600}
@media (max-width:64rem){.explorer{grid-template-columns:minmax(0,1fr)}.panel{grid-column:1;grid-row:auto;min-height:9rem}}
@media (max-width:40rem){.top,nav,main{padding-left:1rem;padding-right:1rem}.finding,.verdict,.panel{padding:1rem}.bars{grid-template-columns:1fr}.bars .figure{margin-bottom:.5rem}.tiles{gap:.5rem}.tile{padding:.6rem .8rem;flex-direction:column;gap:0;font-size:.85rem}}
@media print{@page{margin:1.5cm}body{background:#fff;font-size:10.5pt}nav,.controls,.filters,.check,.hint{display:none}.verdict,.finding,.panel,.part{box-shadow:none;break-inside:avoid}.top,nav,main{max-width:none;padding:0}.releases{max-height:none;overflow:visible}.scroll{overflow:visible}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;

/** All of the page's style. Dark where the reader's system is, unless the page is told otherwise; light on paper. */
export const pageStyle = `:root{color-scheme:light;${colours.light}}
@media screen{:root[data-theme=dark]{color-scheme:dark;${colours.dark}}}
@media screen and (prefers-color-scheme:dark){:root[data-theme=auto]{color-scheme:dark;${colours.dark}}}${frame}${findings}${charts}`;
