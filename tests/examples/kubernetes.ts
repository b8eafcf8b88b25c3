// Kubernetes objects in YAML fences: validated against the published schemas (kubernetes-models).
import { createRequire } from 'node:module';
import type { Fence } from './fences.ts';
import { ExampleFailure } from './outcome.ts';

const requireModule = createRequire(import.meta.url);

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
}

export function isKubernetesObject(value: unknown): value is KubernetesObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    'apiVersion' in value &&
    'kind' in value &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string'
  );
}

export function validateKubernetes(fence: Fence, object: KubernetesObject): void {
  const name = `${object.apiVersion} ${object.kind}`;
  const model = findModel(object);
  if (!model) {
    throw new ExampleFailure(
      fence,
      `Kubernetes has no ${name}; if it is a custom resource, add norun="…" to the fence.`,
    );
  }
  const { watched, unread } = watch(object);
  try {
    model.prototype.validate.call(watched);
  } catch (error) {
    throw new ExampleFailure(fence, `is not a valid ${name}: ${(error as Error).message}`);
  }
  const [unknown] = unread();
  if (unknown !== undefined) throw new ExampleFailure(fence, `${name} has no field ${unknown}.`);
}

interface Model {
  readonly prototype: { validate(this: object): void };
}

function findModel({ apiVersion, kind }: KubernetesObject): Model | null {
  if (!/^[a-z0-9.]+(\/[a-z0-9]+)?$/.test(apiVersion)) return null;
  try {
    const models = requireModule(`kubernetes-models/${apiVersion}`) as Record<string, Model>;
    return Object.hasOwn(models, kind) ? (models[kind] ?? null) : null;
  } catch (error) {
    if ((error as { code?: string }).code?.includes('NOT_')) return null;
    throw error;
  }
}

/**
 * The schemas allow fields that they do not name, where the API server refuses them. Their compiled form reads each
 * field it knows, so what is never read of an object that is read at all is a field that nobody knows.
 */
function watch(root: object): { watched: object; unread: () => string[] } {
  const seen: { value: object; path: string; read: Set<PropertyKey> }[] = [];
  const proxies = new Map<object, object>();
  const wrap = (value: object, path: string): object => {
    const known = proxies.get(value);
    if (known) return known;
    const read = new Set<PropertyKey>();
    seen.push({ value, path, read });
    const proxy = new Proxy(value, {
      get(target, key) {
        read.add(key);
        const child: unknown = Reflect.get(target, key);
        const step = Array.isArray(target) ? `[${String(key)}]` : `.${String(key)}`;
        return typeof child === 'object' && child !== null ? wrap(child, path + step) : child;
      },
    });
    proxies.set(value, proxy);
    return proxy;
  };
  const unread = () =>
    seen.flatMap(({ value, path, read }) =>
      Array.isArray(value) || read.size === 0
        ? []
        : Object.keys(value).flatMap((key) => (read.has(key) ? [] : [`${path}.${key}`.slice(1)])),
    );
  return { watched: wrap(root, ''), unread };
}
