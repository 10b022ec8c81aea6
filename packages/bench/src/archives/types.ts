/** How many objects a task has treated: all must agree. */
export interface Objects {
  readonly objects: number;
}
