// A story as the API gives it: nine outlets with one agency's words, and a denial.

const OUTLETS = ['Kestrel Courier', 'Evening Standard of Lind', 'Radio Lind', 'The Surveyor', 'Morning Telegraph', 'Halder Post', 'Vesby Times', 'Sund Daily', 'Orlen Echo'];

const attestation = (report, outlet, more) => ({
  report,
  row: 's1',
  outlet,
  agency: 'Northern Press Agency',
  speaker: 'Marta Veldkamp',
  say_so: [outlet, 'Northern Press Agency', 'Marta Veldkamp'],
  day: '2026-02-03',
  words: 'At least 14 people were killed when a dam burst in the Kestrel valley early on Tuesday',
  low: 14,
  best: 14,
  high: null,
  supports: true,
  ...more,
});

export const STORY = {
  story: 1,
  title: 'Dam breach above Orlen',
  first: '2026-02-03',
  last: '2026-02-06',
  outlets: 9,
  reports: OUTLETS.map((outlet, at) => ({
    report: at + 1,
    outlet,
    published: '2026-02-03',
    title: 'At least 14 dead after dam breach',
    copy_of: at > 0 && at < 5 ? 1 : null,
  })),
  claims: [
    {
      claim: 1,
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
      claim: 2,
      words: 'the dam was inspected in October',
      status: 'disputed',
      reasons: ['the water board says so', 'a contractor’s log says that it was cancelled'],
      reports: 2,
      publishers: 2,
      families: 2,
      origins: 1,
      attestations: [
        attestation(1, 'Kestrel Courier', { agency: null, speaker: 'Kestrel Water Board', say_so: ['Kestrel Courier', 'Kestrel Water Board'], words: 'it had been inspected in October', low: null, best: null }),
        attestation(4, 'The Surveyor', { agency: null, speaker: 'Ilse Brandt', say_so: ['The Surveyor', 'Ilse Brandt'], words: 'The inspection was never carried out', low: null, best: null, supports: false }),
      ],
    },
  ],
};
