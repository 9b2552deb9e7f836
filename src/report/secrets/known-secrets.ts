import { isSecretName } from "../../start/secret-name.ts";
import { createSource, type Source, textOf } from "../../text/source.ts";
import { addressSecrets } from "./in-address.ts";
import { namedSecrets } from "./in-text.ts";
import { MASK } from "./mask.ts";
import { isOwnText } from "./own-words.ts";
import { joined } from "./ranges.ts";
import { remover } from "./remover.ts";
import { secretsOf } from "./secrets-of.ts";

/** Shorter ones cannot be told from other text; where they stand they are masked all the same. */
const LEAST_LETTERS = 5;
/** What separates the parts of a header, an option, a value that was cut: each of them is as secret as the whole. */
const BETWEEN_PARTS = /[\s"'`#,;:=@(){}[\]|&?<>\\]+/;
const QUOTES = /^["']|["']$/g;
const BASE64 = /^[A-Za-z0-9+/]{8,}={0,2}$/;

/** What stands for a secret in a format that escapes. */
function forms(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const xml = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const quoted = xml.replaceAll('"', "&quot;");
  return [secret, json, quoted, encodeURIComponent(secret), secret.replaceAll("%", "%25")];
}

/** Data of a Secret in a manifest. */
function fromBase64(text: string): string {
  if (!BASE64.test(text) || text.length % 4 !== 0) return "";
  const letters = atob(text);
  return /^[ -~]+$/.test(letters) ? letters : "";
}

/** What a format escapes or breaks: such a value may stand in a text and not be found there. */
const UNLIKE_ITSELF = /["\\\n&<>%]/;
/** What stands for a value that is elsewhere. */
const PLACEHOLDER = /^\$?\$\{?[\w.]+\}?$/;

function isTelling(text: string): boolean {
  return text.length >= LEAST_LETTERS && !PLACEHOLDER.test(text) && !isOwnText(text);
}

/**
 * The secrets of one run, whoever read them: no text that goes out holds one. What nanotune itself says stays, even
 * where a secret has the same letters; such a secret is masked where it stands.
 */
export class KnownSecrets {
  #sources: Source[] = [];
  /** Value to name. */
  readonly #variables = new Map<string, string>();
  readonly #texts = new Map<string, string>();
  readonly #values = new Set<string>();
  #remove: (text: string) => string = (text) => text;

  /** A file that was read. It is looked into only where something is said. */
  learn(file: string, bytes: Uint8Array): void {
    this.#sources.push(createSource(file, bytes));
  }

  /** Variables of the process; there are many, and a text seldom holds one, so a name is judged where its value is met. */
  learnVariables(variables: Readonly<Record<string, string | undefined>>): void {
    for (const [name, value = ""] of Object.entries(variables)) {
      if (value.includes("://")) this.learnText(`address in ${name}`, value);
      if (UNLIKE_ITSELF.test(value)) this.#judge(value, name);
      else if (value.length >= LEAST_LETTERS) this.#variables.set(value, name);
    }
  }

  /** A command line, an answer of a broker; the last of each place. */
  learnText(place: string, text: string): void {
    this.#texts.set(place, text);
  }

  /** A text as others may see it. */
  mask(text: string): string {
    for (const [value, name] of this.#variables) {
      if (text.includes(value)) this.#judge(value, name);
    }
    if (this.#sources.length > 0 || this.#texts.size > 0) this.#look();
    return this.#remove(text);
  }

  #look(): void {
    for (const source of this.#sources)
      for (const { start, end } of secretsOf(source)) this.#keep(textOf(source, start, end));
    for (const text of this.#texts.values()) {
      for (const { start, end } of joined([...namedSecrets(text), ...addressSecrets(text)]))
        this.#keep(text.slice(start, end));
    }
    this.#sources = [];
    this.#texts.clear();
    this.#remove = remover(this.#values, MASK);
  }

  #judge(value: string, name: string): void {
    this.#variables.delete(value);
    if (isSecretName(name))
      this.learnText(`variable ${name}`, `${name}=${value.split("\n").join(`\n${name}=`)}`);
  }

  #keep(written: string): void {
    const whole = written.replaceAll(QUOTES, "");
    const parts = [whole, fromBase64(whole), ...whole.split(BETWEEN_PARTS)];
    const telling = parts.filter(isTelling);
    for (const form of telling.flatMap(forms)) this.#values.add(form);
  }
}
