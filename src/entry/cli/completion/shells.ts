/** Shells whose scripts are in this folder; the first argument of a line asks what may be typed next. */
export const shells = ["bash", "zsh", "fish"] as const;

/** `nanotune __complete lint nanomq.conf --fo`: what may stand in place of the last word. */
export const ASK = "__complete";
