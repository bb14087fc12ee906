import { extractTokens } from '../../standard/extract-header-list-values.js';
import { get } from '../../standard/header-list.js';
import { culpritOf, eventsOf, type Facts, headerOf, isSilent, styleIn } from '../facts.js';
import type { CorsSettings } from '../remedy/remedy.js';
import type { Finding } from '../cause.js';
import { describeEvent } from './app-layers.js';
import { certain, type Entry } from './entry.js';
import { changed } from './places.js';

const allowMethods = 'Access-Control-Allow-Methods';
const allowHeaders = 'Access-Control-Allow-Headers';

type ListName = typeof allowMethods | typeof allowHeaders;

function nameRefused({ outcome }: Facts): ListName | undefined {
  if (outcome.code === 'MethodDisallowedByPreflightResponse') return allowMethods;
  return outcome.code === 'HeaderDisallowedByPreflightResponse' ? allowHeaders : undefined;
}

function listed(facts: Facts, name: ListName): string[] {
  const values = extractTokens(name, facts.exchange.responseHeaders);
  return Array.isArray(values) ? [...values] : [];
}

function found(
  facts: Facts,
  name: ListName,
  evidence: string,
  text: string,
  settings: CorsSettings,
): Finding {
  const setting = eventsOf(facts, name.toLowerCase()).at(-1);
  const by = setting === undefined ? '' : `; set by ${describeEvent(setting)}`;
  return certain([`${evidence}${by}`], {
    culprit: culpritOf(setting),
    remedy: changed(facts, text, settings, styleIn(facts, name.toLowerCase())),
  });
}

function asSetting(name: ListName, values: readonly string[]): CorsSettings {
  return name === allowMethods ? { methods: values } : { headers: values };
}

/** What is listed, and everything this page asks for. */
function withIt(facts: Facts, name: ListName, own = listed(facts, name)): readonly string[] {
  const isListed = (value: string): boolean =>
    own.some((other) => (name === allowMethods ? other === value : other.toLowerCase() === value));
  return [...own, ...asked(facts, name).filter((value) => !isListed(value))];
}

function asked({ outcome, exchange }: Facts, name: ListName): string[] {
  if (name === allowMethods) return [outcome.request.method];
  return (get('access-control-request-headers', exchange.requestHeaders) ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter(Boolean);
}

/** What "*" in a list was meant to say, by name. */
function named(facts: Facts, name: ListName): CorsSettings {
  const own = listed(facts, name).filter((value) => value !== '*');
  const all = name === allowMethods ? ['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE'] : [];
  return asSetting(name, withIt(facts, name, [...new Set([...own, ...all])]));
}

function present(facts: Facts, name: ListName): string {
  const value = headerOf(facts, name);
  return value === null ? `there is no ${name}` : `${name} is "${value}"`;
}

function inUpperCase(method: string): Finding['remedy'] {
  return {
    text: 'write the method in upper case in the page: fetch() does this itself only for DELETE, GET, HEAD, OPTIONS, POST and PUT:',
    code: `fetch(url, { method: '${method.toUpperCase()}' })`,
  };
}

/** Methods are compared by their bytes, and Node knows none in lower case. */
function isRejectedByNode({ outcome, exchange, recording }: Facts): boolean {
  const { method } = outcome.request;
  return (
    exchange.method === method &&
    method !== method.toUpperCase() &&
    exchange.status === 400 &&
    recording === undefined &&
    isSilent(exchange)
  );
}

export const listEntries: readonly Entry[] = [
  {
    id: 'list-not-parsable',
    title:
      'A list of methods or headers cannot be parsed: it has quotes, brackets, or spaces instead of commas.',
    before: "res.set('Access-Control-Allow-Methods', 'GET PUT')",
    after: "res.set('Access-Control-Allow-Methods', 'GET, PUT')",
    refutedBy: 'a list that can be parsed',
    find: (facts) => {
      const { code } = facts.outcome;
      const isMethods = code === 'InvalidAllowMethodsPreflightResponse';
      if (!isMethods && code !== 'InvalidAllowHeadersPreflightResponse') return undefined;
      const name = isMethods ? allowMethods : allowHeaders;
      const values = (headerOf(facts, name) ?? '').split(/[^\w!#$%&*+.^|~-]+/).filter(Boolean);
      return found(
        facts,
        name,
        present(facts, name),
        'separate the names with commas',
        asSetting(name, withIt(facts, name, values)),
      );
    },
  },
  {
    id: 'wildcard-is-literal-with-credentials',
    title: '"*" in a list is not a wildcard for requests with credentials.',
    before: "res.set('Access-Control-Allow-Methods', '*')",
    after: "res.set('Access-Control-Allow-Methods', 'GET, PUT')",
    refutedBy: 'a request without credentials',
    find: (facts) => {
      const name = nameRefused(facts);
      if (name === undefined || facts.outcome.request.credentials !== 'include') return undefined;
      if (!listed(facts, name).includes('*')) return undefined;
      const evidence = `${present(facts, name)}, and the request has credentials`;
      const settings = [allowMethods, allowHeaders] as const;
      const starred = settings.filter((list) => listed(facts, list).includes('*'));
      return found(
        facts,
        name,
        evidence,
        'list each allowed name',
        Object.assign({}, ...starred.map((list) => named(facts, list))) as CorsSettings,
      );
    },
  },
  {
    id: 'method-case',
    title: 'Methods are case-sensitive: "patch" is not "PATCH".',
    before: "fetch(url, { method: 'patch' })",
    after: "fetch(url, { method: 'PATCH' })",
    refutedBy: 'a list without the method in any case',
    find: (facts) => {
      const { method } = facts.outcome.request;
      if (isRejectedByNode(facts))
        return certain(
          [`the page requests ${method}, which Node's HTTP server rejects before the app sees it`],
          {
            remedy: inUpperCase(method),
          },
        );
      if (nameRefused(facts) !== allowMethods) return undefined;
      const other = listed(facts, allowMethods).find((value) => value.toUpperCase() === method.toUpperCase());
      if (other === undefined) return undefined;
      const isPages = method !== method.toUpperCase();
      const text = 'write methods in upper case';
      const evidence = `the page requests ${method}; ${present(facts, allowMethods)}`;
      const finding = found(facts, allowMethods, evidence, text, {
        methods: [...new Set(listed(facts, allowMethods).map((value) => value.toUpperCase()))],
      });
      return isPages ? { ...finding, remedy: inUpperCase(method) } : finding;
    },
  },
  {
    id: 'method-not-listed',
    title: 'The app does not allow the method.',
    before: "app.use(cors({ methods: ['GET', 'POST'] }))",
    after: "app.use(cors({ methods: ['GET', 'POST', 'DELETE'] }))",
    refutedBy: 'the method in a list that a later layer has replaced',
    find: (facts) => {
      if (nameRefused(facts) !== allowMethods) return undefined;
      const evidence = `${facts.outcome.request.method} is not listed: ${present(facts, allowMethods)}`;
      return found(facts, allowMethods, evidence, 'add the method', {
        methods: withIt(facts, allowMethods),
      });
    },
  },
  {
    id: 'header-not-listed',
    title: 'The app does not allow a request header.',
    before: "app.use(cors({ allowedHeaders: ['Content-Type'] }))",
    after: "app.use(cors({ allowedHeaders: ['Content-Type', 'Authorization'] }))",
    refutedBy: 'the header in a list that a later layer has replaced, or a header that only responses have',
    find: (facts) => {
      if (nameRefused(facts) !== allowHeaders) return undefined;
      const evidence = `"${facts.outcome.failedParameter ?? ''}" is not listed: ${present(facts, allowHeaders)}`;
      return found(facts, allowHeaders, evidence, 'add the header', {
        headers: withIt(facts, allowHeaders),
      });
    },
  },
];
