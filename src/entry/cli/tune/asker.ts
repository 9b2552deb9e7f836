import { setMaxListeners } from "node:events";
import { Writable } from "node:stream";
import type { Language } from "../../../lint/language.ts";
import type { View } from "../../../report/output/view.ts";
import { wrap } from "../../../report/text-layout.ts";
import type { Field } from "../../../report/tune/feasibility.ts";
import { wizardWords } from "../../../report/tune/wizard.ts";
import type { Terminal } from "../io.ts";
import { walkField } from "./walk-field.ts";

type Signs = Pick<
  typeof import("@clack/prompts"),
  "S_BAR" | "S_BAR_END" | "S_STEP_ACTIVE" | "S_STEP_CANCEL" | "S_STEP_SUBMIT"
>;

/** What came of a question: Esc goes back, Ctrl-C and the end of the input leave. */
export type Reply =
  | { readonly kind: "answer"; readonly text: string }
  | { readonly kind: "back" }
  | { readonly kind: "leave" };

export interface AskedChoice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** How the wizard talks: tests hand in streams, the command its terminal. */
export interface Asker {
  readonly open: (title: string, lines: readonly string[]) => void;
  readonly show: (title: string, lines: readonly string[]) => void;
  readonly close: (text: string) => void;
  readonly text: (
    ask: string,
    why: string,
    fallback: string,
    problem: (text: string) => string | undefined,
  ) => Promise<Reply>;
  readonly choice: (
    ask: string,
    why: string,
    choices: readonly AskedChoice[],
    fallback: string,
  ) => Promise<Reply>;
  /** A field that the arrow keys move over `size`; `draw` shows it. */
  readonly walk: (
    ask: string,
    why: string,
    size: { readonly rows: number; readonly columns: number },
    start: Field,
    draw: (field: Field) => readonly string[],
  ) => Promise<Walked>;
}

export type Walked =
  | { readonly kind: "answer"; readonly field: Field }
  | Exclude<Reply, { readonly kind: "answer" }>;

/** The guide's bar and two blanks. */
const GUTTER_COLUMNS = 4;
const LEAST_COLUMNS = 30;

/** Columns and colours for what stands beside the guide. */
export function besideGuide(view: View, columns: number): View {
  return { ...view, columns: Math.max(LEAST_COLUMNS, columns - GUTTER_COLUMNS) };
}

/** Foreground and background colours; dim, inverse and struck out are none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const COLOURS = /\u001B\[(?:3|4|9|10)\dm/g;

/** @clack/prompts colours whatever NO_COLOR says. */
function colourless({ output, columns, rows }: Terminal): Writable {
  const plain = new Writable({
    write: (chunk, _encoding, done) => {
      output.write(String(chunk).replaceAll(COLOURS, ""));
      // At once: a prompt is a few lines, and the last one must be out when the command ends.
      done();
    },
  });
  return Object.assign(plain, { columns, rows, isTTY: true });
}

/**
 * Opens the conversation; @clack/prompts is loaded only here.
 * @param shown a text as it may be shown: what prompts write goes past `io.out`
 */
export async function openAsker(
  terminal: Terminal,
  view: View,
  colour: boolean,
  language: Language,
  shown: (text: string) => string,
): Promise<Asker> {
  const clack = await import("@clack/prompts");
  const { input } = terminal;
  const output = colour ? terminal.output : colourless(terminal);
  const signal = endOf(input);
  let lastKey: string | undefined;
  input.on("keypress", (_text: unknown, key: { readonly name?: string } | undefined) => {
    lastKey = key?.name;
  });
  const words = wizardWords[language];
  clack.updateSettings({ messages: { cancel: words.left, error: words.left } });
  const common = { input, output, signal };
  const worded = (ask: string, why: string): readonly string[] => [
    ...wrap(ask, view.columns),
    ...wrap(why, view.columns).map((line) => view.paint("quiet", line)),
  ];
  // A text prompt, unlike a choice, leaves the guide out of further lines.
  const guide = `\n${view.paint("quiet", clack.S_BAR)}  `;
  const replyTo = (value: string | symbol): Reply => {
    if (typeof value === "string") return { kind: "answer", text: value.trim() };
    return leaving(lastKey);
  };
  return {
    open: (title, lines) => {
      clack.intro(shown(view.paint("strong", title)), { output });
      clack.log.message(lines.map(shown), { output });
    },
    show: (title, lines) => {
      const head = wrap(title, view.columns).map((line) => view.paint("strong", line));
      clack.log.step(shown([...head, ...lines].join("\n")), { output });
    },
    close: (text) => clack.outro(shown(text), { output }),
    text: async (ask, why, fallback, problem) => {
      const value = await clack.text({
        ...common,
        message: shown(worded(ask, why).join(guide)),
        placeholder: fallback,
        defaultValue: fallback,
        validate: (typed) => problem(typed === undefined || typed.trim() === "" ? fallback : typed),
      });
      return replyTo(value);
    },
    choice: async (ask, why, choices, fallback) => {
      const value = await clack.select<string>({
        ...common,
        message: shown(worded(ask, why).join("\n")),
        options: choices.map((one) => ({
          ...one,
          label: shown(one.label),
          ...(one.hint === undefined ? {} : { hint: shown(one.hint) }),
        })),
        initialValue: fallback,
        showInstructions: false,
      });
      return replyTo(value);
    },
    walk: async (ask, why, size, start, draw) => {
      const frame = (at: Field) => ["", ...worded(ask, why), "", ...draw(at)].join("\n");
      const { field, isTaken } = await walkField({ ...common, size, start }, (at, state) =>
        guided(shown(frame(at)), state, clack, view),
      );
      return isTaken ? { kind: "answer", field } : leaving(lastKey);
    },
  };
}

/** Aborted where the input ends. */
function endOf(input: Terminal["input"]): AbortSignal {
  const ended = new AbortController();
  // Each prompt listens anew.
  setMaxListeners(0, ended.signal);
  input.once("end", () => ended.abort());
  return ended.signal;
}

/** What a prompt that was left means. */
function leaving(key: string | undefined): Exclude<Reply, { readonly kind: "answer" }> {
  return { kind: key === "escape" ? "back" : "leave" };
}

/** The guide's bar before each line, and the sign of the prompt before the first. */
function guided(
  text: string,
  state: "open" | "taken" | "left",
  { S_BAR, S_BAR_END, S_STEP_ACTIVE, S_STEP_CANCEL, S_STEP_SUBMIT }: Signs,
  { paint }: View,
): string {
  const sign = { open: S_STEP_ACTIVE, taken: S_STEP_SUBMIT, left: S_STEP_CANCEL }[state];
  const bar = paint("quiet", S_BAR);
  const [, first = "", ...others] = text.split("\n");
  return [
    bar,
    `${paint("info", sign)}  ${first}`,
    ...others.map((line) => `${bar}  ${line}`),
    ...(state === "open" ? [paint("quiet", S_BAR_END)] : []),
  ].join("\n");
}
