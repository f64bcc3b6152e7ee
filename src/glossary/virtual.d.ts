declare module 'virtual:glossary/packedTerms' {
  const packed: import('../words/packed-terms.ts').PackedTerms;
  export default packed;
}
declare module 'virtual:glossary/otherTerms' {
  const packed: import('../words/packed-terms.ts').PackedTerms;
  export default packed;
}
declare module 'virtual:glossary/lexiconText' {
  const json: string;
  export default json;
}
declare module 'virtual:glossary/groups' {
  const groups: import('../words/term.ts').Group[];
  export default groups;
}
declare module 'virtual:glossary/entries' {
  const entries: Record<string, import('../words/term.ts').Entry>;
  export default entries;
}
declare module 'virtual:glossary/recap' {
  const recap: import('../words/term.ts').Recap;
  export default recap;
}
