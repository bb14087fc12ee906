import './runner/node-version.js';
// With the root, all the matchers need is there: nothing is loaded by the first assertion any more.
import './matchers/judge-call.js';

export type { StoredCookie } from './browser/cookie-jar.js';
export type { RequestInitiator } from './browser/request-initiator.js';
export type { BrowserName } from './browser/browser-name.js';
export type { FromHttpCache } from './browser/http-cache-entry.js';
export type { Exchange } from './browser/transcript.js';
export type { CauseId, Culprit } from './diagnosis/cause.js';
export type { Diagnosis } from './diagnosis/diagnosis.js';
export type { Remedy } from './diagnosis/remedy/remedy.js';
export type { LayerInfo } from './app/layer-info.js';
export type { TraceEvent } from './app/trace-event.js';
export {
  type CheckContractOptions,
  checkCorsContract,
  type ContractProgress,
} from './contract/check-cors-contract.js';
export type {
  CorsContract,
  DeclaredOrigins,
  ExactPart,
  OriginsOrAny,
  RouteContract,
  RouteTerms,
} from './contract/contract.js';
export type { CellKind, ContractCell, ContractFinding, ContractReport } from './contract/contract-report.js';
export type { AskedOfContract, ContractRequest, ContractRequestInput } from './contract/contract-request.js';
export { defineCorsContract } from './contract/define-cors-contract.js';
export { type ContractTestOptions, testCorsContract } from './contract/test-cors-contract.js';
export { diagnose } from './diagnosis/diagnose.js';
export { curlLine } from './diagnosis/curl-line.js';
export { type UncoveredRoutes, uncoveredRoutes } from './contract/coverage.js';
export { observeCorsPolicy } from './policy/observe-cors-policy.js';
export type { ObservationOptions, ObservedPath } from './policy/observe-options.js';
export type { CorsPolicy, PolicyRule, RoutePolicy } from './policy/policy.js';
export { contractFromPolicy } from './policy/policy-contract.js';
export { policyTable } from './policy/policy-table.js';
export type { AppRoute, AppRoutes } from './app/known-routes.js';
export { routesOf } from './app/route-table.js';
export { ExchangeError, type ExchangeErrorCode } from './errors/exchange-error.js';
export { ExpectCorsError, type ExpectCorsErrorDetails } from './errors/expect-cors-error.js';
export { ExpectationError } from './errors/expectation-error.js';
export { InconclusiveError, type InconclusiveErrorCode } from './errors/inconclusive-error.js';
export { UsageError, type UsageErrorCode } from './errors/usage-error.js';
export { configure, type CorsConfiguration, resetConfiguration } from './request/configuration.js';
export type {
  BodyInput,
  CrossOriginRequest,
  ExpectedStatus,
  HeadersInput,
} from './request/cross-origin-request.js';
export type { AskedRequest, BrowserVerdict, FetchOutcome, Warning } from './ask/fetch-outcome.js';
export type { WarningId } from './request/warning-id.js';
export {
  type BrowserOptions,
  type BrowserRequest,
  createBrowser,
  type SimulatedBrowser,
} from './ask/create-browser.js';
export { simulateFetch } from './ask/simulate-fetch.js';
export type { ConsoleMessage } from './ask/console/console-message.js';
export { parseConsoleMessage } from './ask/console/parse-console-message.js';
export type { ConsoleMessageKind } from './browser/console/parsing/wording-row.js';
export { auditCors } from './audit/audit-cors.js';
export type { AuditOptions } from './audit/audit-options.js';
export type { AuditFinding, AuditReport, OriginFindingId } from './audit/audit-report.js';
export type {
  AuditSeverity,
  AuditSeverityPair,
  HostileFamily,
  HostileOrigin,
  HostileOriginOwner,
  HostileOriginSender,
  OptInFamily,
} from './audit/hostile-origin.js';
export { type AuditException, hostileOrigins, type HostileOriginsOptions } from './audit/hostile-origins.js';
export type { AuditLevel } from './audit/level.js';
export type { ResponseRuleId } from './audit/response-rule.js';
export { assertNoFloating } from './runner/floating.js';
export type { MatcherContext, MatcherResult } from './matchers/context.js';
export { asyncMatcherNames, corsMatchers } from './matchers/index.js';
export type { OnlyOriginsOptions } from './matchers/to-allow-only-origins.js';
export type {
  RejectedRequest,
  RequestAfterOrigin,
  RequestOrOrigin,
  RequestOrPath,
} from './matchers/arguments.js';
export type { CorsMatchers } from './matchers/types.js';
export { preflight, type PreflightBuilder, type PreflightOutcome } from './preflight/preflight-builder.js';
export type { CorsReport } from './report/cors-report.js';
export type { Reportable } from './report/report-from.js';
export { sarifOf } from './report/sarif.js';
export { type ReportFiles, writeReport } from './report/write-report.js';
export type { CorsErrorCode, StandardRule } from './standard/decision.js';
export { edition } from './standard/edition.js';
export type { SupertestResponse } from './http/supertest-check.js';
export type { Target } from './http/target.js';
