/** In code points. NIST SP 800-63B §5.1.1.2. */
export const MIN_PASSWORD_CHARACTERS = 8
/** In UTF-8. NIST asks for at least 64 characters; nothing is ever cut off. */
export const MAX_PASSWORD_BYTES = 1024
