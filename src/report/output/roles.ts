// What a piece of text is for. Reporters mark it with characters that Unicode keeps free for such a use, and the place
// that writes makes colours of them: so no escape character of a file or a client can pass for one of nanotune's own.
export type Role = "error" | "warning" | "info" | "quiet" | "strong" | "good";
export type Paint = (role: Role, text: string) => string;

const styles: Readonly<Record<Role, { readonly mark: string; readonly codes: readonly [string, string] }>> = {
  error: { mark: "\uFDD0", codes: ["\u001B[31m\u001B[1m", "\u001B[22m\u001B[39m"] },
  warning: { mark: "\uFDD2", codes: ["\u001B[33m", "\u001B[39m"] },
  info: { mark: "\uFDD4", codes: ["\u001B[36m", "\u001B[39m"] },
  quiet: { mark: "\uFDD6", codes: ["\u001B[2m", "\u001B[22m"] },
  strong: { mark: "\uFDD8", codes: ["\u001B[1m", "\u001B[22m"] },
  good: { mark: "\uFDDA", codes: ["\u001B[32m", "\u001B[39m"] },
};

function endOf(mark: string): string {
  return String.fromCharCode(mark.charCodeAt(0) + 1);
}

const codes = new Map(
  Object.values(styles).flatMap(({ mark, codes: [on, off] }) => [
    [mark, on] as const,
    [endOf(mark), off] as const,
  ]),
);
const MARKS = /[\uFDD0-\uFDDB]/g;
const roleOfMark = new Map(
  (["error", "warning", "info", "quiet", "strong", "good"] as const).map(
    (role) => [styles[role].mark, role] as const,
  ),
);

/** Around a text that leads somewhere: where to, then the text. */
const LINK = { address: "\uFDDC", text: "\uFDDD", end: "\uFDDE" };
const LINKS = /\uFDDC([^\uFDDD]*)\uFDDD([^\uFDDE]*)\uFDDE/g;

/** A text that a terminal opens as `address` (OSC 8), marked for {@link coloured}. */
export function linked(text: string, address: string): string {
  return `${LINK.address}${address}${LINK.text}${text}${LINK.end}`;
}

/** No roles shown. */
export const unpainted: Paint = (_role, text) => text;

/** Roles as marks for {@link coloured}. */
export const marked: Paint = (role, text) => {
  const { mark } = styles[role];
  return `${mark}${text}${endOf(mark)}`;
};

/** Marks to the codes of a terminal. */
export function coloured(text: string): string {
  return text
    .replaceAll(LINKS, "\u001B]8;;$1\u001B\\$2\u001B]8;;\u001B\\")
    .replaceAll(MARKS, (mark) => codes.get(mark) ?? "");
}

/** Marks to anything else: what begins a role, and what ends one. */
export function replaceMarks(text: string, begin: (role: Role) => string, end: string): string {
  return text.replaceAll(MARKS, (mark) => {
    const role = roleOfMark.get(mark);
    return role === undefined ? end : begin(role);
  });
}
