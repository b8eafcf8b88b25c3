// A link resolver that records what it was asked and what it answered, so that a course can be taken from the last build
// while all its links and pictures still lead where they led. Not here: resolving (link-resolver.ts).
import { LinkResolver } from './link-resolver.ts';
import type { Page } from './pages.ts';
import type { ImageTarget, LinkTarget } from './targets.ts';

/** Something that a page asked of the content folder, and the answer. */
export interface Dependency {
  readonly kind: 'link' | 'image';
  readonly address: string;
  readonly page: string;
  readonly name: string;
  /** As JSON. */
  readonly answer: string;
}

export class DependencyRecorder extends LinkResolver {
  readonly #asked = new Map<string, Dependency>();

  override link(address: string, from: Page, name: string): LinkTarget {
    return this.#record('link', address, from, name, super.link(address, from, name));
  }

  override image(address: string, from: Page, name: string): ImageTarget {
    return this.#record('image', address, from, name, super.image(address, from, name));
  }

  dependencies(): readonly Dependency[] {
    return [...this.#asked.values()];
  }

  #record<T>(kind: Dependency['kind'], address: string, { page }: Page, name: string, answer: T): T {
    const dependency = { kind, address, page, name, answer: JSON.stringify(answer) };
    this.#asked.set(`${kind} ${page} ${address}`, dependency);
    return answer;
  }
}
