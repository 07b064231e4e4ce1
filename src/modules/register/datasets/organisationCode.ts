/** What the record takes as the code of an organisation; a row with anything else is refused, and the rest of its file is not. */
export const ORGANISATION_CODE = { is: '[A-Z0-9][A-Z0-9-]{1,19}', says: 'is not an organisation code' };

/** The same, or the map's `U` for "unallocated". */
export const NETWORK_CODE = { is: `U|${ORGANISATION_CODE.is}`, says: 'is neither the code of a network nor U for none' };
