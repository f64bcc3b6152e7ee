/**
 * Where this frame is among the frames of the page: its number in the page, or in a frame of it, and so on. Nothing of
 * other origins can be read, but which window is which can be told.
 */
export function pathOfFrame(): number[] {
  const path: number[] = [];
  for (let frame: Window = window; frame !== frame.parent; frame = frame.parent)
    // Of a window of another origin, nothing but its length and frames may be asked: it cannot be gone through.
    path.unshift(Array.prototype.indexOf.call(frame.parent, frame));
  return path;
}
