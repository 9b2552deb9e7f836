/**
 * NanoMQ's grammar as an LALR(1) automaton. The grammar is ambiguous (a word may be a value or the first key of an object
 * without braces); every conflict is resolved by shifting, so the innermost open construct takes the next token.
 * States with a `reduce` do so on every token they cannot shift, before an error is noticed: that decides what an
 * old NanoMQ keeps after an error.
 */
export type Terminal = "{" | "}" | "[" | "]" | "," | "=" | "string" | "word" | "scalar" | "end";

export type Nonterminal = "value" | "members" | "member" | "values";

/** Productions, named by what they make. */
export type Rule =
  | "scalar"
  | "string"
  | "word"
  | "empty-object"
  | "braced-object"
  | "bare-object"
  | "first-member"
  | "next-member"
  | "next-member-after-comma"
  | "assignment"
  | "braced-member"
  | "bracketed-member"
  | "empty-array"
  | "array"
  | "first-element"
  | "next-element"
  | "next-element-after-comma"
  | "file";

export interface State {
  readonly on: Readonly<Partial<Record<Terminal, StateName>>>;
  readonly reduce?: Rule;
  readonly goto?: Readonly<Partial<Record<Nonterminal, StateName>>>;
}

/** What each production takes off the stack, and what it puts there ("file" ends the grammar). */
export const productions: Readonly<
  Record<Rule, { readonly takes: number; readonly makes: Nonterminal | "file" }>
> = {
  scalar: { takes: 1, makes: "value" },
  string: { takes: 1, makes: "value" },
  word: { takes: 1, makes: "value" },
  "empty-object": { takes: 2, makes: "value" },
  "braced-object": { takes: 3, makes: "value" },
  "bare-object": { takes: 1, makes: "value" },
  "first-member": { takes: 1, makes: "members" },
  "next-member": { takes: 2, makes: "members" },
  "next-member-after-comma": { takes: 3, makes: "members" },
  assignment: { takes: 3, makes: "member" },
  "braced-member": { takes: 4, makes: "member" },
  "bracketed-member": { takes: 4, makes: "member" },
  "empty-array": { takes: 2, makes: "value" },
  array: { takes: 3, makes: "value" },
  "first-element": { takes: 1, makes: "values" },
  "next-element": { takes: 2, makes: "values" },
  "next-element-after-comma": { takes: 3, makes: "values" },
  file: { takes: 1, makes: "file" },
};

const valueStarts = {
  "{": "{",
  "[": "[",
  string: "string value",
  word: "word value",
  scalar: "scalar",
} as const;
const keyStarts = { string: "string key", word: "word key" } as const;
const inValue = { members: "members", member: "first member" } as const;

export type StateName =
  | "start"
  | "file"
  | "root value"
  | "{"
  | "{ }"
  | "{ members"
  | "{ members }"
  | "["
  | "[ ]"
  | "[ values"
  | "[ values ]"
  | "scalar"
  | "string value"
  | "word value"
  | "string key"
  | "word key"
  | "members"
  | "members ,"
  | "first member"
  | "next member"
  | "next member after ,"
  | "string ="
  | "word ="
  | "word {"
  | "word { value"
  | "word { value }"
  | "word ["
  | "word [ values"
  | "word [ values ]"
  | "assigned"
  | "first element"
  | "next element"
  | "values ,"
  | "next element after ,";

export const automaton: Readonly<Record<StateName, State>> = {
  start: { on: valueStarts, goto: { ...inValue, value: "root value" } },
  "root value": { on: {}, reduce: "file" },
  file: { on: { end: "file" } },
  "{": { on: { ...keyStarts, "}": "{ }" }, goto: { members: "{ members", member: "first member" } },
  "{ }": { on: {}, reduce: "empty-object" },
  "{ members": {
    on: { ...keyStarts, ",": "members ,", "}": "{ members }" },
    goto: { member: "next member" },
  },
  "{ members }": { on: {}, reduce: "braced-object" },
  "[": {
    on: { ...valueStarts, "]": "[ ]" },
    goto: { ...inValue, value: "first element", values: "[ values" },
  },
  "[ ]": { on: {}, reduce: "empty-array" },
  "[ values": {
    on: { ...valueStarts, ",": "values ,", "]": "[ values ]" },
    goto: { ...inValue, value: "next element" },
  },
  "[ values ]": { on: {}, reduce: "array" },
  scalar: { on: {}, reduce: "scalar" },
  "string value": { on: { "=": "string =" }, reduce: "string" },
  "word value": { on: { "=": "word =", "{": "word {", "[": "word [" }, reduce: "word" },
  "string key": { on: { "=": "string =" } },
  "word key": { on: { "=": "word =", "{": "word {", "[": "word [" } },
  members: { on: { ...keyStarts, ",": "members ," }, reduce: "bare-object", goto: { member: "next member" } },
  "members ,": { on: keyStarts, goto: { member: "next member after ," } },
  "first member": { on: {}, reduce: "first-member" },
  "next member": { on: {}, reduce: "next-member" },
  "next member after ,": { on: {}, reduce: "next-member-after-comma" },
  "string =": { on: valueStarts, goto: { ...inValue, value: "assigned" } },
  "word =": { on: valueStarts, goto: { ...inValue, value: "assigned" } },
  "word {": { on: valueStarts, goto: { ...inValue, value: "word { value" } },
  "word { value": { on: { "}": "word { value }" } },
  "word { value }": { on: {}, reduce: "braced-member" },
  "word [": { on: valueStarts, goto: { ...inValue, value: "first element", values: "word [ values" } },
  "word [ values": {
    on: { ...valueStarts, ",": "values ,", "]": "word [ values ]" },
    goto: { ...inValue, value: "next element" },
  },
  "word [ values ]": { on: {}, reduce: "bracketed-member" },
  assigned: { on: {}, reduce: "assignment" },
  "first element": { on: {}, reduce: "first-element" },
  "next element": { on: {}, reduce: "next-element" },
  "values ,": { on: valueStarts, goto: { ...inValue, value: "next element after ," } },
  "next element after ,": { on: {}, reduce: "next-element-after-comma" },
};
