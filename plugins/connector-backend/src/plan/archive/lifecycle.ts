import type { Subject } from './rule';
import type { LifecycleModel } from './types';

/** The state an object gets where a lifecycle model is in effect (AR-50). */
export interface StateHere {
  readonly model: LifecycleModel;
  readonly state: string;
  readonly kept: boolean;
}

/** Without a model in effect the state is plain data, and stays as it is. */
export function stateHere({
  object,
  policy,
  basis,
}: Pick<Subject, 'object' | 'policy' | 'basis'>): StateHere | undefined {
  const model = basis.lifecycleModel(object.kind, object.type);
  if (model === undefined) {
    return undefined;
  }
  const { lifecycle } = object;
  const kept =
    policy.keepLifecycleState &&
    model.active &&
    lifecycle !== undefined &&
    model.states.some(({ name }) => name === lifecycle);
  return { model, state: kept ? lifecycle : model.initial, kept };
}

/** The portal that alone may have the state, where the model names one (AR-51). */
export function stageOf(
  model: LifecycleModel,
  state: string | undefined,
): string | undefined {
  return model.states.find(({ name }) => name === state)?.stage;
}
