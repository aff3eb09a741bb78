import { Purse } from './purse';
import type { WorkQueue } from './queue';

/** Comments that were scrolled past are read in so small a share of the time, now and then. */
const SHARE = 0.005;
/** Between two times; milliseconds. */
const EVERY = 1000;

/** Comments that were near while the moderator scrolled too fast to read; they are read little by little. */
export class Passed {
  private readonly items = new Set<Element>();
  private readonly purse = new Purse(SHARE);
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly queue: WorkQueue,
    private readonly scene: { isFlying(): boolean; read(item: Element): void },
  ) {}

  add(item: Element): void {
    this.items.add(item);
  }

  delete(item: Element): void {
    this.items.delete(item);
  }

  /** Takes out those that fit. */
  take(fits: (item: Element) => boolean): Element[] {
    const taken = [...this.items].filter(fits);
    for (const item of taken) this.items.delete(item);
    return taken;
  }

  /** Reads some of them after a while, and goes on until none is left. */
  readOn(): void {
    if (this.items.size === 0 || this.timer !== null) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.queue.whenIdle(() => {
        for (const item of this.items) {
          if (this.scene.isFlying() || !this.purse.has()) break;
          this.items.delete(item);
          this.purse.spend(() => this.scene.read(item));
        }
        this.readOn();
      });
    }, EVERY);
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.items.clear();
  }
}
