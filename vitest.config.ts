import { defineConfig } from "vitest/config";
import { SkipReporter } from "./test/skip-reporter.ts";

export default defineConfig({
  test: {
    setupFiles: ["test/setup.ts"],
    include: ["test/**/*.test.ts"],
    maxWorkers: 2,
    // A busy machine is no fault of a test.
    testTimeout: 60_000,
    reporters: ["default", new SkipReporter()],
  },
});
