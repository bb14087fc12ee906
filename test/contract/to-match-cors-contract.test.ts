import { expect, test } from '@jest/globals';
import request from 'supertest';
import type { CorsContract } from '../../src/index.js';
import { bothPolarities, passing } from '../support/both-polarities.js';
import { appWith, contract, kept } from './apps.js';

const given: CorsContract = contract;

test('an app that keeps the contract', async () => {
  const both = await bothPolarities(appWith(), (it) => it.toMatchCorsContract(given));
  expect(passing(both)).toBe('passes');
  expect(both[1].message).toMatchSnapshot();
});

test('one finding', async () => {
  const app = appWith({ ...kept, methods: ['GET', 'PUT', 'DELETE'] });
  const both = await bothPolarities(app, (it) => it.toMatchCorsContract(given));
  expect(passing(both)).toBe('.not');
  expect(both[0].message).toMatchSnapshot();
});

test('many findings', async () => {
  const app = appWith({ origin: true });
  const both = await bothPolarities(app, (it) => it.toMatchCorsContract(given));
  expect(passing(both)).toBe('.not');
  expect(both[0].message).toMatchSnapshot();
});

test('secrets are given, and not told', async () => {
  const options = { request: { headers: { authorization: 'Bearer t0ken' } } };
  const [{ message }] = await bothPolarities(appWith({ ...kept, exposedHeaders: [] }), (it) =>
    it.toMatchCorsContract(given, options),
  );
  expect(message).toContain('authorization: <redacted>');
  expect(message).not.toContain('t0ken');
});

test('misuse in both polarities', async () => {
  const faulty = { origins: '*', routes: [{ path: '/users', methods: ['get'] }] } as const;
  const both = await bothPolarities(appWith(), (it) => it.toMatchCorsContract(faulty));
  expect(passing(both)).toBe('neither');
  expect(both[0]).toMatchObject({ kind: 'misuse', code: 'invalid-contract' });
  expect(both.map(({ message }) => message)).toMatchSnapshot();
  const response = await request(appWith()).get('/public').set('Origin', 'https://app.example');
  const [said] = await bothPolarities(response, (it) => it.toMatchCorsContract(given));
  expect(said).toMatchObject({ kind: 'misuse', code: 'not-evidence' });
});
