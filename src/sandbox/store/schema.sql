-- The world. `seq` is the order of insertion, which is the order of every list. Times are milliseconds since 1970.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- How often an id was made for one natural key, so that ids are the same in every run.
CREATE TABLE minted (name TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE users (
  id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, folded TEXT NOT NULL, username TEXT NOT NULL UNIQUE,
  first_name TEXT, last_name TEXT, full_name TEXT,
  onboarded INTEGER NOT NULL DEFAULT 1, email_opt_in INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX users_folded ON users (folded);

CREATE TABLE api_keys (
  key TEXT PRIMARY KEY, id TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users, name TEXT,
  allow_self_revoke INTEGER NOT NULL DEFAULT 0, allowed_scopes TEXT, org_id TEXT, workspace_id TEXT,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX api_keys_user ON api_keys (user_id);

CREATE TABLE orgs (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT,
  active INTEGER NOT NULL, allow_external_invites INTEGER NOT NULL, max_members INTEGER NOT NULL, plan TEXT,
  avatar_revision TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
);

CREATE TABLE members (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, org_id TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users,
  role TEXT NOT NULL, active INTEGER NOT NULL, invited_by TEXT, joined_at INTEGER NOT NULL, models TEXT,
  UNIQUE (org_id, user_id)
);
CREATE INDEX members_org ON members (org_id);
CREATE INDEX members_role ON members (org_id, role, active);
CREATE INDEX members_user ON members (user_id, active);

CREATE TABLE invitations (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, org_id TEXT NOT NULL, email TEXT NOT NULL, folded TEXT NOT NULL,
  role TEXT NOT NULL, accepted INTEGER, pending_verification INTEGER NOT NULL, invited_by TEXT NOT NULL,
  created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
);
CREATE INDEX invitations_org ON invitations (org_id, accepted);
CREATE INDEX invitations_folded ON invitations (folded);

CREATE TABLE teams (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, org_id TEXT NOT NULL, name TEXT NOT NULL, description TEXT,
  active INTEGER NOT NULL, is_default INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
);
CREATE INDEX teams_org ON teams (org_id, name);

CREATE TABLE team_members (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, team_id TEXT NOT NULL, user_id TEXT NOT NULL, role TEXT NOT NULL,
  UNIQUE (team_id, user_id)
);
CREATE INDEX team_members_user ON team_members (user_id);

CREATE TABLE workspaces (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, org_id TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
  description TEXT, active INTEGER NOT NULL, default_of TEXT, created_by TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
);
CREATE INDEX workspaces_org ON workspaces (org_id);
CREATE INDEX workspaces_key ON workspaces (org_id, key);

-- Workspaces that an account cannot see, whatever its role.
CREATE TABLE hidden (workspace_id TEXT NOT NULL, user_id TEXT NOT NULL, PRIMARY KEY (user_id, workspace_id)) WITHOUT ROWID;

-- Keys of deleted workspaces, which may stay taken.
CREATE TABLE retired_keys (org_id TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (org_id, key)) WITHOUT ROWID;

CREATE TABLE user_grants (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, workspace_id TEXT NOT NULL, user_id TEXT NOT NULL,
  permission TEXT NOT NULL, granted_by TEXT, granted_at INTEGER NOT NULL,
  UNIQUE (workspace_id, user_id)
);
CREATE INDEX user_grants_user ON user_grants (user_id);

CREATE TABLE team_grants (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, workspace_id TEXT NOT NULL, team_id TEXT NOT NULL,
  permission TEXT NOT NULL, granted_by TEXT, granted_at INTEGER NOT NULL,
  UNIQUE (workspace_id, team_id)
);
CREATE INDEX team_grants_team ON team_grants (team_id);

CREATE TABLE projects (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, workspace_id TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
  description TEXT, is_default INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  UNIQUE (workspace_id, key)
);

-- What was asked and what was answered, one JSON document each.
CREATE TABLE log (id INTEGER PRIMARY KEY, number INTEGER NOT NULL, entry TEXT NOT NULL);

-- What the sandbox saw go wrong in the world after a write.
CREATE TABLE incidents (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
