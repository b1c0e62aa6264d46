interface Page<Item> {
  items: Item[];
  nextCursor?: string | null;
}

/** Every item of a list, page after page. `read` is given the cursor of the page wanted. */
export async function allPages<Item>(read: (cursor?: string) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
