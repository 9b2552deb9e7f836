/** What a byte can do in the dialect; the lexer asks these tables instead of comparing ranges. */

function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

const lettersOnly = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const digitsOnly = "0123456789";

const letters = tableOf(lettersOnly);
const digits = tableOf(digitsOnly);
const wordBytes = tableOf(`${lettersOnly}${digitsOnly}_.@%-|\\"`);
const spaces = tableOf(" \t\r\n");

export const isLetter = (byte: number | undefined): boolean => byte !== undefined && letters[byte] === 1;
export const isDigit = (byte: number | undefined): boolean => byte !== undefined && digits[byte] === 1;
export const isWordByte = (byte: number | undefined): boolean => byte !== undefined && wordBytes[byte] === 1;
export const isSpace = (byte: number | undefined): boolean => byte !== undefined && spaces[byte] === 1;
export const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09;
