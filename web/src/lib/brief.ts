// A story as Markdown: all that its page holds, for a desk's own notes.

import { correctors, counted, deniers, isOwn, numbers, outletOf, points, since, supporters, type Party, values } from './claims';
import { count, day, days, value } from './format';
import type { Claim, Story } from './types';

const plain = (words: string) => words.replaceAll(/([\\*_[\]<>#`|])/g, '\\$1').replaceAll(/\s+/g, ' ');

export function brief(story: Story, origin: string): string {
  const lines = [`# ${plain(story.title ?? `Story ${story.story}`)}`, ''];
  lines.push(`${count(story.timeline.length, 'report')}, ${days(story.first_day, story.last_day)}. ${origin}/stories/${story.story}`, '', '## Who says what', '');
  for (const claim of story.claims) lines.push(...told(claim, origin), '');
  lines.push('## Reports', '');
  for (const report of story.timeline) {
    const copy = report.copy_of === null ? '' : `, copy of report ${report.copy_of}`;
    lines.push(`- ${day(report.published)}, ${plain(outletOf(report))}: ${plain(report.title ?? `Report ${report.report}`)}${copy} (${report.url ?? `${origin}/reports/${report.report}`})`);
  }
  return `${lines.join('\n')}\n`;
}

function told(claim: Claim, origin: string): string[] {
  const thing = counted(claim);
  const now = values(claim);
  const head = thing && now !== null ? `${thing}: ${now}. ${claim.words}` : claim.words;
  const lines = [`### ${claim.status.toUpperCase()}: ${plain(head)}`, ''];
  const from = since(claim);
  lines.push(`${numbers(claim)}${from ? `, since ${day(from)}` : ''}. ${claim.reasons.map((reason) => `${plain(reason)}.`).join(' ')}`, '');
  const sides: [string, Party[]][] = [
    ['says so', supporters(claim)],
    ['DENIES it', deniers(claim)],
    ['took it back or mended it', correctors(claim)],
  ];
  for (const [verb, parties] of sides) {
    for (const party of parties) {
      for (const one of party.attestations) {
        const whose = isOwn(one) ? 'in its own voice' : `${plain(one.say_so.slice(1).join(' → ') || one.origin)}`;
        lines.push(`- **${plain(party.who)}** ${verb}: “${plain(one.words)}” (${plain(outletOf(one))}, ${day(one.published)}, ${whose}, ${origin}/reports/${one.report})`);
      }
    }
  }
  const series = points(claim);
  if (series.length > 1) lines.push('', `Through time: ${series.map((point) => `${day(point.day)} ${value(point)} (${plain(point.who)})`).join('; ')}`);
  return lines;
}
