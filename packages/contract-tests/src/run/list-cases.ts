import { resolveTarget } from '../config/resolve-target.ts'
import { contractCases } from '../contract.ts'
import { readDocument } from '../document/read-document.ts'
import { createKit } from '../kit.ts'
import { documentedPlaces } from '../server/places.ts'
import type { Case } from './cases.ts'

/** Every test that there is, without a server: what `--list` prints. None of them can be run. */
export function listCases(): readonly Case[] {
  const nobody = { username: '', password: '' }
  const issuer = 'http://localhost'
  const document = readDocument()
  const target = resolveTarget({ issuer, clients: {}, user: nobody })
  return contractCases(createKit(target, document, documentedPlaces(document, issuer)))
}
