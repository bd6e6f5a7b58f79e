using System.Collections.Concurrent;
using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Features;
using AuthMethods.Features.PasswordMethods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Seed;

/// <summary>
/// The directory that every development server has: a user for each role that can act or be acted on differently, the ordinary
/// kinds of user, three applications. Ids never change, so that a line in the documentation works everywhere.
/// </summary>
public sealed class SampleTenant(Writer writer, Passwords passwords, Secrets secrets, TimeProvider time)
{
    public static readonly Guid Id = new("aaaabbbb-0000-cccc-1111-dddd2222eeee");
    public const string Domain = "contoso.com";
    public const string Password = "Contoso-Dev-1!";
    public static readonly Guid Provisioning = new("00001111-aaaa-2222-bbbb-3333cccc4444");
    public const string ProvisioningSecret = "provisioning-secret";
    public static readonly Guid Reporting = new("11112222-bbbb-3333-cccc-4444dddd5555");
    public const string ReportingSecret = "reporting-secret";
    public static readonly Guid AdminTools = new("22223333-cccc-4444-dddd-5555eeee6666");

    // The public clients that administrators already have on their machines.
    private static readonly (Guid Id, string Name)[] KnownTools =
    [
        (AdminTools, "Admin tools"),
        (new("14d82eec-204b-4c2f-b7e8-296a70dab67e"), "Microsoft Graph Command Line Tools"),
        (new("04b07795-8ddb-461a-bbee-02f9e1bf7b46"), "Microsoft Azure CLI"),
        (new("31359c7f-bd7e-475c-86db-fdb8c937548e"), "CLI for Microsoft 365"),
    ];

    private static readonly (int Number, string Alias, string Name, DirectoryRoles Role)[] Administrators =
    [
        (1, "global.admin", "Global Admin", DirectoryRoles.GlobalAdministrator),
        (2, "privileged.auth.admin", "Privileged Auth Admin", DirectoryRoles.PrivilegedAuthenticationAdministrator),
        (3, "auth.admin", "Auth Admin", DirectoryRoles.AuthenticationAdministrator),
        (4, "global.reader", "Global Reader", DirectoryRoles.GlobalReader),
        (5, "auth.policy.admin", "Auth Policy Admin", DirectoryRoles.AuthenticationPolicyAdministrator),
        (6, "user.admin", "User Admin", DirectoryRoles.UserAdministrator),
        (7, "helpdesk.admin", "Helpdesk Admin", DirectoryRoles.HelpdeskAdministrator),
        (8, "password.admin", "Password Admin", DirectoryRoles.PasswordAdministrator),
        (9, "privileged.role.admin", "Privileged Role Admin", DirectoryRoles.PrivilegedRoleAdministrator),
        (10, "reports.reader", "Reports Reader", DirectoryRoles.ReportsReader),
        (11, "security.reader", "Security Reader", DirectoryRoles.SecurityReader),
        (12, "directory.reader", "Directory Reader", DirectoryRoles.DirectoryReaders),
        (13, "groups.admin", "Groups Admin", DirectoryRoles.GroupsAdministrator),
        (14, "guest.inviter", "Guest Inviter", DirectoryRoles.GuestInviter),
    ];

    // One hash for all who share a password: these are no secrets, and hashing is slow by design.
    private readonly ConcurrentDictionary<string, string> _hashes = new();

    private static readonly Guid HelpdeskTeam = new("00000000-0000-4000-8000-000000000101");

    private static readonly string EveryDelegated = string.Join(' ', GraphPermissions.All);
    private static readonly string EveryApplication = string.Join(' ', GraphPermissions.All.Where(p => !GraphPermissions.IsDelegatedOnly(p)));
    private static readonly string ReadOnlyApplication = string.Join(' ', GraphPermissions.All.Where(p =>
        p.Contains("Read", StringComparison.Ordinal)
        && !p.Contains("ReadWrite", StringComparison.Ordinal)
        && !GraphPermissions.IsDelegatedOnly(p)));

    /// <summary>The object id of the sample user with a number: 1 to 14 administrators, 21 to 29 the others.</summary>
    public static Guid UserId(int number) => new($"00000000-0000-4000-8000-{number:D12}");

    /// <summary>Creates the sample tenant, or one like it under another id and domain. False when it exists.</summary>
    public Task<bool> CreateAsync(Guid? tenantId = null, string domain = Domain, CancellationToken cancellation = default)
    {
        var (password, provisioning, reporting) = (Hash(Password), Hash(ProvisioningSecret), Hash(ReportingSecret));
        var methods = Users().ToDictionary(u => u.Id, u => MethodKinds.SamplesOf(new(u.MailNickname!, time.Now(), Hash, secrets.Encrypt, u.Id)).ToArray());
        return writer.RunAsync(tenantId ?? Id, AuditTrail.Server(time), async db =>
        {
            if (await db.Tenants.AnyAsync(cancellation)) return false;
            var now = time.Now();
            db.Add(new TenantRow { Id = db.TenantId, DisplayName = "Contoso", CreatedDateTime = now, PolicyStamp = Guid.NewGuid() });
            db.Add(new DomainRow { TenantId = db.TenantId, Name = domain, IsDefault = true });
            db.Add(new DomainRow { TenantId = db.TenantId, Name = domain.Replace(".com", ".onmicrosoft.com", StringComparison.Ordinal) });
            db.Add(new MethodConfigurationRow
            {
                TenantId = db.TenantId,
                Id = "26310fee-860b-4eab-8749-ab730dcf335e",
                IsEnabled = true,
                IncludeTargets = """[{"targetType":"group","id":"all_users"}]""",
                Settings =
                    """{"displayName":"Adatum","appId":"4fabcfc0-5c44-45a1-8c80-8537f0625949","openIdConnectSetting":{"clientId":"7698a352-9465-4e07-a5bd-0aa4a1f9c6bb","discoveryUrl":"https://adatum.com/.well-known/openid-configuration"}}""",
            });
            AddApplications(db, provisioning, reporting);
            foreach (var user in Users(domain, now)) AddUser(db, user, password, methods[user.Id], now);
            db.Add(new GroupRow
            {
                TenantId = db.TenantId,
                Id = HelpdeskTeam,
                DisplayName = "Helpdesk team",
                MailNickname = "helpdesk.team",
                Visibility = "Private",
                IsAssignableToRole = true,
                CreatedDateTime = now
            });
            db.Add(new GroupMemberRow { TenantId = db.TenantId, GroupId = HelpdeskTeam, MemberId = UserId(28) });
            db.Record(Activity.CreateCompany, db.TenantId, domain);
            return await db.TrySaveAsync(cancellation);
        }, cancellation);
    }

    private string Hash(string secret) => _hashes.GetOrAdd(secret, passwords.Hash);

    private static void AddApplications(AuthDb db, string provisioning, string reporting)
    {
        db.Add(new ApplicationRow
        {
            TenantId = db.TenantId,
            Id = Provisioning,
            DisplayName = "Provisioning",
            SecretHash = provisioning,
            ApplicationPermissions = EveryApplication
        });
        db.Add(new ApplicationRow
        {
            TenantId = db.TenantId,
            Id = Reporting,
            DisplayName = "Reporting",
            SecretHash = reporting,
            ApplicationPermissions = ReadOnlyApplication
        });
        foreach (var (id, name) in KnownTools)
        {
            db.Add(new ApplicationRow { TenantId = db.TenantId, Id = id, DisplayName = name, DelegatedPermissions = EveryDelegated });
        }
    }

    internal static IEnumerable<UserRow> Users(string domain = Domain, DateTimeOffset now = default)
    {
        foreach (var (number, alias, name, role) in Administrators) yield return User(number, alias, name, u => u.Roles = role);
        yield return User(21, "balas", "Balas Jansen");
        yield return User(22, "kim", "Kim Akers");
        yield return User(23, "adele", "Adele Vance");
        yield return User(24, "megan", "Megan Bowen");
        yield return User(25, "alex", "Alex Wilber");
        yield return User(26, "synced", "Synced User", u => u.OnPremisesSyncEnabled = true);
        yield return User(27, "disabled", "Disabled User", u => u.AccountEnabled = false);
        yield return User(28, "group.member", "Group Member", u => u.Roles = DirectoryRoles.InRoleAssignableGroup);
        yield return User(29, "guest_fabrikam.com#EXT#", "Guest of Fabrikam", u =>
        {
            (u.UserType, u.CreationType, u.ExternalUserState, u.Mail) = ("Guest", "Invitation", "Accepted", "guest@fabrikam.com");
        });

        UserRow User(int number, string alias, string name, Action<UserRow>? with = null)
        {
            var user = new UserRow
            {
                Id = UserId(number),
                UserPrincipalName = $"{alias}@{domain}",
                UserPrincipalNameKey = UserKey.Of($"{alias}@{domain}"),
                DisplayName = name,
                GivenName = name.Split(' ')[0],
                Surname = name.Split(' ', 2)[1],
                MailNickname = alias,
                CreatedDateTime = now,
                LastPasswordChangeDateTime = now,
                SignInSessionsValidFromDateTime = now.TruncateToSecond(),
            };
            with?.Invoke(user);
            return user;
        }
    }

    private static void AddUser(AuthDb db, UserRow user, string passwordHash, TenantOwned[] methods, DateTimeOffset now)
    {
        user.TenantId = db.TenantId;
        db.Add(user);
        db.Add(new PasswordMethodRow
        {
            TenantId = db.TenantId,
            UserId = user.Id,
            Id = PasswordMethodRow.FixedId,
            PasswordHash = passwordHash,
            CreatedDateTime = now
        });
        foreach (var method in methods)
        {
            method.TenantId = db.TenantId;
            if (method is AuthenticationMethodRow row) (row.UserId, row.CreatedDateTime) = (user.Id, now);
            db.Add(method);
        }

        foreach (var role in DirectoryRole.All.Where(r => r.Flag != DirectoryRoles.Other && user.Roles.HasFlag(r.Flag)))
        {
            db.Add(new RoleAssignmentRow { TenantId = db.TenantId, Id = Guid.NewGuid(), RoleTemplateId = role.TemplateId, PrincipalId = user.Id });
        }
    }
}
