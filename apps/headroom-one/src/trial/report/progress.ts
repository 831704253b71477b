/** A bar on standard error where that is a terminal; nothing elsewhere. */
export const progressBar = (stream: NodeJS.WriteStream): { show: (label: string, share: number) => void; end: () => void } => {
  const WIDTH = 30;
  let shown = '';
  return {
    show: (label, share) => {
      const full = Math.round(share * WIDTH);
      const line = `${label.padEnd(10)} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.round(share * 100)).padStart(3)} %`;
      if (!stream.isTTY || line === shown) return;
      shown = line;
      stream.write(`\r${line}`);
    },
    end: () => {
      if (stream.isTTY && shown !== '') stream.write(`\r${' '.repeat(shown.length)}\r`);
    },
  };
};
