import { UsageError } from '../errors/usage-error.js';
import { checkFlag, checkObject, checkPath, leaveOut, oneOf } from '../request/check-values.js';
import { checkKeys } from '../request/configuration.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { keysOf } from '../text/keys-of.js';
import { type AuditLevel, levels } from './level.js';
import { checkTrusted, hostileKeys, type HostileOriginsOptions } from './hostile-origins.js';
import { type ResponseRuleId, responseRuleIds } from './response-rule.js';

/** What an audit checks, and what the app allows on purpose. */
export interface AuditOptions extends HostileOriginsOptions {
  /** The origins that the app allows on purpose, and no others. */
  readonly trusted: string | readonly string[];
  /** Default `/`. */
  readonly paths?: string | readonly string[] | undefined;
  /**
   * The request of a page on each path: a method other than `GET` and `HEAD` is judged by its preflight alone; secrets
   * belong in `headers` and `cookies`. Default: a `GET`.
   */
  readonly request?: Omit<CrossOriginRequest, 'origin' | 'path' | 'control' | 'mode'> | undefined;
  /** Another level for a rule about responses, or `off`. */
  readonly rules?: Readonly<Partial<Record<ResponseRuleId, AuditLevel | 'off'>>> | undefined;
  /** From which level on a finding fails the audit. Default `error`. */
  readonly failOn?: AuditLevel | undefined;
  /** Allows a target that is not this machine. Default false. */
  readonly allowRemote?: boolean | undefined;
}

/** The options, each with its value. */
export interface CheckedOptions {
  readonly trusted: readonly string[];
  readonly paths: readonly { readonly path: string; readonly isGiven: boolean }[];
  readonly request: CrossOriginRequest;
  readonly rules: Readonly<Partial<Record<ResponseRuleId, AuditLevel | 'off'>>>;
  readonly failOn: AuditLevel;
  readonly allowRemote: boolean;
  /** `except` without the star. */
  readonly hostile: HostileOriginsOptions;
  /** Whether any page may read without credentials: `except` holds `*`. */
  readonly allowsAny: boolean;
}

const ownKeys = keysOf<Omit<AuditOptions, keyof HostileOriginsOptions>>({
  trusted: true,
  paths: true,
  request: true,
  rules: true,
  failOn: true,
  allowRemote: true,
});

/** @throws {UsageError} `unknown-key`, `missing-argument`, `invalid-value`, `empty-list`, `invalid-origin`. */
export function checkAuditOptions(options: AuditOptions, where: string): CheckedOptions {
  const example = '{ trusted: ["https://app.example"], paths: ["/users"] }';
  checkObject(`the options of ${where}`, options, example);
  checkKeys(options, [...ownKeys, ...hostileKeys], `the options of ${where}`);
  if (options.trusted === undefined) {
    throw new UsageError(
      'missing-argument',
      `${where} needs \`trusted\`, the origins that are allowed on purpose: { trusted: ["https://app.example"] }.`,
      { option: 'trusted' },
    );
  }
  const exceptions = [options.except ?? []].flat();
  return {
    trusted: checkTrusted(options.trusted),
    paths: checkPaths(options.paths),
    request: checkRequest(options.request),
    rules: checkRules(options.rules),
    failOn: oneOf('failOn', options.failOn ?? 'error', levels),
    allowRemote: checkFlag('allowRemote', options.allowRemote ?? false),
    allowsAny: exceptions.includes('*'),
    hostile: {
      ...Object.fromEntries(hostileKeys.map((key) => [key, options[key]])),
      except: exceptions.filter((one) => one !== '*'),
    },
  };
}

function checkPaths(paths: AuditOptions['paths']): CheckedOptions['paths'] {
  if (paths === undefined) return [{ path: '/', isGiven: false }];
  const list: readonly unknown[] = Array.isArray(paths) ? paths : [paths];
  if (list.length === 0)
    throw new UsageError('empty-list', '`paths` must name at least one path.', { option: 'paths' });
  return [...new Set(list.map(checkPath))].map((path) => ({ path, isGiven: true }));
}

/** What belongs to the audit itself. */
const elsewhere: Readonly<Record<string, string>> = {
  origin: 'the audit sends its own origins',
  path: 'use the option `paths`',
  control: 'each trusted origin is a control',
  mode: 'an audit always uses mode "cors"',
};

function checkRequest(request: AuditOptions['request'] = {}): CrossOriginRequest {
  checkObject('request', request, '{ method: "PUT" }');
  for (const [key, why] of Object.entries(elsewhere)) if (key in request) throw leaveOut(key, why);
  return request;
}

function checkRules(rules: AuditOptions['rules'] = {}): CheckedOptions['rules'] {
  checkObject('rules', rules, '{ "max-age-capped": "off" }');
  for (const [id, level] of Object.entries(rules)) {
    oneOf('rules', id, responseRuleIds as readonly string[]);
    oneOf(`rules["${id}"]`, level, [...levels, 'off']);
  }
  return rules;
}
