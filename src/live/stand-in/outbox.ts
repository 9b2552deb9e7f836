import type { Packet } from "mqtt-packet";

/** What the wires have to do; `protocol` is the MQTT version the bytes are written in. */
export type RelayOutput =
  | { readonly kind: "write"; readonly connection: number; readonly protocol: 4 | 5; readonly packet: Packet }
  /** The client sees the end `delayMs` after the broker decided it. */
  | { readonly kind: "close"; readonly connection: number; readonly delayMs: number; readonly reason: string }
  | { readonly kind: "note"; readonly text: string };

/** What the wires have to do and have not been told yet, in order. */
export class Outbox {
  #outputs: RelayOutput[] = [];

  take(): readonly RelayOutput[] {
    const outputs = this.#outputs;
    this.#outputs = [];
    return outputs;
  }

  write(connection: number, protocol: 4 | 5, packet: Packet): void {
    this.#outputs.push({ kind: "write", connection, protocol, packet });
  }

  /** PUBACK and its kin have no reason code, for MQTT 5 neither. */
  confirm(connection: number, cmd: "puback" | "pubrec" | "pubrel" | "pubcomp", messageId: number): void {
    this.write(connection, 4, { cmd, messageId });
  }

  close(connection: number, reason: string, delayMs = 0): void {
    this.#outputs.push({ kind: "close", connection, delayMs, reason });
  }

  note(text: string): void {
    this.#outputs.push({ kind: "note", text });
  }
}
