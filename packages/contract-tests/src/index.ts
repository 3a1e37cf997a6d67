export type { Browser, Landing, PageLanding, AwayLanding } from './browser/browser.ts'
export type { ContractPages, PagePurpose } from './browser/pages.ts'
export { defineConfig, type ContractConfiguration, type ContractEndpoints } from './config/configuration.ts'
export type { Coverage } from './document/coverage.ts'
export { createSecretSearch, findSecrets } from './find-secrets.ts'
export type { RunReport, TestResult, Verdict } from './report/run-report.ts'
export { runContract, type RunContractOptions } from './run/run-contract.ts'
export { ServerAway } from './server/presence.ts'
export type {
  ClientRegistration,
  ConfidentialContractClient,
  ContractAdministration,
  ContractClient,
  ContractClients,
  ContractNeighbour,
  ContractUser,
  ExpiringLifetimes,
  GuardedScope,
  RegistrationOutcome,
  ServiceContractClient,
} from './target.ts'
