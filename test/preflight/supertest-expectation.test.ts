import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import { gzipSync } from 'node:zlib';
import { preflight, type PreflightBuilder } from '../../src/preflight/preflight-builder.js';
import { failureOf } from '../support/failure-of.js';

const page = 'https://app.example';

function answering(handler: RequestHandler): PreflightBuilder {
  const app: Express = express()
    .use(cors({ origin: page, preflightContinue: true }))
    .use(handler);
  return preflight(app, '/users').from(page).requestMethod('PUT');
}

const empty = answering((_, res) => void res.sendStatus(204));
const text = answering((_, res) => void res.set('X-Count', '7').send('ready: yes'));
const json = answering((_, res) => void res.status(202).json({ methods: ['GET', 'PUT'] }));
const secret = answering((_, res) => void res.set('Set-Cookie', 'sid=s3cret').sendStatus(200));
const zipped = answering((_, res) => {
  res.set({ 'Content-Encoding': 'gzip', 'Content-Type': 'text/plain' }).end(gzipSync('small'));
});
const chunked = answering((_, res) => {
  res.set('Content-Type', 'text/plain').write('one, ');
  setTimeout(() => res.end('two'), 20);
});

const isReady = (response: { text: string }): void => {
  if (!response.text.includes('ready')) throw new Error('not ready');
};

describe('what supertest takes', () => {
  test.each<[what: string, builder: PreflightBuilder]>([
    ['a status', empty.expect(204)],
    ['several statuses', empty.expect([200, 204])],
    ['a status and a text', text.expect(200, 'ready: yes')],
    ['a status and an object', json.expect(202, { methods: ['GET', 'PUT'] })],
    ['a text', text.expect('ready: yes')],
    ['a RegExp of the text', text.expect(/^ready/)],
    ['an object', json.expect({ methods: ['GET', 'PUT'] })],
    ['a field', text.expect('Access-Control-Allow-Origin', page)],
    ['a field and a RegExp', json.expect('content-type', /json/)],
    ['a field and a number', text.expect('x-count', 7)],
    ['a function', text.expect(isReady)],
    ['a function that waits', text.expect(async (response) => Promise.resolve(isReady(response)))],
    ['a compressed body', zipped.expect('small')],
    ['a body that comes in parts', chunked.expect('one, two')],
    [
      'several, among our own',
      json
        .expect(202)
        .expectAllowed()
        .expect('vary', /Origin/)
        .expect(/methods/),
    ],
    [
      "a function of supertest's response",
      json.expect((response) => {
        expect(response.body).toEqual({ methods: ['GET', 'PUT'] });
        expect(response.get('content-type')).toBe('application/json; charset=utf-8');
      }),
    ],
    ['a status that is an error', answering((_, res) => void res.status(404).send('no')).expect(404, 'no')],
    [
      'a redirect',
      answering((_, res) => void res.redirect('/login'))
        .expect(302)
        .expect('location', '/login'),
    ],
  ])('%s', async (_, builder) => {
    expect((await builder).exchanges).toHaveLength(1);
  });
});

test.each<[what: string, builder: PreflightBuilder]>([
  ['a status', empty.expect(200)],
  ['several statuses', empty.expect([200, 201])],
  ['a status and a text', text.expect(200, 'ready: no')],
  ['an object', json.expect({ methods: ['GET'] })],
  ['a RegExp of the text', text.expect(/^no/)],
  ['a field that is not there', empty.expect('X-Count', '7')],
  ['a field with another value', text.expect('X-Count', '8')],
  ['a field and a RegExp', text.expect('X-Count', /8/)],
  ['a function that throws', empty.expect(isReady)],
  ['a function that returns an error', empty.expect(() => new Error('not so'))],
  ['a function that rejects', empty.expect(async () => Promise.reject(new Error('not in time')))],
  ['a secret, which is not shown', secret.expect('Set-Cookie', 'sid=other')],
  ['a secret under expectHeader', secret.expectHeader('set-cookie', 'sid=other')],
  ['all at once', json.expect(204).expectAllowed().expectStatus(200).expect('Vary', '*').expect('')],
])('what does not hold, in the words of supertest: %s', async (_, builder) => {
  const message = await failureOf(Promise.resolve(builder));
  expect(/Not as expected:.*?(?=\n\n)/s.exec(message)?.[0]).toMatchSnapshot();
});

const never = answering((_, res) => {
  res.writeHead(200).write('a');
});
const broken = answering((_, res) => {
  res.writeHead(200, { 'Content-Length': '10' }).write('a');
  setTimeout(() => res.destroy(), 20);
});
const large = answering((_, res) => void res.send('x'.repeat(1024 * 1024 + 1)));

test.each([
  ['never ends', never.timeout(200).expect(200)],
  ['is cut short', broken.expect(200)],
  ['is longer than 1 MiB', large.expect(200)],
])('a body that %s is no evidence for expect(…), and no matter for the others', async (_, builder) => {
  expect(await failureOf(Promise.resolve(builder))).toMatchSnapshot();
});

test('without expect(…) no body is waited for', async () => {
  expect((await never.timeout(2_000).expectStatus(200).expectAllowed()).allowed).toBe(true);
});

test.each([
  ['nothing', () => empty.expect(undefined)],
  ['a callback', () => empty.expect(204, () => undefined)],
  ['a callback behind a field', () => empty.expect('vary', (() => undefined) as never)],
  ['too many', () => (empty.expect as (...all: unknown[]) => unknown).call(empty, 'vary', 'Origin', 1)],
  ['an object and something', () => (empty.expect as (...all: unknown[]) => unknown).call(empty, {}, 1)],
  ['no status', () => empty.expect(2)],
  ['no value of a field', () => empty.expect('vary', {} as never)],
])('misuse, at once: %s', (_, build) => {
  expect(build).toThrowErrorMatchingSnapshot();
});
