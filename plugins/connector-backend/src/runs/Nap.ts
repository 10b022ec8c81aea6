/** A sleep that anybody may end early. */
export class Nap {
  readonly over: Promise<void>;

  #end: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    this.over = new Promise(resolve => {
      this.#end = resolve;
    });
  }

  /** Sleeps from now on for so long, unless it has been ended already. */
  sleep(milliseconds: number): Promise<void> {
    this.#timer = setTimeout(this.#end, Math.max(0, milliseconds));
    return this.over.finally(() => clearTimeout(this.#timer));
  }

  end(): void {
    this.#end();
  }
}
