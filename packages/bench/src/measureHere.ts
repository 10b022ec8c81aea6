import type { Cost, Task } from './measure';

/** Runs in the process of its own, and prints the result. */
export async function measureHere<Found extends object>(
  task: Task<Found>,
): Promise<void> {
  const input = process.env.BENCH_INPUT!;
  await task.prepare?.(input);
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  const found = await task.run(input);
  const wallMs = performance.now() - before;
  const cpu = process.cpuUsage(cpuBefore);
  const measured: Found & Cost = {
    ...found,
    wallMs,
    cpuMs: (cpu.user + cpu.system) / 1000,
    // Kilobytes, on every system.
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
  // Whatever a task leaves open does not count.
  process.stdout.write(JSON.stringify(measured), () => process.exit(0));
}
