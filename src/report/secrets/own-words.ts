import { ownWordsText } from "../../generated/own-words.ts";

let words: ReadonlySet<string> | undefined;

/** Of other alphabets nothing is known, so they are taken for words. */
const TOKEN = /[a-z0-9]+/g;
/** Shorter ones are everywhere. */
const LEAST_LETTERS = 3;
const FIGURE = /^\d{1,7}$/;

/** No sentence has them between its words. */
const SIGN = /[^\p{L}\p{N}\s._,:;()/'"-]/u;

/** True for what nanotune itself may say: its words, names of keys and rules, figures. */
export function isOwnText(text: string): boolean {
  if (SIGN.test(text)) return false;
  words ??= new Set(ownWordsText.split(" "));
  const own = words;
  const tokens = text.toLowerCase().match(TOKEN) ?? [];
  return tokens.every((token) => token.length < LEAST_LETTERS || FIGURE.test(token) || own.has(token));
}
