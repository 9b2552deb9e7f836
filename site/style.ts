// What the pages have beyond a report's: the same colours, type and cards.

const frame = `
:root{--chosen:#cfe7e4;--active:#0a6c6709}
@media screen{:root[data-theme=dark]{--chosen:#24504c;--active:#5ccbc10d}}
@media screen and (prefers-color-scheme:dark){:root[data-theme=auto]{--chosen:#24504c;--active:#5ccbc10d}}
.top,main{max-width:86rem}
.top{align-items:center;padding-bottom:.5rem}
.brand{color:var(--ink);text-decoration:none}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;z-index:9;padding:.4rem .8rem;background:var(--card)}
.top nav{position:static;flex:1;margin:0;padding:0 1rem;max-width:none}
.top nav a[aria-current]{color:var(--ink);font-weight:600}
.controls{align-items:center}
.language{color:var(--soft);text-decoration:none;font-size:.95rem}.language:hover{color:var(--accent)}
.intro{margin:2.2rem 0 1.8rem}
h1{margin:0;font-size:clamp(1.7rem,1.2rem + 2vw,2.5rem);line-height:1.15;letter-spacing:-.022em;font-weight:680}
.lead{max-width:46rem;margin:.6rem 0 1.2rem;color:var(--soft)}
.intro .lead{font-size:1.1rem;margin-bottom:0}
section{margin-bottom:3.6rem;scroll-margin-top:1rem}
h2.small{display:flex;align-items:baseline;gap:.7rem;margin:1.2rem 0 .6rem;font-size:1.05rem}
.count{color:var(--soft);font-size:.9rem;font-weight:400}
.card{background:var(--card);border:1px solid var(--line);border-radius:.9rem;box-shadow:var(--shadow)}
.pad{padding:1.1rem 1.4rem}
.tools #example{width:9.5rem}.tools{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .7rem;padding:.7rem .9rem;border-bottom:1px solid var(--line)}
.grow{flex:1}
button,select,input[type=text],input[type=number]{font:inherit;font-size:.9rem}
.tools button,.buttons button,#add-client,#use-field,.do,.deeds button{border:1px solid var(--line);border-radius:.5rem;padding:.28rem .75rem;background:var(--card);color:var(--ink);cursor:pointer}
.tools button:hover,.buttons button:hover,#add-client:hover,#use-field:hover,.deeds button:hover{border-color:var(--accent);color:var(--accent)}
button.main,.do{background:var(--accent)!important;border-color:var(--accent)!important;color:var(--on)!important}
button:disabled{opacity:.45;cursor:default!important}
select,input[type=text],input[type=number]{border:1px solid var(--line);border-radius:.5rem;padding:.28rem .55rem;background:var(--card);color:var(--ink);max-width:100%}
.field{display:flex;align-items:center;gap:.5rem;font-size:.9rem;color:var(--soft)}
.shared{padding:.7rem .9rem;border-bottom:1px solid var(--line);background:var(--well)}.shared input{width:100%}.shared p{margin:.4rem 0 0;font-size:.88rem}
`;

const desk = `
.desk{display:grid;grid-template-columns:minmax(0,1.08fr) minmax(0,1fr);gap:1.5rem;align-items:start}
.editor{height:clamp(22rem,58vh,38rem);overflow:hidden}
.who-connects{margin:0;padding:.9rem;border:0;border-top:1px solid var(--line);min-width:0}
.who-connects legend{float:left;width:100%;padding:0;font-weight:600}
.who-connects legend+*{clear:both}
.who-connects .soft{margin:.1rem 0 .7rem;font-size:.88rem}
.clients{display:grid;gap:.5rem;margin:0 0 .7rem;padding:0;list-style:none}
.clients li{display:grid;grid-template-columns:1.4fr 1fr 1fr auto auto;gap:.6rem;align-items:end}
.clients .field{flex-direction:column;align-items:stretch;gap:.15rem;font-size:.8rem}
.clients input[type=checkbox]{width:1.2rem;height:1.2rem;margin:.4rem auto}
.clients input{width:100%}
.clients button{border:0;background:none;color:var(--soft);font-size:1.2rem;line-height:2;padding:0 .5rem;cursor:pointer}
.reading{min-width:0}
.reading .verdict{margin:0}.reading .verdict .what{font-size:1.05rem}
.findings{max-height:clamp(26rem,74vh,50rem);overflow-y:auto;padding:2px 4px 4px 2px;margin:-2px -4px 0 -2px}
.findings .finding{padding:.9rem 1.1rem;margin-bottom:.7rem}
.findings h3{font-size:.95rem;font-weight:550;margin:.35rem 0 .5rem}
.findings figure{margin:.6rem 0 0}
.go{border:0;padding:0;background:none;color:var(--accent);text-decoration:underline;text-underline-offset:3px;cursor:pointer}
.where .rule{color:var(--soft);font:.85rem ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;text-decoration:none;margin-left:auto}
.where .rule:hover{color:var(--accent);text-decoration:underline}
.todo{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem .6rem;font-size:.9rem}
.do{padding:.12rem .7rem;font-size:.85rem}
.clean{padding:1.2rem;border-radius:.9rem;background:var(--good-bg);color:var(--good);font-weight:600}
`;

/** What stands on a lane of the broker. */
export const laneStyle = `
.track line{stroke:var(--line);stroke-width:1}
.track .limit{stroke:var(--soft);stroke-dasharray:3 4;opacity:.7}
.track .now{stroke:var(--accent);opacity:.55}
.track .window{fill:var(--late);opacity:.2}
.track .tick{stroke:var(--soft);stroke-width:3;stroke-linecap:round}.track .tick.over{stroke:var(--error);stroke-width:4}
.track .ping{fill:var(--up)}.track .connect{fill:var(--card);stroke:var(--up);stroke-width:2.5}
.track line.turn{stroke:var(--late);stroke-width:1.5;stroke-dasharray:2 2}.track circle.turn{fill:var(--late)}
.track line.turn.back{stroke:var(--up)}
.track .kick{fill:none;stroke:var(--error);stroke-width:2.6;stroke-linecap:round}
.track .will{fill:var(--info)}
`;

const timing = `
.timing{display:grid;grid-template-columns:minmax(16rem,1fr) minmax(0,2fr);gap:1.5rem}
.sliders,.answer{padding:1.2rem 1.4rem}
.sliders .field{margin-bottom:1rem}
.sliders select{flex:1;min-width:0}
.slider{display:grid;grid-template-columns:1fr auto;gap:.1rem .6rem;margin-bottom:1rem}
.slider output{font-variant-numeric:tabular-nums;font-weight:600}
.slider input{grid-column:1/-1;width:100%;accent-color:var(--accent);height:1.6rem}
.buttons{display:flex;flex-wrap:wrap;gap:.6rem}
#written:empty{display:none}
.window-text{display:block;font-size:1.5rem;font-weight:650;letter-spacing:-.015em;line-height:1.3}
.answer figure{margin:.8rem 0 0}
.answer h3{margin:1.3rem 0 .3rem}
.why-list{margin:0;padding-left:1.3rem;max-width:44rem}.why-list li{margin:.25rem 0}
.live{overflow:hidden}
.figure{font-variant-numeric:tabular-nums;font-size:.9rem;color:var(--soft)}
.live .tools .figure{min-width:9.5rem;text-align:right}
.lanes{margin:0;padding:.4rem 0;list-style:none}
.lane{display:grid;grid-template-columns:14rem minmax(0,1fr) 15.5rem;align-items:center;gap:0 1rem;padding:.15rem 1rem}
.lane+.lane{border-top:1px dashed var(--line)}
.who{display:grid;grid-template-columns:auto 1fr;gap:0 .6rem;align-items:center;font-size:.9rem;line-height:1.3}
.who .state{grid-column:2;color:var(--soft);font-size:.8rem}
.dot{width:.8rem;height:.8rem;border-radius:50%;background:var(--line)}
[data-link=on] .dot{background:var(--up)}[data-link=silent] .dot,[data-link=cut] .dot{background:var(--late)}
[data-api=gone]:not([data-link=waiting]) .dot,[data-api=disconnected] .dot{background:var(--error)}
.track{display:block;width:100%;overflow:hidden}
.deeds{display:flex;flex-wrap:wrap;gap:.35rem;justify-content:flex-end}.deeds button{padding:.1rem .55rem;font-size:.82rem}
.live .legend{padding:.6rem 1.2rem;margin:0;border-top:1px solid var(--line)}
.key i.sign{width:.8rem;height:.8rem;border-radius:50%}
.key i.sign.ping{background:var(--up)}.key i.sign.tick{width:4px;border-radius:2px;background:var(--soft)}
.key i.sign.limit{width:1.2rem;height:0;border-top:2px dashed var(--soft);border-radius:0;background:none}
.key i.sign.window{width:1.2rem;border-radius:3px;background:var(--late);opacity:.35}
.key i.sign.kick{background:none;border-radius:0}.key i.sign.kick::before{content:"✕";color:var(--error);font:700 .9rem/.8rem sans-serif}
.key i.sign.will{border-radius:1px;transform:rotate(45deg) scale(.75);background:var(--info)}
.live h3{margin:.8rem 1.2rem .3rem}
.log{height:13rem;overflow-y:auto;padding:0 1.2rem 1rem;font-size:.88rem;line-height:1.55}.log ol{margin:0;padding:0;list-style:none}
.log li{display:grid;grid-template-columns:5rem 8rem minmax(0,1fr);gap:.6rem}
.log time{color:var(--soft);font-variant-numeric:tabular-nums;text-align:right}
.log b{font-weight:500;color:var(--soft)}
.log .turn span{color:var(--warning)}.log .kick span{color:var(--error);font-weight:600}.log .will span{color:var(--info)}.log .tick span{color:var(--soft)}
.goals{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:.6rem 1.5rem;align-items:center}
.goals .field{justify-content:space-between;min-width:0}.goals select{flex:0 1 14rem;min-width:0}.goals .field input{width:6rem}
.goals .check{font-size:.9rem}
#map-result{margin-top:1.2rem}
`;

const docs = `
.docs main{display:grid;grid-template-columns:15rem minmax(0,1fr);gap:3rem;padding-top:1.5rem}
.docs main nav{margin:0;min-width:0;display:block;padding:0;background:none;z-index:auto}.docs main nav.toc{position:sticky;top:1rem;align-self:start;max-height:calc(100vh - 2rem);overflow-y:auto;font-size:.92rem}
.toc ul{margin:.2rem 0 1rem;padding:0;list-style:none}.docs main nav.toc a{display:block;white-space:normal;line-height:1.35;padding:.18rem .6rem;border-radius:.4rem;color:var(--soft);text-decoration:none}
.toc a:hover{color:var(--accent)}.toc a[aria-current]{background:var(--mute-bg);color:var(--ink);font-weight:600}
.toc b{padding:0 .6rem;font-size:.82rem;color:var(--soft);font-weight:600}
.prose{max-width:52rem;min-width:0;overflow-wrap:anywhere}
.prose h1{font-size:2rem;margin-bottom:1rem}.prose h2{margin:2.4rem 0 .8rem;padding-top:.4rem}.prose h3{margin:1.8rem 0 .5rem}
.prose pre{padding:.9rem 1.1rem;border:1px solid var(--line);border-radius:.6rem;background:var(--well);overflow-x:auto;font-size:.86rem;line-height:1.5}
.prose :not(pre)>code{padding:.05rem .3rem;border-radius:.3rem;background:var(--well)}
.prose .wide{overflow-x:auto;margin:1rem 0}
.try{margin:-.4rem 0 1rem;font-size:.9rem}.prose img{display:block;max-width:100%;height:auto;margin:1rem 0}.prose table{font-size:.9rem}.prose th,.prose td{padding:.4rem .7rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
.prose th{color:var(--soft);font-weight:500}
.prose blockquote{margin:1rem 0;padding:.1rem 1.2rem;border-left:4px solid var(--line);color:var(--soft)}
.tiles a{display:block}
`;

const narrow = `
@media (max-width:64rem){.desk,.timing{grid-template-columns:minmax(0,1fr)}.findings{max-height:none}.lane{grid-template-columns:minmax(0,1fr) auto;padding:.5rem 1rem}.lane .track{grid-column:1/-1;grid-row:2}.docs main{grid-template-columns:minmax(0,1fr)}.docs main nav.toc{position:static;max-height:none;order:2;border-top:1px solid var(--line);padding-top:1rem}}
@media (max-width:40rem){.top nav{order:3;flex-basis:100%;padding:0}.intro{margin:1.4rem 0}.clients li{grid-template-columns:1fr 1fr auto}.clients li>:first-child{grid-column:1/3}.clients li>button{grid-column:3;grid-row:1;justify-self:end}.who .state{white-space:nowrap}.deeds{flex-wrap:nowrap}.sliders,.answer{padding:1rem}.window-text{font-size:1.25rem}.log li{grid-template-columns:4rem minmax(0,1fr)}.log li span{grid-column:2}.deeds{justify-content:flex-end}.live .tools .figure{min-width:0;text-align:left}.tools .grow{display:none}.docs main{gap:1.5rem}}
`;

export const siteStyle = `${frame}${desk}${timing}${laneStyle}${docs}${narrow}`;
