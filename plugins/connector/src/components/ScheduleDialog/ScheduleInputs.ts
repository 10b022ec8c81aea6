import type { ScheduleDraft } from '../../schedule/draft';
import type { ScheduleProblems } from '../../schedule/problems';

/** What each input of the form is given. */
export interface ScheduleInputs {
  readonly draft: ScheduleDraft;
  readonly problems: ScheduleProblems;
  readonly disabled: boolean;
  onChange(changed: Partial<ScheduleDraft>): void;
}
