import { displayNames } from '../browser/browser-name.js';
import { initiators } from '../request/initiators.js';
import type { Option } from './command.js';

/** What every command takes. */
export const commonOptions: Readonly<Record<string, Option>> = {
  help: { type: 'boolean', short: 'h', help: 'Shows this text' },
  version: { type: 'boolean', help: 'Shows the version' },
};

const browserNames = Object.keys(displayNames);
const initiatorNames = ['fetch', ...Object.keys(initiators)];

/** Of every command that sends requests. */
export const targetOptions: Readonly<Record<string, Option>> = {
  ca: { type: 'string', value: 'FILE', help: 'Trusts this certificate authority (PEM), and no other' },
  'served-at': { type: 'string', value: 'URL', help: 'The public origin the app is deployed at' },
  timeout: { type: 'string', value: 'MS', help: 'Milliseconds to wait. Default 4000' },
  reveal: { type: 'boolean', help: 'Shows secrets, which are left out otherwise' },
};

export const verboseOption: Readonly<Record<string, Option>> = {
  verbose: { type: 'boolean', help: 'Shows every exchange with all its headers' },
};

export const jsonOption: Readonly<Record<string, Option>> = {
  json: { type: 'boolean', help: 'Writes the data, and nothing else, to stdout' },
};

export const remoteOption: Readonly<Record<string, Option>> = {
  'allow-remote': { type: 'boolean', help: 'Sends the requests to a server that is not this machine' },
};

export const headerOption: Readonly<Record<string, Option>> = {
  header: {
    type: 'string',
    short: 'H',
    value: "'NAME: VALUE'",
    isList: true,
    help: 'A request header that the page sets',
  },
};

export const browserOption: Readonly<Record<string, Option>> = {
  browser: {
    type: 'string',
    value: 'NAME',
    isList: true,
    oneOf: browserNames,
    help: `${browserNames.join(', ')}. Default the first three`,
  },
};

/** What a page asks for. */
export const requestOptions: Readonly<Record<string, Option>> = {
  path: { type: 'string', value: 'PATH', help: 'Where, from the root of the target. Default /' },
  method: { type: 'string', short: 'X', value: 'METHOD', help: 'Default GET' },
  ...headerOption,
  data: { type: 'string', value: 'TEXT', help: 'The body, as text' },
  'json-body': { type: 'string', value: 'JSON', help: 'The body, as JSON with its content type' },
  cookie: {
    type: 'string',
    value: "'NAME=VALUE'",
    help: 'Cookies the browser has for the target; with --credentials include',
  },
  credentials: {
    type: 'string',
    value: 'MODE',
    oneOf: ['omit', 'same-origin', 'include'],
    help: 'omit, same-origin or include, as fetch(). Default same-origin',
  },
  initiator: {
    type: 'string',
    value: 'KIND',
    oneOf: initiatorNames,
    help: 'What makes the request, such as xhr, image, font or eventsource. Default fetch',
  },
  status: { type: 'string', value: 'STATUS', help: 'The status the response must have: 401, 4xx' },
};

export const sendOption: Readonly<Record<string, Option>> = {
  send: {
    type: 'boolean',
    help: 'Sends unsafe methods (POST, PUT, DELETE …), which are judged by their preflight otherwise',
  },
};
