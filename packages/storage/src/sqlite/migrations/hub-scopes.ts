import type { Migration } from '../../schema-version.ts'

/** New tenants get the scopes of the hub when they are made; this gives them to those that were there before. */
export const hubScopes: Migration = {
  version: 14,
  minimumReader: 4,
  statements: `
    WITH added (name, description) AS (
      VALUES
        ('hub.tenants.read', '{"en":"See all tenants of the hub","nl":"Alle tenants van de hub zien"}'),
        ('hub.tenants.write', '{"en":"Create, change and suspend tenants","nl":"Tenants maken, wijzigen en opschorten"}'),
        ('hub.clients.read', '{"en":"See apps","nl":"Apps zien"}'),
        ('hub.clients.write', '{"en":"Register, change and delete apps","nl":"Apps registreren, wijzigen en verwijderen"}'),
        ('hub.policy.read', '{"en":"See scopes, roles and settings","nl":"Scopes, rollen en instellingen zien"}'),
        ('hub.policy.write', '{"en":"Change scopes, roles and settings","nl":"Scopes, rollen en instellingen wijzigen"}'),
        ('hub.users.read', '{"en":"See users and what they have access to","nl":"Gebruikers zien, en waar zij toegang toe hebben"}'),
        ('hub.users.write', '{"en":"Create, change and block users","nl":"Gebruikers maken, wijzigen en blokkeren"}'),
        ('hub.administrators.write', '{"en":"Appoint administrators","nl":"Beheerders aanwijzen"}'),
        ('hub.events.read', '{"en":"See what happened, and why","nl":"Zien wat er gebeurde, en waarom"}')
    )
    INSERT INTO scopes (tenant_id, name, description, required_roles, created_at)
      SELECT t.id, added.name, added.description, '[]', t.created_at FROM tenants t CROSS JOIN added WHERE true
      ON CONFLICT DO NOTHING;
  `,
}
