/** Type of a variable a condition sees; a record lists the keys that exist, and no other may be named. */
export type ScopeType = "double" | "string" | "bool" | "dyn" | "list" | { readonly [key: string]: ScopeType };
