import * as v from 'valibot';

/** Text that says something. */
export const words = v.pipe(v.string('must be text'), v.trim(), v.nonEmpty('is empty'));

/** An address that a card may link to. */
export const httpsUrl = v.pipe(words, v.check(isHttps, 'must be an https address'));

/** A year, a month or a day; YAML reads a bare year as a number. */
export const isoDate = v.pipe(
  v.union([v.string(), v.number()], 'must be a date'),
  v.transform(String),
  v.regex(/^20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'must be 2022, 2022-05 or 2022-05-16'),
);

export function isHttps(url: string): boolean {
  return URL.parse(url)?.protocol === 'https:';
}
