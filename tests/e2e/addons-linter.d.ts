/** The part of Mozilla's linter that is used here; it comes without types. */
declare module 'addons-linter' {
  interface Linter {
    run(): Promise<Record<'errors' | 'warnings' | 'notices', unknown[]>>;
  }
  export function createInstance(options: { config: Record<string, unknown>; runAsBinary: boolean }): Linter;
}
