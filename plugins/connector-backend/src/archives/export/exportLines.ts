import type { ArchiveLine } from '@backstage-connector/plugin-connector-common';
import type { Entity } from '@backstage/catalog-model';
import { createArchiveLine, lineProblem } from '../format';
import type { DatedEntity } from '../modifiedAt';
import type { CallersCatalog } from './CallersCatalog';
import type { Collection } from './types';

/**
 * The lines of an archive, read from the catalog as they are asked for.
 *
 * @param onLost - called for what is no longer there: it is left out.
 */
export async function* exportLines(
  { objects, uids }: Collection,
  options: {
    catalog: CallersCatalog;
    dateEntities(entities: readonly Entity[]): Promise<DatedEntity[]>;
    onLost(ref: string, error: string): void;
  },
): AsyncGenerator<ArchiveLine> {
  const { catalog, dateEntities, onLost } = options;
  let at = 0;
  for await (const page of catalog.byRefs(objects.map(({ ref }) => ref))) {
    const entities = page.flatMap(({ entity }) => entity ?? []);
    const dated = new Map(
      (await dateEntities(entities)).map(it => [it.entity, it]),
    );
    for (const { ref, entity } of page) {
      const { topLevel } = objects[at++];
      const date = entity && dated.get(entity);
      if (!date) {
        onLost(ref, 'left the catalog during the export');
        continue;
      }
      const line = createArchiveLine(date.entity, {
        modifiedAt: date.modifiedAt,
        topLevel,
        uidOf: it => uids.get(it),
      });
      const problem = lineProblem(line);
      if (problem === undefined) {
        yield line;
      } else {
        onLost(ref, `cannot be archived: ${problem}`);
      }
    }
  }
}
