/** Reads comma-separated text with a header line and double-quoted fields (RFC 4180); each row by its column names. */
export const csvRows = (text: string): Record<string, string>[] => {
  const [header = [], ...rows] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map(fieldsOf);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
};

const field = /\s*(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/y;

const fieldsOf = (line: string): string[] => {
  const fields: string[] = [];
  for (field.lastIndex = 0; field.lastIndex < line.length; ) {
    const found = field.exec(line);
    if (!found) break;
    fields.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim());
  }
  return fields;
};
