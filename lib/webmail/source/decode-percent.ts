// Takes percent signs out of an address; where they are none of UTF-8 the text stays as it is.

export const decodePercent = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
