export { defineContract, type ContractRun } from './define-contract.ts'
