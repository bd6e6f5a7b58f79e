using System.Collections.Concurrent;
using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Seed;

/// <summary>
/// The directory of every development server: a user for each role with different rights or protection, ordinary users of each kind,
/// and three applications. Ids never change, so that examples in the documentation work everywhere.
/// </summary>
internal sealed class SampleTenant(Writer writer, MethodKinds kinds, Passwords passwords, Secrets secrets, TimeProvider time)
{
    public static readonly Guid Id = new("aaaabbbb-0000-cccc-1111-dddd2222eeee");
    public const string Domain = SampleUser.Domain;
    public const string Password = "Contoso-Dev-1!";
    public static readonly Guid Provisioning = new("00001111-aaaa-2222-bbbb-3333cccc4444");
    public const string ProvisioningSecret = "provisioning-secret";
    public static readonly Guid Reporting = new("11112222-bbbb-3333-cccc-4444dddd5555");
    public const string ReportingSecret = "reporting-secret";
    public static readonly Guid AdminTools = new("22223333-cccc-4444-dddd-5555eeee6666");

    // Public clients that administrators commonly have installed.
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

    // Users with the same password share a hash: the passwords are public, and hashing is slow by design.
    private readonly ConcurrentDictionary<string, string> _hashes = new();

    private static readonly Guid HelpdeskTeam = new("00000000-0000-4000-8000-000000000101");

    private static readonly string EveryDelegated = string.Join(' ', GraphPermissions.Delegated);
    internal static readonly Guid[] EveryApplication = RolesOf(GraphPermissions.Application);
    private static readonly Guid[] ReadOnlyApplication = RolesOf(GraphPermissions.Application.Where(p =>
        p.Contains("Read", StringComparison.Ordinal) && !p.Contains("ReadWrite", StringComparison.Ordinal) && !p.Contains("Update", StringComparison.Ordinal)));

    /// <summary>The object id of a sample user: 1 to 14 are administrators, 21 to 29 other users.</summary>
    public static Guid UserId(int number) => SampleUser.IdOf(number);

    /// <summary>The object id of a sample application's registration: its client id, with zeros in the second group.</summary>
    public static Guid RegistrationOf(Guid appId) => new($"{appId.ToString()[..9]}0000{appId.ToString()[13..]}");

    private static Guid[] RolesOf(IEnumerable<string> permissions) =>
        [.. permissions.Select(p => PublishedPermissions.Find(p)?.ApplicationId).OfType<Guid>()];

    /// <summary>The users who can sign in, with what is particular about each.</summary>
    public static IEnumerable<(UserRow User, string About)> Personas() => Users().Where(user => user.AccountEnabled).Select(user => (user, About(user)));

    private static string About(UserRow user) =>
        user.Roles == DirectoryRoles.InRoleAssignableGroup ? "member of a role-assignable group"
        : user.Roles != DirectoryRoles.None ? string.Join(", ", DirectoryRole.NamesOf(user.Roles))
        : user.OnPremisesSyncEnabled == true ? "synchronized from on-premises"
        : user.UserType.ToLowerInvariant();

    /// <summary>Creates the sample tenant, or a copy of it with another id, domain and name. False if it exists, or another tenant has the domain.</summary>
    public Task<bool> CreateAsync(Guid? tenantId = null, string domain = Domain, string name = "Contoso", CancellationToken cancellation = default)
    {
        var (provisioning, reporting) = (Hash(ProvisioningSecret), Hash(ReportingSecret));
        var methods = Users().ToDictionary(u => u.Id, SamplesOf);
        return writer.RunAsync(tenantId ?? Id, AuditTrail.Server(time.OfServer()), async change =>
        {
            if (await change.Tenants.AnyAsync(cancellation)) return false;
            change.Add(new TenantRow { Id = change.TenantId, DisplayName = name, CreatedDateTime = change.Now, PolicyStamp = Guid.NewGuid() });
            change.Add(new DomainRow { TenantId = change.TenantId, Name = domain, IsDefault = true });
            if (OnMicrosoft(domain) is { } second) change.Add(new DomainRow { TenantId = change.TenantId, Name = second });
            foreach (var row in kinds.All.SelectMany(kind => kind.TenantSamples))
            {
                row.TenantId = change.TenantId;
                change.Add(row);
            }

            AddApplications(change, provisioning, reporting);
            foreach (var user in Users(domain, change.Now)) AddUser(change, user, methods[user.Id]);
            change.Add(new GroupRow
            {
                TenantId = change.TenantId,
                Id = HelpdeskTeam,
                DisplayName = "Helpdesk team",
                MailNickname = "helpdesk.team",
                Visibility = "Private",
                IsAssignableToRole = true,
                CreatedDateTime = change.Now
            });
            change.Add(new GroupMemberRow { TenantId = change.TenantId, GroupId = HelpdeskTeam, MemberId = UserId(28) });
            change.Record(AuditActivity.CreateCompany, change.TenantId, domain);
            if (!await change.TrySaveAsync(cancellation)) return false;
            await AssignAsync(change, Provisioning, EveryApplication, cancellation);
            await AssignAsync(change, Reporting, ReadOnlyApplication, cancellation);
            await TenantSnapshots.TakeAsync(change, Guid.Empty, "sample", cancellation);
            return true;
        }, cancellation);
    }

    /// <summary>The second domain of a tenant with a domain; null if that has none of the form.</summary>
    internal static string? OnMicrosoft(string domain) =>
        domain.EndsWith(".com", StringComparison.Ordinal) && !domain.EndsWith(".onmicrosoft.com", StringComparison.Ordinal)
            ? $"{domain[..^4]}.onmicrosoft.com"
            : null;

    private TenantOwned[] SamplesOf(UserRow user)
    {
        var sample = new SampleUser(user.MailNickname!, Password, time.OfServer().Now(), Hash, secrets.Encrypt, user.Id) { IsExternal = user.IsExternal };
        return [.. kinds.All.SelectMany(kind => kind.SamplesOf(sample))];
    }

    private string Hash(string secret) => _hashes.GetOrAdd(secret, passwords.HashSample);

    private static void AddApplications(Change change, string provisioning, string reporting)
    {
        var graph = PublishedApi.RowIn(change.TenantId);
        change.Add(graph);
        AddApplication(change, Provisioning, "Provisioning", "5a1ec0de-0000-4000-8000-000000000001", ProvisioningSecret, provisioning);
        AddApplication(change, Reporting, "Reporting", "5a1ec0de-0000-4000-8000-000000000002", ReportingSecret, reporting);
        foreach (var (id, name) in KnownTools)
        {
            if (id == AdminTools) AddApplication(change, id, name);
            else change.Add(PrincipalOf(change, id, name, ServicePrincipalRow.Microsoft));
            change.Add(new PermissionGrantRow
            {
                TenantId = change.TenantId,
                Id = Guid.NewGuid(),
                ClientId = id,
                PrincipalId = PermissionGrantRow.AllPrincipals,
                ResourceId = graph.Id,
                Scope = EveryDelegated
            });
        }
    }

    /// <summary>Adds an application that is registered in the tenant; one without a secret is a public client.</summary>
    private static void AddApplication(Change change, Guid appId, string name, string? keyId = null, string? secret = null, string? hash = null)
    {
        var registration = new ApplicationRow
        {
            TenantId = change.TenantId, Id = RegistrationOf(appId), AppId = appId, DisplayName = name, CreatedDateTime = change.Now,
        };
        if (secret is null) registration.Settings = """{"isFallbackPublicClient":true}""";
        change.Add(registration);
        change.Add(PrincipalOf(change, appId, name, change.TenantId));
        if (secret is null) return;
        change.Add(new ApplicationCredentialRow
        {
            TenantId = change.TenantId,
            OwnerId = registration.Id,
            KeyId = Guid.Parse(keyId!),
            DisplayName = "Sample",
            // Valid whatever the clock of the tenant is set to.
            StartDateTime = TenantClock.Earliest,
            SecretHash = hash,
            Hint = secret[..3]
        });
    }

    private static ServicePrincipalRow PrincipalOf(Change change, Guid appId, string name, Guid owner) =>
        new() { TenantId = change.TenantId, Id = appId, AppId = appId, DisplayName = name, AppOwnerOrganizationId = owner };

    internal static async Task AssignAsync(Change change, Guid application, Guid[] roles, CancellationToken cancellation)
    {
        var graph = PublishedApi.RowIn(change.TenantId).Id;
        await RowInserter.InsertAsync(change.Rows, roles.Select(Row), cancellation);

        AppRoleAssignmentRow Row(Guid role) => new()
        {
            TenantId = change.TenantId, Id = Guid.NewGuid(), PrincipalId = application, ResourceId = graph, AppRoleId = role, CreatedDateTime = change.Now,
        };
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

    private static void AddUser(Change change, UserRow user, TenantOwned[] methods)
    {
        user.TenantId = change.TenantId;
        change.Add(user);
        foreach (var method in methods)
        {
            method.TenantId = change.TenantId;
            if (method is AuthenticationMethodRow row) (row.UserId, row.CreatedDateTime) = (user.Id, change.Now);
            change.Add(method);
        }

        foreach (var role in DirectoryRole.All.Where(r => r.Flag != DirectoryRoles.Other && user.Roles.HasFlag(r.Flag)))
        {
            change.Add(new RoleAssignmentRow { TenantId = change.TenantId, Id = Guid.NewGuid(), RoleTemplateId = role.TemplateId, PrincipalId = user.Id });
        }
    }
}
