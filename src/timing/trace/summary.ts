/** What a replayed row of any kind came to; `agrees` is undefined where the row has no results to compare with. */
export interface Replayed {
  readonly kind: string;
  readonly version: string;
  readonly agrees: boolean | undefined;
  readonly nearTick: boolean;
  readonly residualsMs: readonly number[];
}

/** Agreement of one version in one kind of row. */
export interface TraceSummary {
  readonly kind: string;
  readonly version: string;
  /** Those that could be compared. */
  readonly rows: number;
  readonly agree: number;
  /** Disagreements decided within 20 ms of a tick. */
  readonly nearTick: number;
  /** Absolute residuals of all times compared; undefined where there were none. */
  readonly residualMs: ResidualMs | undefined;
}

interface ResidualMs {
  readonly median: number;
  readonly p99: number;
}

/** One line per kind and version, in the order of the rows. */
export function summarizeTraces(replays: Iterable<Replayed>): readonly TraceSummary[] {
  const groups = new Map<string, Replayed[]>();
  for (const replay of replays) {
    const key = `${replay.kind} ${replay.version}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [replay]);
    else group.push(replay);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [summary(first, group)];
  });
}

function summary({ kind, version }: Replayed, group: readonly Replayed[]): TraceSummary {
  return {
    kind,
    version,
    rows: group.filter(({ agrees }) => agrees !== undefined).length,
    agree: group.filter(({ agrees }) => agrees === true).length,
    nearTick: group.filter(({ nearTick }) => nearTick).length,
    residualMs: residual(group),
  };
}

function residual(group: readonly Replayed[]): ResidualMs | undefined {
  const all = group
    .filter(({ agrees }) => agrees === true)
    .flatMap(({ residualsMs }) => residualsMs.map(Math.abs));
  all.sort((a, b) => a - b);
  const median = all[Math.floor(all.length / 2)];
  const p99 = all[Math.ceil(all.length * 0.99) - 1];
  return median === undefined || p99 === undefined ? undefined : { median, p99 };
}
