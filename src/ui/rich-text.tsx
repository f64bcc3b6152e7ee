import type { ComponentChildren } from 'preact';
import type { Inline } from '../words/term.ts';
import { ExternalLink } from './external-link.tsx';

/** Prose of the glossary as text nodes and links; `term` says how a term in it looks (plain words if absent). */
export function RichText({
  inlines,
  term,
}: {
  inlines: Inline[];
  term?: (id: string, text: string) => ComponentChildren;
}) {
  return (
    <>
      {inlines.map(inline => {
        if (typeof inline === 'string') return inline;
        if ('url' in inline) return <ExternalLink url={inline.url}>{inline.text}</ExternalLink>;
        return term ? term(inline.term, inline.text) : inline.text;
      })}
    </>
  );
}
