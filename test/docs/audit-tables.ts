import { familyTexts } from '../../src/audit/catalogue/families.js';
import { ruleTexts } from '../../src/audit/catalogue/rules.js';
import {
  defaultFamilies,
  type HostileFamily,
  type HostileOrigin,
  neverSentFamilies,
  optInFamilies,
} from '../../src/audit/hostile-origin.js';
import { hostileOrigins } from '../../src/audit/hostile-origins.js';
import { unstable } from '../../src/audit/audit.js';
import { responseRules } from '../../src/audit/rules/index.js';

/** Trusted lists that together show every family. */
const examples: readonly (string | readonly string[])[] = [
  'https://example.com',
  'https://app.example.com',
  'https://myapp.vercel.app',
  'http://localhost:3000',
  'http://192.168.1.10',
  ['https://foo.com', 'https://bar.com'],
  ['https://example.com', 'http://localhost:3000'],
];

const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

/** For each family: an example, who can have it, what lets it in, what to write instead. */
export function familiesList(): string {
  return [...defaultFamilies, ...optInFamilies, ...neverSentFamilies]
    .map((family) => {
      const { trusted, origin, owner, sentBy, severity } = exampleOf(family);
      const { likelyCode, fix } = familyTexts[family];
      const who = `${owner}, sent by ${sentBy.replaceAll('-', ' ')}, ${severity.withCredentials} with credentials and ${severity.withoutCredentials} without`;
      return [
        `**\`${family}\`**: ${code(trusted)} → ${code(origin)} (${who})`,
        `- Allowed by: ${code(likelyCode)}`,
        `- Fix: ${fix}`,
      ].join('\n');
    })
    .join('\n\n');
}

function exampleOf(family: HostileFamily): HostileOrigin & { readonly trusted: string } {
  for (const trusted of examples) {
    const all = hostileOrigins(trusted, { include: optInFamilies, neverSent: true });
    const found = all.find((one) => one.family === family);
    if (found !== undefined) return { ...found, trusted: [trusted].flat().join(', ') };
  }
  throw new Error(`no example of ${family}`);
}

/** For each rule about answers its level and what to do. */
export function rulesTable(): string {
  const rows = [...responseRules, unstable].map(
    ({ id, level }) => `| \`${id}\` | ${level} | ${ruleTexts[id].fix} |`,
  );
  return ['| rule | level | fix |', '| --- | --- | --- |', ...rows].join('\n');
}
