/** Line icons on a 16 px grid. They are decoration: whoever uses one names the control around it. */
const icon = (path: string) => (props: { size?: number }) => (
  <svg viewBox="0 0 16 16" width={props.size ?? 16} height={props.size ?? 16} aria-hidden="true">
    <path d={path} />
  </svg>
);

export const CloseIcon = icon('M4 4l8 8M12 4l-8 8');
export const BackIcon = icon('M10 3.500L5.500 8l4.500 4.500');
export const PinIcon = icon('M6 2.500h4l-.6 4.500L12 9.500H4L6.600 7zM8 9.500V14');
export const CopyIcon = icon(
  'M5.500 7A1.500 1.500 0 0 1 7 5.500h5A1.500 1.500 0 0 1 13.500 7v5A1.500 1.500 0 0 1 12 13.500H7A1.500 1.500 0 0 1 5.500 12zM10.500 3.500v-1h-8v8h1',
);
export const CopiedIcon = icon('M3 8.500l3.500 3.500L13 4.500');
export const MoveIcon = icon(
  'M8 2v12M2 8h12M6.200 3.800L8 2l1.800 1.800M6.200 12.200L8 14l1.800-1.800M3.800 6.200L2 8l1.800 1.800M12.200 6.200L14 8l-1.800 1.800',
);
export const NextIcon = icon('M4 6l4 4 4-4');
export const BookIcon = icon(
  'M8 3.5C6.5 2.4 4.4 2.2 2 2.5v10c2.4-.3 4.500-.1 6 1 1.500-1.100 3.600-1.300 6-1v-10c-2.400-.3-4.500-.1-6 1zM8 3.500v10',
);
