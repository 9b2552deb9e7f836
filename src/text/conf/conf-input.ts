/** One conf with the files it may include. */
export interface ConfInput {
  /** Name for spans; "nanomq.conf" by default. */
  readonly file?: string | undefined;
  readonly text: string | Uint8Array;
  /** Content of files by name, relative to the working directory of the broker. */
  readonly files?: Readonly<Record<string, string | Uint8Array>> | undefined;
  /**
   * True where a file that is not among `files` is known to be missing, which NanoMQ dies of; false where nobody here can
   * know. By default `files` is all there is.
   */
  readonly isSeen?: ((name: string) => boolean) | undefined;
  /** Bytes of one file, and of all that are included; 8 MiB by default. */
  readonly limitBytes?: number | undefined;
}
