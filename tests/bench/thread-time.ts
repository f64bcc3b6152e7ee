/**
 * How long this thread has been running, in milliseconds. Asking for the process first brings the thread's own count up
 * to date: Linux else gives that as of the last tick, up to 4 ms ago.
 */
export function threadMs(): number {
  process.cpuUsage();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
