// The colours of the editor are those of the page.
import { EditorView } from "@codemirror/view";

const mono =
  'ui-monospace,"SF Mono","Cascadia Code","JetBrains Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace';

export const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--card)", fontSize: "14px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: mono, lineHeight: "1.6" },
  ".cm-content": { padding: "14px 0", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--chosen)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--active)" },
  ".cm-gutters": { backgroundColor: "var(--card)", color: "var(--soft)", border: "0" },
  ".cm-comment": { color: "var(--soft)", fontStyle: "italic" },
  ".cm-key": { color: "var(--accent)" },
  ".cm-text": { color: "var(--good)" },
  ".cm-number, .cm-word": { color: "var(--info)" },
  ".cm-include": { color: "var(--warning)" },
  ".cm-sign": { color: "var(--soft)" },
  ".cm-hint": {
    marginLeft: "1.2em",
    padding: "1px 7px",
    borderRadius: "5px",
    backgroundColor: "var(--mute-bg)",
    color: "var(--soft)",
    fontSize: "0.86em",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--card)",
    color: "var(--ink)",
    border: "1px solid var(--line)",
    borderRadius: "8px",
    boxShadow: "var(--shadow)",
    maxWidth: "min(34rem, 90vw)",
    fontSize: "13px",
  },
  ".cm-help": { padding: "4px 12px", lineHeight: "1.5" },
  ".cm-help ul": { paddingLeft: "1.1em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 8px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on)" },
  ".cm-completionDetail": { color: "inherit", opacity: "0.8" },
  ".cm-diagnostic": { padding: "8px 12px", borderLeftWidth: "4px", lineHeight: "1.5" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--error)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warning)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--info)" },
  ".cm-diagnosticAction": {
    backgroundColor: "var(--accent)",
    color: "var(--on)",
    borderRadius: "6px",
    padding: "2px 8px",
    margin: "4px 6px 0 0",
    cursor: "pointer",
  },
  ".cm-panels": { backgroundColor: "var(--well)", color: "var(--ink)", borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-panel-lint ul [aria-selected]": { backgroundColor: "var(--chosen)" },
});
