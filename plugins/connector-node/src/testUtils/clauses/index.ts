import type { Clause } from '../clause';
import { checkClauses } from './check';
import { declarationClauses } from './declaration';
import { extractClauses } from './extract';
import { pipelineClauses } from './pipeline';
import { safetyClauses } from './safety';

/** The whole contract. @public */
export const contractClauses: readonly Clause[] = [
  ...declarationClauses,
  ...checkClauses,
  ...extractClauses,
  ...safetyClauses,
  ...pipelineClauses,
];
