/** The forms to look for, and one regular expression of all of them; put in when the contenders are built. */
declare const FORMS: string[];
declare const PATTERN: string;

declare module 'mark.js' {
  interface Options {
    accuracy?: 'partially' | 'complementary' | 'exactly';
    separateWordSearch?: boolean;
  }
  class Mark {
    constructor(root: Element);
    mark(words: string[], options?: Options): void;
    markRegExp(pattern: RegExp, options?: Options): void;
  }
  // biome-ignore lint/style/noDefaultExport: that is how the package offers it
  export default Mark;
}

declare module 'findandreplacedomtext' {
  interface Options {
    find: RegExp;
    wrap: string;
    preset?: 'prose';
  }
  const findAndReplaceDOMText: (root: Element, options: Options) => void;
  // biome-ignore lint/style/noDefaultExport: that is how the package offers it
  export default findAndReplaceDOMText;
}
