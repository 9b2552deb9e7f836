import { defineConfig } from "vitest/config";
import { SkipReporter } from "./test/skip-reporter.ts";

export default defineConfig({
  test: {
    setupFiles: ["test/setup.ts"],
    include: ["test/**/*.test.ts"],
    maxWorkers: 2,
    // Modules have no state that a test could leave behind, so that a worker loads them once.
    isolate: false,
    // Concurrent tests wait for clocks and sockets, and all at once wait no longer than one; of the signals that end a command
    // Node lets ten listen without a word.
    maxConcurrency: 10,
    // A test says what must hold, not how fast a busy machine is: what takes long is the benchmark's to see.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ["default", new SkipReporter()],
  },
});
