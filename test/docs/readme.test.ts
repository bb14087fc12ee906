import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import cors from 'cors';
import express from 'express';
import { edition } from '../../src/index.js';
import { corsMatchers } from '../../src/index.js';
import { failureOf } from '../support/failure-of.js';

const root = join(__dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('the failing output README opens with is what the assertion above it says', async () => {
  const app = express();
  app.use(function requireAuth(req, res, next) {
    if (req.get('authorization') === undefined) res.sendStatus(401);
    else next();
  });
  app
    .use(cors({ methods: ['GET'], allowedHeaders: ['Content-Type'] }))
    .put('/users', (_, res) => void res.json({}));
  const message = await failureOf(
    expect(app).toAllowOrigin('https://app.example', {
      path: '/users',
      method: 'PUT',
      json: { name: 'Ada' },
      headers: { authorization: 'Bearer t0ken' },
    }),
  );
  // In the file of a reader's own app.
  const shown = message.replace('test/docs/readme.test.ts:…', 'src/auth.ts:12');
  expect(readme).toContain(`\`\`\`text\n${shown}\n\`\`\``);
});

test('README names every matcher and the pinned edition of the Standard', () => {
  for (const name of Object.keys(corsMatchers)) expect(readme).toContain(`| \`${name}(`);
  expect(readme).toContain(edition.commit);
});

test('README is no longer than 250 lines, and its links lead somewhere', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(250);
  const links = [...readme.matchAll(/\]\(((?!https?:)[^)#]+)\)/g)].map((match) => match[1] ?? '');
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(readFileSync(join(root, link), 'utf8')).not.toBe('');
});
