import type { Rule } from '../types';
import {
  awaited,
  flaggedBefore,
  kept,
  markedAbsent,
  notObserved,
  outOfScope,
  removed,
  removedBefore,
} from './absence';
import { duplicateInSource, heldByConnection, heldInCatalog } from './conflict';
import {
  changed,
  created,
  createdAgain,
  renamed,
  restored,
  unchanged,
} from './identity';
import { invalidEntity } from './schema';

/**
 * The order: the first rule that answers decides. The last rule on each kind of
 * subject answers always.
 */
export const rules: readonly Rule[] = [
  duplicateInSource,
  unchanged,
  heldByConnection,
  heldInCatalog,
  invalidEntity,
  created,
  createdAgain,
  restored,
  renamed,
  changed,

  notObserved,
  outOfScope,
  removedBefore,
  kept,
  awaited,
  removed,
  flaggedBefore,
  markedAbsent,
];
