// The names and values of a query in their order. By `forEach`: what Firefox gives a content script cannot be walked through otherwise.

export const queryPairs = (query: URLSearchParams): [name: string, value: string][] => {
  const pairs: [string, string][] = [];
  query.forEach((value, name) => {
    pairs.push([name, value]);
  });
  return pairs;
};
