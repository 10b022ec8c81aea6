import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { connectorTranslationRef } from '../translation';

type Messages = (typeof connectorTranslationRef)['T'];

/** The key of a text without the form of its number. */
type Stem<K> = K extends `${infer S}_${'one' | 'other'}` ? S : K;

/** What stands in double braces in a text. */
type Named<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Named<Rest>
  : never;

type Names = { [K in keyof Messages as Stem<K>]: Named<Messages[K]> };

type Values<Name extends string> = [Name] extends [never]
  ? []
  : [values: { [N in Name]: N extends 'count' ? number : string }];

/**
 * What {@link useT} gives, for functions that make sentences. Says the same of
 * keys and values as Backstage's own type, which takes the compiler minutes for
 * so many texts.
 */
export type Translate = <K extends keyof Names>(
  key: K,
  ...values: Values<Names[K]>
) => string;

/** The texts of the plugin in the person's language. */
export function useT(): Translate {
  return useTranslationRef(connectorTranslationRef).t as unknown as Translate;
}
