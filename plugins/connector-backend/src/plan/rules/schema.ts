import { invalidity } from '../validity';
import { mappedRule } from './rule';

/** The catalog would drop an invalid entity without a word. */
export const invalidEntity = mappedRule('invalid entity', ({ entity }) => {
  const error = invalidity(entity);
  return error === undefined
    ? undefined
    : { action: 'reject', reason: 'schema.invalid-entity', facts: { error } };
});
