import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, type Matcher } from '../../src/words/matcher.ts';
import type { Term } from '../../src/words/term.ts';

/** The terms of the drawn lines. A form that ends in "!" is found only as it is written. */
const FORMS: Record<string, string[]> = {
  ebpf: ['eBPF', 'extended BPF'],
  cilium: ['Cilium!'],
  hubble: ['Hubble!'],
  envoy: ['Envoy!'],
  istio: ['Istio!', 'istiod'],
  tetragon: ['Tetragon!'],
  mesh: ['service mesh', 'service meshes'],
  'cilium-mesh': ['Cilium Service Mesh!'],
  pod: ['pod', 'pods'],
  sidecar: ['sidecar', 'sidecar proxy'],
  'kube-proxy': ['kube-proxy'],
  'multi-cluster': ['multi-cluster', 'multicluster'],
  bpf: ['BPF!', 'BPF map!', 'map of BPF!'],
  tcp: ['TCP!', 'TCP/IP'],
  tls: ['TLS!', 'SSL/TLS'],
  policy: ['CiliumNetworkPolicy'],
  capability: ['CAP_BPF!'],
  struct: ['struct_ops'],
  foundation: ['eBPF Foundation', 'eBPF.Foundation'],
  gateway: ['Gateway API!'],
  kubernetes: ['Kubernetes', 'K8s'],
  kubecon: ['KubeCon + CloudNativeCon', 'KubeCon'],
  'co-re': ['CO-RE!', 'Compile Once – Run Everywhere', 'Compile Once - Run Everywhere!'],
  book: ['What is eBPF?'],
  blog: ['Nico Vibert’s blog'],
  person: ['Natália Ivánkó'],
  'zero-trust': ['zero-trust', 'zero trust!'],
  ipv6: ['IPv6'],
  l7: ['L7'],
  grpc: ['gRPC'],
  wireguard: ['WireGuard'],
  cpp: ['C++'],
  node: ['Node.js'],
  cafe: ['Café!'],
  street: ['Straße'],
  letter: ['Å'],
  city: ['İstanbul', 'Iğdır'],
  net: ['сетка'],
  solution: ['λύση', 'λόγος', 'ΟΔΟΣ'],
  container: ['容器', 'コンテナ', '컨테이너', 'คอนเทนเนอร์'],
  'mesh-ja': ['サービスメッシュ'],
  network: ['שבכה', 'רשת', 'شبكة'],
  cloud: ['क्लाउड'],
  emoji: ['🦀', '👩‍🔬', '🇪🇺'],
};

export const TERMS: Term[] = Object.entries(FORMS).map(([id, forms]) => ({
  id,
  forms: forms.map(form => ({
    text: form.replace(/!$/, ''),
    matchCase: form.endsWith('!'),
    needsContext: form === 'zero trust!',
  })),
}));

const ESCAPE = /\\(?:u\{([0-9A-F]+)\}|u([0-9A-F]{4})|(.))/g;
const PLAIN: Record<string, string> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };

/** What "\u00AD", "\u{1F41D}" and "\n" stand for in a drawn line. */
export const unescaped = (drawn: string): string =>
  drawn.replace(ESCAPE, (_, point: string | undefined, unit: string | undefined, char: string) =>
    point || unit ? String.fromCodePoint(Number.parseInt(point ?? unit ?? '', 16)) : (PLAIN[char] ?? char),
  );

/** The drawn lines of every file, by file; "#" and a space begin what is said of them. */
export function drawnLines(): [string, string[]][] {
  const folder = join(import.meta.dirname, 'matching');
  return readdirSync(folder).map(name => [
    name.replace('.txt', ''),
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(line => line !== '' && !/^# /.test(line)),
  ]);
}

/** Compiles forms that may be written in any case; where something is found there must be a candidate. */
export function finder(...texts: string[]): Matcher {
  const matcher = compile(
    texts.map(text => ({ id: text, forms: [{ text, matchCase: false, needsContext: false }] })),
  );
  return {
    ...matcher,
    find(text) {
      const found = matcher.find(text);
      const [candidate] = matcher.candidates(text);
      if (found.length > 0 && candidate === undefined)
        throw new Error(`no candidate in ${text.slice(0, 80)}`);
      return found;
    },
  };
}
