import { iconSizes, paths } from './paths';
import { words } from './ui/words';

export type Browser = 'chromium' | 'firefox';

export interface ManifestOptions {
  readonly browser: Browser;
  readonly version: string;
  /** Host patterns of the platforms there are adapters for, e.g. `*.example.org`. */
  readonly platformHosts?: readonly string[];
  /**
   * For tests and the demo only: loopback granted beforehand, because no test can answer a
   * browser's permission prompt. Nothing else differs from what ships.
   */
  readonly loopback?: boolean;
}

/** Keys a moderator can change in the browser; browsers allow four suggestions at most. */
const commands = {
  reply: {
    suggested_key: { default: 'Alt+R' },
    description: words.manifest.reply,
  },
  'next-urgent': {
    suggested_key: { default: 'Alt+Shift+U' },
    description: words.manifest.nextUrgent,
  },
  'toggle-tab': {
    suggested_key: { default: 'Alt+Shift+O' },
    description: words.manifest.toggleTab,
  },
  'open-panel': {
    suggested_key: { default: 'Alt+Shift+Q' },
    description: words.manifest.openPanel,
  },
} as const;

/** Extension pages run our own files and nothing else; no connection leaves the package. */
const extensionPagesPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The manifest of one browser's package. */
export function manifest(options: ManifestOptions): Record<string, unknown> {
  const icons = Object.fromEntries(iconSizes.map((size) => [size, paths.icon(size)]));
  const shared = {
    manifest_version: 3,
    name: words.name,
    version: options.version,
    description: words.manifest.description,
    icons,
    action: {
      default_title: words.name,
      default_popup: paths.popup,
      default_icon: icons,
    },
    options_ui: { page: paths.options, open_in_tab: true },
    commands,
    content_security_policy: { extension_pages: extensionPagesPolicy },
    optional_host_permissions: [...platformOrigins(options.platformHosts ?? []), '*://*/*'],
    ...(options.loopback && { host_permissions: ['http://127.0.0.1/*', 'http://localhost/*'] }),
  };
  return options.browser === 'chromium'
    ? { ...shared, ...chromiumOnly }
    : { ...shared, ...firefoxOnly(icons) };
}

const permissions = ['storage', 'scripting', 'activeTab', 'contextMenus'];

const chromiumOnly = {
  minimum_chrome_version: '126',
  permissions: [...permissions, 'sidePanel'],
  background: { service_worker: paths.background, type: 'module' },
  side_panel: { default_path: paths.panel },
};

function firefoxOnly(icons: Record<string, string>): Record<string, unknown> {
  return {
    permissions,
    background: { scripts: [paths.background], type: 'module' },
    sidebar_action: {
      default_title: words.name,
      default_panel: paths.panel,
      default_icon: icons,
      open_at_install: false,
    },
    browser_specific_settings: {
      gecko: {
        id: '{3c1f6f0e-5b0a-4d0e-9a55-6f8f1f6d2b7e}',
        strict_min_version: '142.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  };
}

function platformOrigins(hosts: readonly string[]): string[] {
  return [...new Set(hosts)].sort().map((host) => `https://${host}/*`);
}
