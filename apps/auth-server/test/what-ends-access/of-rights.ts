import { ALL_STAY, either, endsGrants, onlyAny, type Row } from './row.ts'

const LOST = endsGrants('rights_changed')

/** What changes who may have which scopes. */
export const OF_RIGHTS = {
  'role-added': {
    event: 'Role added to the user',
    text: 'Nothing is lost, so grants go on as they are, without what the role newly allows. With `any` the app asks anew and may get more.',
    cells: onlyAny,
  },
  'role-removed': {
    event: 'Role removed on which the grant rests',
    text: 'A scope of the grant requires the role, so the whole grant ends. The person signs in to the app again and gets what they may have still.',
    cells: either(LOST),
  },
  'other-role-removed': {
    event: 'Another role removed',
    text: 'No scope of the grant requires it, so nothing is lost. With `any` it is a change of the person’s rights all the same.',
    cells: onlyAny,
  },
  'role-given-back': {
    event: 'Role given back, after what rests on it was refused',
    text: 'What was refused once stays refused: rights that come back revive nothing. The person signs in to the app again.',
    cells: either(LOST),
  },
  'role-given-back-unnoticed': {
    event: 'Role removed and given back before anything was used',
    text: 'Nobody went without the role, so nothing is lost. Choose `any`, or revoke the grant, where that is not wanted.',
    cells: onlyAny,
  },
  'claim-changed': {
    event: 'Claim changed on which the grant rests',
    text: 'A scope of the grant requires the old value, so the whole grant ends. The person signs in to the app again and gets what they may have still.',
    cells: either(LOST),
  },
  'other-claim-changed': {
    event: 'Another claim changed',
    text: 'No scope of the grant requires it, so nothing is lost. With `any` it is a change of the person’s rights all the same.',
    cells: onlyAny,
  },
  'requirement-fulfilled': {
    event: 'Scope requires something else, which the user has',
    text: 'The person may have the scope as before, so nothing is lost. With `any` every grant with the scope ends.',
    cells: onlyAny,
  },
  'requirement-unfulfilled': {
    event: 'Scope requires something that the user has not',
    text: 'Grants with the scope end for everybody who lacks what it requires. An app’s own tokens lose the scope, and end when it was their last one.',
    cells: either({ ...LOST, appToken: 'rights_changed' }),
  },
  'scope-described': {
    event: 'Scope’s description or lifetime changed',
    text: 'Nobody’s rights have changed. Another lifetime counts for access tokens that are issued from then on.',
    cells: either(ALL_STAY),
  },
  'scope-deleted': {
    event: 'Scope deleted',
    text: 'Every grant that has it ends. An app’s own tokens lose the scope, and end when it was their last one.',
    cells: either({ ...LOST, appToken: 'rights_changed' }),
  },
  'scope-removed': {
    event: 'Scope of the grant removed from the app',
    text: 'Every grant of the app that has it ends. Its own tokens lose the scope, and end when it was their last one.',
    cells: either({ ...LOST, appToken: 'rights_changed' }),
  },
  'other-scope-removed': {
    event: 'Another scope removed from the app',
    text: 'Grants without the scope go on, with either setting: nothing of theirs has changed. Nobody gets it from then on.',
    cells: either(ALL_STAY),
  },
  'scope-added': {
    event: 'Scope added to the app',
    text: 'Grants go on without it, with either setting. Whoever signs in to the app from then on can be asked for it.',
    cells: either(ALL_STAY),
  },
  'app-closed': {
    event: 'App requires a role that the user has not',
    text: 'The app is closed to the person, so their grant ends. What it has for itself goes on, since no person is in it.',
    cells: either(LOST),
  },
  'app-requires': {
    event: 'App requires a role that the user has',
    text: 'The person may use the app as before. It concerns everybody alike, so it ends nothing with `any` either.',
    cells: either(ALL_STAY),
  },
  'app-role-removed': {
    event: 'Role removed that the app requires',
    text: 'The app is closed to the person, so their grant ends. What it has for itself goes on, since no person is in it.',
    cells: either(LOST),
  },
} as const satisfies Record<string, Row>
