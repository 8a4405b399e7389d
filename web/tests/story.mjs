// A story as the API gives it: nine outlets with one agency's words, and a denial.

const OUTLETS = ['Kestrel Courier', 'Evening Standard of Lind', 'Radio Lind', 'The Surveyor', 'Morning Telegraph', 'Halder Post', 'Vesby Times', 'Sund Daily', 'Orlen Echo'];

const attestation = (report, outlet, more) => ({
  report,
  outlet,
  published: '2026-02-03',
  role: 'supports',
  origin: 'Marta Veldkamp',
  rule: 'speaker',
  counts: true,
  say_so: [outlet, 'Northern Press Agency', 'Marta Veldkamp'],
  words: 'At least 14 people were killed when a dam burst in the Kestrel valley early on Tuesday',
  span: [0, 86],
  statement: 's1',
  figure: null,
  value: 'At least 14',
  value_low: 14,
  value_high: null,
  ...more,
});

export const STORY = {
  story: 1,
  title: 'Dam breach above Orlen',
  first_day: '2026-02-03',
  last_day: '2026-02-06',
  reports: 9,
  timeline: OUTLETS.map((outlet, at) => ({
    report: at + 1,
    outlet,
    published: '2026-02-03',
    title: 'At least 14 dead after dam breach',
    url: null,
    agencies: [],
    copy_of: at > 0 && at < 5 ? 1 : null,
    revises: null,
    likeness: 1,
  })),
  claims: [
    {
      claim: '1.1',
      story: 1,
      kind: 'figure',
      words: 'at least 14 people were killed',
      status: 'single source',
      reasons: ['all nine have it from the Northern Press Agency, which has it from Marta Veldkamp'],
      reports: 9,
      publishers: 9,
      families: 7,
      origins: 1,
      attestations: OUTLETS.map((outlet, at) => attestation(at + 1, outlet)),
    },
    {
      claim: '1.2',
      story: 1,
      kind: 'happening',
      words: 'the dam was inspected in October',
      status: 'disputed',
      reasons: ['the water board says so', 'a contractor’s log says that it was cancelled'],
      reports: 2,
      publishers: 2,
      families: 2,
      origins: 1,
      attestations: [
        attestation(1, 'Kestrel Courier', { origin: 'Kestrel Water Board', say_so: ['Kestrel Courier', 'Kestrel Water Board'], words: 'it had been inspected in October', value: null }),
        attestation(4, 'The Surveyor', { role: 'denies', origin: 'Ilse Brandt', say_so: ['The Surveyor', 'Ilse Brandt'], words: 'The inspection was never carried out', value: null }),
      ],
    },
  ],
};
