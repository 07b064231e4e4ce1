export const modules: Record<string, { owns: string; mayUse: string[] }>;
export const purePackages: string[];
export const purePlatform: string[];
export const emptyNames: string[];
export const fileLines: { look: number; most: number };
export const impure: { name: string; expressions: string[]; instead: string }[];
