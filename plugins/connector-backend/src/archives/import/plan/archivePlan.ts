import {
  archiveOptionsSchema,
  archiveSelectionSchema,
  type Archive,
  type ArchivePlan,
  type ArchiveSelection,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import { z } from 'zod';

/** What a plan keeps of how it was made, among the settings of its run. */
export const planSettingsSchema = z.object({
  kind: z.enum(['import', 'undo']),
  archiveId: z.string().optional(),
  /** The catalog that the archive came from. */
  instance: z.string().optional(),
  undoes: z.string().optional(),
  /** As long as the plan may be made again of it. */
  selection: archiveSelectionSchema.optional(),
  chosen: z.number().optional(),
  options: archiveOptionsSchema.optional(),
  applicable: z.boolean(),
});

export type PlanSettings = z.infer<typeof planSettingsSchema>;

/** How many objects a selection chooses. */
export function countChosen(
  selection: ArchiveSelection,
  { topLevel }: Pick<Archive, 'topLevel'>,
): number {
  return selection.mode === 'only'
    ? new Set(selection.seqs).size
    : topLevel - new Set(selection.except).size;
}

/** A plan as the API shows it, from its run. */
export function archivePlan(
  run: Run,
  byRule: Readonly<Record<string, number>>,
): ArchivePlan {
  const settings = planSettingsSchema.parse(run.settings);
  const { instance: _, ...shown } = settings;
  const { report } = run;
  if (!report) {
    throw new TypeError(`The plan ${run.id} has no report`);
  }
  return {
    ...shown,
    id: run.id,
    createdAt: run.queuedAt,
    createdBy: run.requestedBy,
    byAction: report.byAction,
    byReason: report.byReason,
    byRule: { ...byRule },
    findings: report.findings,
  };
}
