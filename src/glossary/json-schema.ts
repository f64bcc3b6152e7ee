import { toJsonSchema } from '@valibot/to-json-schema';
import { entrySchema } from './entry-file.ts';

/** The front matter of a term's file as JSON Schema, for editors that complete and check as one writes. */
export const entryJsonSchema = (): object => ({
  title: 'A term of the glossary',
  // What only code can check (an https address, the order of dates) is left to `npm test`.
  ...toJsonSchema(entrySchema, { typeMode: 'input', errorMode: 'ignore' }),
});
