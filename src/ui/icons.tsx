/** Line icons on a 16 px grid. They are decoration: whoever uses one names the control around it. */
const icon = (path: string) => (props: { size?: number }) => (
  <svg viewBox="0 0 16 16" width={props.size ?? 16} height={props.size ?? 16} aria-hidden="true">
    <path d={path} />
  </svg>
);

export const CloseIcon = icon('M4 4l8 8M12 4l-8 8');
export const NextIcon = icon('M4 6l4 4 4-4');
export const BookIcon = icon(
  'M8 3.5C6.5 2.4 4.4 2.2 2 2.5v10c2.4-.3 4.500-.1 6 1 1.500-1.100 3.600-1.300 6-1v-10c-2.400-.3-4.500-.1-6 1zM8 3.500v10',
);
