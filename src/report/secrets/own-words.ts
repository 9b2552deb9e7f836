import { ownWordsText } from "../../generated/own-words.ts";

const wordsBy = new Map<string, ReadonlySet<string>>();

/** Own words by their first letter, made where one is asked for: most runs ask for a few. */
function wordsFrom(letter: string): ReadonlySet<string> {
  const known = wordsBy.get(letter);
  if (known !== undefined) return known;
  const words = new Set(ownWordsText[letter]?.split(" "));
  wordsBy.set(letter, words);
  return words;
}

/** Of other alphabets nothing is known, so they are taken for words. */
const TOKEN = /[a-z0-9]+/g;
/** Shorter ones are everywhere. */
const LEAST_LETTERS = 3;
const FIGURE = /^\d{1,7}$/;

/** Signs that no sentence has between its words. Of ASCII first: classes of Unicode take V8 milliseconds to make. */
const PLAIN = /^[A-Za-z0-9\s._,:;()/'"-]*$/;
const ASCII = /^[\0-\x7F]*$/;
const SIGN = /[^\p{L}\p{N}\s._,:;()/'"-]/u;

function hasSign(text: string): boolean {
  return !PLAIN.test(text) && (ASCII.test(text) || SIGN.test(text));
}

/** True for what nanotune itself may say: its words, names of keys and rules, figures. */
export function isOwnText(text: string): boolean {
  if (hasSign(text)) return false;
  const tokens = text.toLowerCase().match(TOKEN) ?? [];
  return tokens.every(
    (token) => token.length < LEAST_LETTERS || FIGURE.test(token) || wordsFrom(token.charAt(0)).has(token),
  );
}
