/** Something the user can put right: told in one clear message, exit code 2, no stack trace. */
export class UsageError extends Error {}
