import { defineTenantMatrix } from './tenant-matrix/define-tenant-matrix.ts'

defineTenantMatrix()
