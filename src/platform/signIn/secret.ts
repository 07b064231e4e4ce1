import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits that a browser or a mail bears. The record only ever holds their digest. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
