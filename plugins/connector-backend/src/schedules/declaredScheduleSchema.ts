import { scheduleDefinitionSchema } from '@backstage-connector/plugin-connector-common';
import { definitionProblem } from './definitionProblem';

/** The `schedule` of a connection in app-config. */
export const declaredScheduleSchema = scheduleDefinitionSchema
  .strict()
  .superRefine((definition, context) => {
    const found = definitionProblem(definition);
    if (found) {
      context.addIssue({
        code: 'custom',
        path: found.field.split('.'),
        message: found.problem,
      });
    }
  });
