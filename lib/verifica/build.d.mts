// The types of build.mjs, for those who call it from TypeScript.
export declare const buildCheckPage: (options?: { outfile?: string }) => Promise<string>;
