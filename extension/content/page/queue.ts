/**
 * Work in slices the page does not feel. Observers only add jobs; jobs run later, a few
 * milliseconds at a time: the urgent ones (a comment just came into view) in the next task, the
 * rest when the browser is idle.
 */

/** Longest slice, in milliseconds: a quarter of a frame. */
const SLICE = 4;
/** Idle work is started after this many milliseconds even on a busy page. */
const PATIENCE = 150;

export type Job = () => void;

export class WorkQueue {
  private readonly urgent: Job[] = [];
  private readonly idle: Job[] = [];
  private readonly channel = new MessageChannel();
  /** Ends the walks under way. */
  private readonly walks = new Set<() => void>();
  private urgentPending = false;
  private idleHandle: number | null = null;
  private ended = false;

  /** `afterSlice` runs at the end of each slice that did something. */
  constructor(private readonly afterSlice: () => void) {
    this.channel.port1.onmessage = (): void => {
      this.urgentPending = false;
      this.run(this.urgent);
    };
  }

  soon(job: Job): void {
    if (this.stopped) return;
    this.urgent.push(job);
    this.schedule();
  }

  whenIdle(job: Job): void {
    if (this.stopped) return;
    this.idle.push(job);
    this.schedule();
  }

  /**
   * Takes steps one by one, each a job of its own for idle time. `done` is told null when the queue
   * is stopped before their end; where it was stopped already all are taken at once, for then there
   * is next to nothing to be done.
   */
  walk<T>(steps: Generator<void, T>, done: (result: T | null) => void): void {
    if (this.stopped) {
      let step = steps.next();
      while (step.done !== true) step = steps.next();
      done(step.value);
      return;
    }
    const cut = (): void => done(null);
    const next = (): void => {
      const step = steps.next();
      if (step.done !== true) this.whenIdle(next);
      else if (this.walks.delete(cut)) done(step.value);
    };
    this.walks.add(cut);
    this.whenIdle(next);
  }

  get stopped(): boolean {
    return this.ended;
  }

  get empty(): boolean {
    return this.urgent.length === 0 && this.idle.length === 0;
  }

  /** Does everything at once; for callers that cannot wait. */
  drain(): void {
    while (!this.stopped && !this.empty) (this.urgent.shift() ?? this.idle.shift())?.();
    this.afterSlice();
  }

  stop(): void {
    this.ended = true;
    this.urgent.length = 0;
    this.idle.length = 0;
    this.channel.port1.close();
    if (this.idleHandle !== null) cancelIdleCallback(this.idleHandle);
    const walks = [...this.walks];
    this.walks.clear();
    for (const cut of walks) cut();
  }

  private schedule(): void {
    if (this.urgent.length > 0 && !this.urgentPending) {
      this.urgentPending = true;
      this.channel.port2.postMessage(null);
    }
    if (this.idle.length > 0 && this.idleHandle === null) {
      this.idleHandle = requestIdleCallback(
        () => {
          this.idleHandle = null;
          this.run(this.idle);
        },
        { timeout: PATIENCE },
      );
    }
  }

  private run(jobs: Job[]): void {
    if (this.stopped) return;
    const start = performance.now();
    let done = 0;
    try {
      while (done < jobs.length && performance.now() - start < SLICE) {
        done += 1;
        jobs[done - 1]?.();
      }
    } finally {
      jobs.splice(0, done);
      if (!this.stopped) {
        this.afterSlice();
        this.schedule();
      }
    }
  }
}
