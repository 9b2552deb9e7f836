import type { Reporter, TestModule } from "vitest/node";

/** Says at the end how many tests were skipped, and for which reason. */
export class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const reasons = modules
      .flatMap((module) => [...module.children.allTests("skipped")])
      .map(({ fullName }) => /\[skipped: ([^\]]+)\]/.exec(fullName)?.[1] ?? `without a reason: ${fullName}`);
    for (const reason of new Set(reasons)) {
      const count = reasons.filter((other) => other === reason).length;
      process.stdout.write(`${count} skipped: ${reason}\n`);
    }
  }
}
