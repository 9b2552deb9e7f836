import { readFileSync } from "node:fs";

/** One recorded result of a parser case (see the fields in fixtures/conformance/hocon/README.md). */
export interface Recorded {
  readonly outcome: "accept" | "reject" | "crash";
  readonly recovered?: boolean;
  readonly reason?: string;
  readonly exit?: number;
  readonly tree: unknown;
  readonly treeOmitted?: boolean;
  readonly treeUnreliable?: boolean;
  readonly treeDepth?: number;
  readonly treeLength?: number;
  readonly treeSha256?: string;
  readonly duplicateKeys?: readonly string[];
  readonly treeText?: string;
  readonly memoryError?: string;
}

export interface RecordedResult {
  readonly version: string;
  readonly recorded: Recorded;
  /**
   * False where the record joins versions on both sides of 0.21.9: equal neighbours were joined without regard to key
   * order, so its tree shows the order of the older ones.
   */
  readonly orderRecorded: boolean;
}

export interface RecordedCase {
  readonly id: string;
  readonly note: string;
  readonly input: string;
  readonly files: Readonly<Record<string, string>>;
  /** By single version. */
  readonly results: readonly RecordedResult[];
}

export const recordedVersions: readonly string[] = "0.20.8 0.22.0 0.22.10 0.23.10 0.24.14 0.25.3".split(" ");

interface RawCase {
  readonly id: string;
  readonly note: string;
  readonly input: string | null;
  readonly inputGen?: readonly (readonly [string, number])[];
  readonly files?: Readonly<Record<string, string>>;
  readonly results: Readonly<Record<string, Recorded>>;
}

/** "0.22.0..0.23.10" stands for every recorded version from the first to the last. */
function versionsOf(range: string): readonly string[] {
  const [first, last = first] = range.split("..");
  const from = recordedVersions.indexOf(first ?? "");
  const to = recordedVersions.indexOf(last ?? "");
  if (from < 0 || to < from) throw new RangeError(`unknown version range ${range}`);
  return recordedVersions.slice(from, to + 1);
}

function expandCase(raw: RawCase): RecordedCase {
  const generated = (raw.inputGen ?? []).map(([text, count]) => text.repeat(count)).join("");
  return {
    id: raw.id,
    note: raw.note,
    input: raw.input ?? generated,
    files: raw.files ?? {},
    results: Object.entries(raw.results).flatMap(([range, recorded]) =>
      versionsOf(range).map((version) => ({
        version,
        recorded,
        orderRecorded: version === "0.20.8" || !range.startsWith("0.20.8"),
      })),
    ),
  };
}

export function recordedCases(): readonly RecordedCase[] {
  const file = new URL("../../fixtures/conformance/hocon/cases.jsonl", import.meta.url);
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line): RecordedCase => expandCase(JSON.parse(line)));
}
