import { refuseSheet } from './sheet-table.js';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const FROM_0X80 = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];

/** So many bytes tell whether there are zero bytes, and where. */
const SAMPLE_BYTES = 4096;

/**
 * Text of a file whose encoding nobody states: by its byte order mark, by where its zero bytes are, as UTF-8 if it is that,
 * and as Windows-1252 otherwise, which is what spreadsheets in Britain write.
 *
 * @throws DomainError `sheet-unreadable` for what is no text
 */
export function decodeText(bytes: Buffer): { readonly text: string; readonly encoding: TextEncoding } {
  const encoding = encodingOf(bytes);
  const text = encoding === 'windows-1252' ? fromWindows1252(bytes) : new TextDecoder(encoding).decode(bytes);
  if (text.includes('\u0000')) {
    throw refuseSheet(
      'sheet-unreadable',
      'The file is neither a text nor a workbook; save the sheet as CSV or as .xlsx and upload that.',
    );
  }
  return { text, encoding };
}

/** Node.js decodes these bytes as Latin-1, where they are control characters. */
function fromWindows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replaceAll(/[\u0080-\u009f]/g, (each) => FROM_0X80[each.charCodeAt(0) - 0x80] ?? each);
}

function encodingOf(bytes: Buffer): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return utf16WithoutMark(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
}

/** In the UTF-16 of European text every other byte is zero. */
function utf16WithoutMark(bytes: Buffer): TextEncoding | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]! += 1;
  });
  const many = sample.length / 4;
  if (zeros[1]! > many && zeros[0]! < many / 8) return 'utf-16le';
  return zeros[0]! > many && zeros[1]! < many / 8 ? 'utf-16be' : null;
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
