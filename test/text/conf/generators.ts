import fc from "fast-check";
import { type NanomqVersion, parseVersion } from "../../../src/nanomq/version.ts";

export function version(text: string): NanomqVersion {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new RangeError(text);
  return parsed;
}

/** One old, one in between, one new: the dialect differs between these. */
export const dialectVersions = ["0.20.8", "0.23.10", "0.25.3"].map(version);

const pieces = [
  ..."a b c A a.b b.c a.b.c t1 x-1 true false null 1 0 -2 1.5 4MB 5% 10s 10min = = : { } { } [ ] , ;".split(
    " ",
  ),
  ...[
    '"a"',
    '"a.b"',
    '"q.x"',
    '"x y"',
    '"c\\"d"',
    '"',
    '"x\\"',
    '"""',
    "'x'",
    "é",
    "中文",
    "\u0000",
    "\uFEFF",
  ],
  ...[
    "\n",
    "\n",
    " ",
    "\t",
    "\r\n",
    "# c\n",
    "//x\n",
    "a = 1\n",
    "a { b = 1 }",
    "x {\n y = 2\n}\n",
    "[]",
    "{}",
    "[1,2]",
  ],
  ...[
    "$\u007ba}",
    "$\u007b?b}",
    "+=",
    "t/#",
    "tcp://h:1",
    'include "i.conf"',
    'include required("i.conf")',
    'include "nope"',
  ],
  ...['include ""', 'include file("i.conf")', 'include"i.conf"', "-", "+", "$", "\\"],
];

/** Any order of pieces of the dialect. */
export const tokenSoup: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom("", " ", "\n")), { maxLength: 40 })
  .map((parts) => parts.flat().join(""));

const key = fc.constantFrom("a", "b", "c", "listeners", "max_packet_size", "a.b", "x.y.z");
const scalar = fc.constantFrom("1", "0", "true", "10s", "4MB", '"text"', '"t/#"', "word", "1.5");

const { member } = fc.letrec<{ member: string; value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("member"), { minLength: 1, maxLength: 4 }).map((members) => `{\n${members.join("\n")}\n}`),
    fc.array(scalar, { minLength: 1, maxLength: 3 }).map((elements) => `[${elements.join(", ")}]`),
  ),
  member: fc.tuple(key, fc.constantFrom(" = ", " : ", "="), tie("value")).map((parts) => parts.join("")),
}));

/** Confs without any error. */
export const soundConf: fc.Arbitrary<string> = fc
  .array(member, { minLength: 1, maxLength: 6 })
  .map((members) => `${members.join("\n")}\n`);

/** Sound confs with a few bytes cut out or pieces put in. */
export const mutatedConf: fc.Arbitrary<string> = fc
  .tuple(soundConf, fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom("", ...pieces)), { maxLength: 4 }))
  .map(([conf, mutations]) =>
    mutations.reduce((text, [at, cut, piece]) => {
      const position = at % (text.length + 1);
      return text.slice(0, position) + piece + text.slice(position + cut);
    }, conf),
  );

export const anyConf: fc.Arbitrary<string> = fc.oneof(tokenSoup, mutatedConf, fc.string({ unit: "binary" }));
