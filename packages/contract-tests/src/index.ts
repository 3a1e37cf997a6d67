export { defineContract, type ContractRun } from './define-contract.ts'
export type {
  ClientRegistration,
  ConfidentialContractClient,
  ContractAdministration,
  ContractClient,
  ContractClients,
  ContractNeighbour,
  ContractTarget,
  ContractUser,
  RegistrationOutcome,
  ServiceContractClient,
} from './target.ts'
export type { Coverage } from './document/coverage.ts'
export { createSecretSearch, findSecrets } from './find-secrets.ts'
