// Files that are no conf of NanoMQ, although somebody named them as one.
import { ofMosquitto } from "../../nanomq/borrowed-names.ts";

/** Each has a rule of this name: `syntax/<kind>`. */
export type ForeignKind = "mosquitto-conf" | "emqx-conf" | "dockerfile" | "unit-file" | "no-conf";

export interface Foreign {
  readonly kind: ForeignKind;
  /** 1-based line that shows it. */
  readonly line: number;
  /** Directives of Mosquitto that occur, each once. */
  readonly directives: readonly string[];
}

/** Lines that are looked at: what a file is shows early. */
const MOST_LINES = 400;
const NAME_OF_PROSE = /\.(?:md|markdown|rst|adoc|html?)$/i;
const NAME_OF_DOCKERFILE = /(?:^|\/)(?:Dockerfile[^/]*|[^/]*\.dockerfile)$/i;
const COMMENT = /^\s*(?:#|\/\/|$)/;
/** What every conf of NanoMQ has on nearly every line: a key, an element, a closing brace, an include. */
const CONF_LINE = /^\s*(?:"?[\w.$-]+"?\s*(?:[={[:]|\+=|$)|[{["\d]|[}\])]+,?\s*[}\])]*,?\s*$|include\b)/;
const DIRECTIVE = /^\s*([a-z_]+)\s+[^\s={:]/;
const DOCKER = /^(?:FROM\s+\S|(?:RUN|COPY|ADD|ENTRYPOINT|CMD|WORKDIR|ENV|EXPOSE)\s)/;
const UNIT = /^\[(?:Unit|Service|Install)\]\s*$/;
const INI = /^\[{1,2}[A-Za-z][\w. -]*\]{1,2}\s*$/;
/** Settings of the Erlang node: no other program has them. */
const EMQX = /^(?:node\s*[{=:]|node\.(?:name|cookie|data_dir)\s*=)/;
const PROSE = /^\s*(?:<!?[a-z]|[\p{L}"'([*-]\S*(?: \S+){4,}\s*$)/u;

interface Line {
  readonly text: string;
  readonly at: number;
}

function first(lines: readonly Line[], pattern: RegExp): number | undefined {
  return lines.find(({ text }) => pattern.test(text))?.at;
}

function mosquittoIn(lines: readonly Line[]): Foreign | undefined {
  const found = lines.flatMap(({ text, at }) => {
    const name = DIRECTIVE.exec(text)?.[1];
    return name !== undefined && ofMosquitto(name) !== undefined ? [{ name, at }] : [];
  });
  const [start] = found;
  if (start === undefined || found.length * 2 <= lines.length) return undefined;
  const directives = [...new Set(found.map(({ name }) => name))];
  return { kind: "mosquitto-conf", line: start.at, directives };
}

function is(kind: ForeignKind, line: number | undefined): Foreign | undefined {
  return line === undefined ? undefined : { kind, line, directives: [] };
}

function dockerfileIn(lines: readonly Line[]): Foreign | undefined {
  const count = lines.filter(({ text }) => DOCKER.test(text)).length;
  return count > 1 ? is("dockerfile", first(lines.slice(0, 2), DOCKER)) : undefined;
}

/** Text for people: most lines are sentences, and few are anything of a conf. */
function proseIn(lines: readonly Line[], confLines: number): Foreign | undefined {
  const prose = lines.filter(({ text }) => PROSE.test(text) && !CONF_LINE.test(text));
  const isProse = prose.length > 2 && prose.length * 2 > lines.length && confLines * 3 < lines.length;
  return isProse ? is("no-conf", prose[0]?.at) : undefined;
}

/** What a file is where it is no conf, by its name and its text; undefined for whatever may be one. */
export function recogniseForeign(name: string, text: string): Foreign | undefined {
  if (NAME_OF_PROSE.test(name)) return is("no-conf", 1);
  if (NAME_OF_DOCKERFILE.test(name)) return is("dockerfile", 1);
  const lines = text.split(/\r?\n/, MOST_LINES).flatMap((line, index): readonly Line[] => {
    return COMMENT.test(line) ? [] : [{ text: line, at: index + 1 }];
  });
  const emqx = is("emqx-conf", first(lines, EMQX));
  if (emqx !== undefined) return emqx;
  const confLines = lines.filter((line) => CONF_LINE.test(line.text)).length;
  const section = first(lines.slice(0, 1), INI);
  if (confLines === lines.length && section === undefined) return undefined;
  return (
    is("unit-file", first(lines, UNIT)) ??
    is("no-conf", section) ??
    dockerfileIn(lines) ??
    mosquittoIn(lines) ??
    proseIn(lines, confLines)
  );
}
