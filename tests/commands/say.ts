/** Runs a command; what stops it is said in its own words, without where in our code it was met. */
export async function sayErrors(command: () => Promise<void> | void): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
