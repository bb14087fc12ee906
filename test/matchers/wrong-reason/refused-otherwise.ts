import cors from 'cors';
import express from 'express';
import { always, answers401, listing, sets, withUsers } from './apps.js';
import { page, type Row, stranger } from './row.js';

const get = { origin: page, path: '/users' };
const everybody = { origin: true, credentials: true } as const;

/**
 * The page does not get its answer, but would not from any origin: neither rejected nor, under `.not`, a proof that it
 * is not allowed.
 */
export const refusedOtherwise = {
  'a method that is not listed': {
    subject: () => listing({ methods: ['GET'] }),
    request: { ...get, method: 'DELETE' },
    otherReason: true,
    // Whether it varies is told by the preflight, refused or not: cors sets Vary. The pages of toAllowAnyOrigin are
    // others, and kept out by their origin, as credentials are by theirs.
    passes: ['toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toAllowMethods', 'toBeReadable'],
  },
  'every origin is reflected, but DELETE is not listed': {
    subject: () => listing({ ...everybody, methods: ['GET', 'PUT'] }),
    request: { origin: stranger, path: '/users', method: 'DELETE' },
    otherReason: true,
    // The stranger is as welcome as anybody: nothing but the method is refused.
    passes: ['toVaryOnOrigin', 'toBeBlocked'],
    not: ['toHandlePreflight', 'toAllowMethods', 'toBeReadable'],
  },
  'a header that is not listed': {
    subject: () => listing({ ...everybody, allowedHeaders: ['content-type'] }),
    request: { ...get, headers: { 'x-tenant': '1' } },
    otherReason: true,
    // Asked with that header, DELETE is refused for the header: nothing is known of DELETE.
    passes: ['toVaryOnOrigin', 'toBeBlocked'],
    not: ['toHandlePreflight', 'toAllowHeaders', 'toBeReadable'],
  },
  'patch in lower case': {
    subject: () => listing({ ...everybody, methods: ['PATCH'] }),
    request: { ...get, method: 'patch' },
    otherReason: true,
    // fetch() normalizes put and delete, and not patch: the list has another method.
    passes: ['toVaryOnOrigin', 'toBeBlocked'],
    not: ['toHandlePreflight', 'toAllowMethods', 'toBeReadable'],
  },
  'Allow-Methods: * with credentials': {
    subject: () =>
      sets({
        'Access-Control-Allow-Origin': page,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Allow-Methods': '*',
        'Access-Control-Allow-Headers': '*',
      }),
    request: { ...get, method: 'PUT', credentials: 'include' },
    otherReason: true,
    // With credentials * is a method of that name. The credentials themselves are allowed, so that PUT is refused says
    // nothing about them.
    passes: ['toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowAnyOrigin', 'toHandlePreflight', 'toAllowMethods', 'toBeReadable'],
  },
  'Allow-Headers: * with credentials': {
    subject: () =>
      sets({
        'Access-Control-Allow-Origin': page,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Allow-Methods': 'GET, DELETE',
        'Access-Control-Allow-Headers': '*',
      }),
    request: { ...get, headers: { 'x-tenant': '1' }, credentials: 'include' },
    otherReason: true,
    // DELETE is listed, but not asked without the header that is refused.
    passes: ['toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowAnyOrigin', 'toHandlePreflight', 'toAllowHeaders', 'toBeReadable'],
  },
  'JSON, and Content-Type is not listed': {
    subject: () => listing({ ...everybody, allowedHeaders: ['x-tenant'] }),
    request: { ...get, method: 'POST', json: {} },
    otherReason: true,
    // X-Tenant is listed, so it is not refused; a JSON request with it is not sent either, so it is not allowed.
    passes: ['toVaryOnOrigin', 'toBeBlocked'],
    not: ['toHandlePreflight', 'toBeReadable'],
  },
  'Allow-Methods that is not a list': {
    subject: () =>
      sets({ 'Access-Control-Allow-Origin': page, 'Access-Control-Allow-Methods': 'GET PUT DELETE' }),
    request: { ...get, method: 'PUT' },
    otherReason: true,
    // No method is missing from the list: there is not a list. Other pages, and credentials, do meet an origin rule.
    passes: ['toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'authentication behind cors answers the preflight with 401': {
    subject: () => withUsers(express().use(cors({ ...everybody, preflightContinue: true }), answers401)),
    request: { ...get, method: 'PUT' },
    otherReason: true,
    // Allow-Origin is right, with credentials, too; the status is not.
    passes: ['toVaryOnOrigin', 'toBeBlocked'],
    not: ['toHandlePreflight', 'toBeReadable'],
  },
  'a preflight that is redirected, CORS headers and all': {
    subject: () =>
      always(308, {
        'Access-Control-Allow-Origin': page,
        'Access-Control-Allow-Methods': 'PUT, DELETE',
        Location: '/users/',
      }),
    request: { ...get, method: 'PUT' },
    otherReason: true,
    passes: ['toVaryOnOrigin', 'toBeBlocked'],
    not: ['toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
  'a redirect loop': {
    subject: () =>
      express().use(cors({ ...everybody }), (_, res) => {
        res.redirect('/users');
      }),
    otherReason: true,
    // The preflight is cors's and right. Of the answers to a GET the last is the twenty-first redirect.
    passes: ['toHandlePreflight', 'toAllowMethods', 'toAllowHeaders', 'toVaryOnOrigin', 'toBeBlocked'],
    not: ['toCachePreflightFor', 'toBeReadable'],
  },
  'a redirect to what is no URL': {
    subject: () =>
      express().use(
        cors({ ...everybody }),
        (_, res) => void res.status(302).set('Location', 'http://').end(),
      ),
    otherReason: true,
    passes: ['toHandlePreflight', 'toAllowMethods', 'toAllowHeaders', 'toVaryOnOrigin', 'toBeBlocked'],
    not: ['toCachePreflightFor', 'toBeReadable'],
  },
  'a redirect the page refuses to follow': {
    subject: () =>
      express().use(cors({ ...everybody }), (_, res) => {
        res.redirect('/users');
      }),
    request: { ...get, redirect: 'error' },
    otherReason: true,
    passes: ['toHandlePreflight', 'toAllowMethods', 'toAllowHeaders', 'toVaryOnOrigin', 'toBeBlocked'],
    not: ['toCachePreflightFor', 'toBeReadable'],
  },
  'an http API under an https page': {
    subject: () => listing(everybody),
    request: { ...get, servedAt: 'http://api.example' },
    otherReason: true,
    // Mixed content: nothing is sent at all, no preflight either.
    passes: ['toBeBlocked'],
    not: ['toHandlePreflight', 'toBeReadable'],
  },
  'a control origin that is kept out as well': {
    subject: () => listing({ origin: ['https://other.example'] }),
    request: { ...get, control: 'https://admin.example' },
    otherReason: true,
    // Only toAllowOrigin and toRejectOrigin ask for the control.
    passes: ['toBeBlocked'],
    not: ['toAllowAnyOrigin', 'toAllowCredentials', 'toHandlePreflight', 'toBeReadable'],
  },
} satisfies Record<string, Row>;
