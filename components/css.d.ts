// Lets TypeScript accept stylesheets: as text for the card's shadow root, as a side effect for pages.
declare module '*.css?inline' {
  const text: string;
  export default text;
}
declare module '*.css' {}
