// The wax seal of Ceralacca itself: the brand, never a verdict.

const WAX =
  'M12 1.1C13.5 1.1 15.4 2.6 16.8 3.2C18.1 3.9 19.4 3.8 20.2 4.9C21 6.1 21.2 8.4 21.6 10.1C22 11.8 22.7 13.7 22.5 14.9C22.3 16.3 21.3 16.8 20.3 17.9C19.3 19.1 17.8 21 16.4 21.6C15 22.3 13.6 21.7 12 21.7C10.4 21.7 8.1 22.1 6.8 21.6C5.5 21.1 5.2 19.9 4.4 18.6C3.5 17.4 2 15.6 1.7 14C1.4 12.5 2.2 10.7 2.5 9.3C2.7 7.9 2.2 6.7 3.1 5.6C4 4.6 6.4 3.7 7.8 2.9C9.3 2.1 10.5 1.1 12 1.1z';

export const BrandMark = ({ size = 'm' }: { size?: 'm' | 'l' }) => (
  <svg class={`mark ${size} wax`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path class="solid" d={WAX} />
    <path class="line inner" d="M6.4 7.8h11.2v8.4H6.4zM6.6 8.2l5.4 4.6 5.4-4.6" />
  </svg>
);
