import type { Readable, Writable } from "node:stream";
import type { Field } from "../../../report/tune/feasibility.ts";

export interface Walk {
  readonly input: Readable;
  readonly output: Writable;
  readonly signal: AbortSignal;
  readonly size: { readonly rows: number; readonly columns: number };
  readonly start: Field;
}

const steps = { up: [-1, 0], down: [1, 0], left: [0, -1], right: [0, 1] } as const;
type Arrow = keyof typeof steps;

function isArrow(key: string | undefined): key is Arrow {
  return key !== undefined && Object.hasOwn(steps, key);
}

/** The field one step further; the same at the edge. */
function stepped({ row, column }: Field, arrow: Arrow, { rows, columns }: Walk["size"]): Field {
  const [down, right] = steps[arrow];
  const within = (at: number, count: number) => Math.min(Math.max(at, 0), count - 1);
  return { row: within(row + down, rows), column: within(column + right, columns) };
}

/** A prompt that moves a field; taken with Enter. @clack/core is loaded only here. */
export async function walkField(
  { size, start, ...streams }: Walk,
  draw: (field: Field, state: "open" | "taken" | "left") => string,
): Promise<{ readonly field: Field; readonly isTaken: boolean }> {
  const { isCancel, Prompt } = await import("@clack/core");
  let field = start;
  const prompt = new Prompt<string>(
    {
      ...streams,
      render() {
        return draw(field, this.state === "submit" ? "taken" : this.state === "cancel" ? "left" : "open");
      },
    },
    false,
  );
  prompt.on("cursor", (key) => {
    if (isArrow(key)) field = stepped(field, key, size);
  });
  const value = await prompt.prompt();
  return { field, isTaken: !isCancel(value) };
}
