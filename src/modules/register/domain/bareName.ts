/** A name without case and punctuation: two names that differ only in those are one. */
export const bareName = (name: string): string => name.toUpperCase().replace(/[^A-Z0-9]/g, '');
