/** An unfinished sign-in. */
export const INTERACTION_SECONDS = 3600
/** Unfinished sign-ins of one browser; 200 open tabs work. */
export const MAX_OPEN_INTERACTIONS = 256
/** Sign-ins begun from one address by browsers that bring no cookie, in an hour: an office, not a flood. */
export const MAX_NEW_BROWSERS_PER_HOUR = 10_000
/** A session that is not used. NIST SP 800-63B §7.2 advises at most 12 hours of reuse without a password at AAL2. */
export const SESSION_IDLE_SECONDS = 12 * 3600
/** A session, however much it is used. */
export const SESSION_ABSOLUTE_SECONDS = 7 * 24 * 3600
