/** What holds for every stream, as the API's documentation tells it. */
export const STREAM_RULES =
  'A comment comes every 15 s. Last-Event-ID is not looked at: each stream begins with the whole picture. ' +
  'One account may have 40 streams open. Who leaves 1 MB unread is cut off, and every stream ends when its token has expired.';
