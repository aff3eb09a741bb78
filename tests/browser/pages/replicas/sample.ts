/** What the replicas show: six comments by five generic people, two of them answers. */
export interface Sample {
  readonly n: number;
  readonly author: string;
  readonly handle: string;
  readonly text: string;
  /** RFC 3339. */
  readonly time: string;
  /** As social sites show it. */
  readonly ago: string;
  readonly parent?: number;
  readonly stars: number;
}

export const samples: readonly Sample[] = [
  {
    n: 1,
    author: 'Maria',
    handle: 'maria.s',
    text: 'How long is the wait on Mondays?\n\nI came twice.',
    time: '2026-11-20T08:15:00.000Z',
    ago: '2d',
    stars: 3,
  },
  {
    n: 2,
    author: 'Ahmet',
    handle: 'ahmet7',
    text: 'Same question here 🙋‍♀️',
    time: '2026-11-20T09:00:00.000Z',
    ago: '2d',
    parent: 1,
    stars: 4,
  },
  {
    n: 3,
    author: 'أمينة',
    handle: 'amina_b',
    text: 'شكرًا لكم على الرد السريع',
    time: '2026-11-20T10:30:00.000Z',
    ago: '2d',
    stars: 5,
  },
  {
    n: 4,
    author: 'Maria',
    handle: 'maria.s',
    text: 'And is there parking?',
    time: '2026-11-21T07:45:00.000Z',
    ago: '1d',
    stars: 3,
  },
  {
    n: 5,
    author: 'Li',
    handle: 'li_w',
    text: '停车场在后面吗?',
    time: '2026-11-21T12:00:00.000Z',
    ago: '1d',
    parent: 4,
    stars: 2,
  },
  {
    n: 6,
    author: 'Jonas',
    handle: 'jonas',
    text: 'Three hours & no news <b>at all</b>.',
    time: '2026-11-22T16:20:00.000Z',
    ago: '5h',
    stars: 1,
  },
];

export const tops = samples.filter((sample) => sample.parent === undefined);
export const answersTo = (n: number): readonly Sample[] =>
  samples.filter((sample) => sample.parent === n);

export function seconds(sample: Sample): number {
  return Date.parse(sample.time) / 1000;
}
