/** What a standalone ajv validator says about one value. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer to the value. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The value itself. */
  readonly data?: unknown;
  readonly parentSchema?: Readonly<Record<string, unknown>>;
}
