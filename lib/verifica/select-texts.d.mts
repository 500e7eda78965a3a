// The types of select-texts.mjs, for those who call it from TypeScript.
export declare const selectTexts: (code: string, messages: Record<string, { message: string }>) => Record<string, string>;
