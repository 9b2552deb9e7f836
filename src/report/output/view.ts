import type { Paint } from "./roles.ts";

/** How wide the terminal is and what it can show. */
export interface View {
  readonly columns: number;
  readonly unicode: boolean;
  readonly paint: Paint;
  /** True where evidence is asked for. */
  readonly verbose?: boolean | undefined;
  /** A text that leads to an address, where the terminal may know links. */
  readonly link?: ((text: string, address: string) => string) | undefined;
}
