// The sample tenant; see docs/reference/sample-tenant.md.
export const domain = "contoso.com";
export const tenant = "aaaabbbb-0000-cccc-1111-dddd2222eeee";
export const password = "Contoso-Dev-1!";
export const secrets = {
  "00001111-aaaa-2222-bbbb-3333cccc4444": "provisioning-secret",
  "11112222-bbbb-3333-cccc-4444dddd5555": "reporting-secret",
  "22223333-cccc-4444-dddd-5555eeee6666": "",
};
export const [provisioning, reporting] = Object.keys(secrets);
const named = (names) => names.map((name) => `${name}@${domain}`);
export const globalAdmin = `global.admin@${domain}`;
export const administrators = named([
  "global.admin", "privileged.auth.admin", "auth.admin", "global.reader", "auth.policy.admin", "user.admin", "helpdesk.admin", "password.admin",
  "privileged.role.admin", "reports.reader", "security.reader", "directory.reader", "groups.admin", "guest.inviter",
]);
export const plainUsers = named(["balas", "kim", "adele", "megan", "alex", "synced", "group.member"]);
export const otherUsers = named(["disabled", "guest_fabrikam.com#EXT#"]);

/** The object id of the user with a number in the table of the sample tenant. */
export const userId = (number) => `00000000-0000-4000-8000-0000000000${String(number).padStart(2, "0")}`;

/** The object id of an administrator or a plain user. */
export const idOf = (user) => userId(administrators.indexOf(user) + 1 || (user.startsWith("group") ? 28 : 21 + plainUsers.indexOf(user)));
