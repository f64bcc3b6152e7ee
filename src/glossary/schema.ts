import * as v from 'valibot';

/** Text that says something. */
export const words = v.pipe(v.string('must be text'), v.trim(), v.nonEmpty('is empty'));

/** An address that a card may link to. */
export const httpsUrl = v.pipe(words, v.check(isHttps, 'must be an https address'));

export function isHttps(url: string): boolean {
  return URL.parse(url)?.protocol === 'https:';
}
