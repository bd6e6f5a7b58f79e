using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Authority;

/// <summary>The authority's queries. Only this class looks up a tenant before one is known.</summary>
internal sealed class AuthorityStore(AuthDb db, RegisteredMethods registered, UserPolicies policies)
{
    /// <summary>The tenant with this id or verified domain; null if there is none.</summary>
    public async Task<Guid?> FindTenantAsync(string segment)
    {
        // Ids and domains are ASCII without spaces; some engines ignore one at the end.
        if (segment.AsSpan().ContainsAnyExceptInRange('!', '~')) return null;
        if (GuidKey.TryParse(segment, out var id))
        {
            return await db.Tenants.IgnoreQueryFilters().AnyAsync(t => t.Id == id) ? id : null;
        }

        var name = segment.ToLowerInvariant();
        return await db.Domains.IgnoreQueryFilters().Where(d => d.Name == name).Select(d => (Guid?)d.TenantId).FirstOrDefaultAsync();
    }

    /// <summary>The current tenant, set by <see cref="Enter"/>.</summary>
    public Guid Tenant => db.TenantId;

    public void Enter(Guid tenant) => db.TenantId = tenant;

    /// <summary>The client that was found last, for the sign-in log.</summary>
    public Client? Client { get; private set; }

    /// <summary>The application with this client id; null if it has no service principal in the tenant.</summary>
    public async Task<Client?> FindClientAsync(Guid appId)
    {
        var found = await (
            from s in db.ServicePrincipals.AsNoTracking()
            where s.AppId == appId
            join a in db.Applications.AsNoTracking() on s.AppId equals a.AppId into registrations
            from a in registrations.DefaultIfEmpty()
            select new { Principal = s, Registration = a }).FirstOrDefaultAsync();
        return Client = found is null ? null : new(found.Principal, found.Registration);
    }

    /// <summary>Whether an application is registered, with or without a service principal.</summary>
    public Task<bool> IsRegisteredAsync(Guid appId) => db.Applications.AnyAsync(a => a.AppId == appId);

    /// <summary>The name of an application that is registered in some tenant or has a service principal in one; null if there is none.</summary>
    public async Task<string?> NameInAnyTenantAsync(Guid appId) =>
        await db.Applications.IgnoreQueryFilters().Where(a => a.AppId == appId).OrderBy(a => a.CreatedDateTime).Select(a => a.DisplayName).FirstOrDefaultAsync()
        ?? await db.ServicePrincipals.IgnoreQueryFilters().Where(s => s.AppId == appId && s.AccountEnabled)
            .OrderBy(s => s.TenantId).Select(s => s.DisplayName).FirstOrDefaultAsync();

    /// <summary>The name of a client in the current tenant; null if there is none.</summary>
    public async Task<string?> ApplicationNameAsync(string clientId)
    {
        if (!GuidKey.TryParse(clientId, out var id)) return null;
        var client = Client?.AppId == id && Client.Principal.TenantId == Tenant ? Client : await FindClientAsync(id);
        return client?.Principal.DisplayName;
    }

    public Task<string> TenantNameAsync() => db.Tenants.Select(t => t.DisplayName).SingleAsync();

    /// <summary>The secrets and certificates of a client, expired ones too.</summary>
    public Task<List<ApplicationCredentialRow>> CredentialsAsync(Client client)
    {
        var (principal, registration) = (client.Principal.Id, client.Registration?.Id ?? client.Principal.Id);
        return db.ApplicationCredentials.AsNoTracking().Where(c => c.OwnerId == registration || c.OwnerId == principal).ToListAsync();
    }

    /// <summary>The application of the tenant that is known by a client id or identifier URI.</summary>
    public async Task<Api?> FindApiAsync(string name)
    {
        var (key, isId) = (TextKey.Of(name), GuidKey.TryParse(name, out var id));
        var usable =
            from a in db.Applications.AsNoTracking()
            join s in db.ServicePrincipals on new { a.TenantId, a.AppId } equals new { s.TenantId, s.AppId }
            where s.AccountEnabled
            select a;
        var found = isId ? usable.Where(a => a.AppId == id) : usable.Where(a => a.IdentifierUriKeys.Contains(key));
        return await found.OrderBy(a => a.CreatedDateTime).FirstOrDefaultAsync() is { } row ? new(row.AppId, name, Application.From(row)) : null;
    }

    /// <summary>Whether pages of an origin belong to a single-page application of the tenant, or of any tenant until one is entered.</summary>
    public async Task<bool> HasPageAsync(string origin)
    {
        // The port of the user's own machine is not compared.
        var text = Loopback.IsOrigin(origin) ? new Uri(origin).Host : origin;
        var possible = db.Applications.AsNoTracking().Where(a => a.Settings!.Contains(text));
        if (Tenant == Guid.Empty) possible = possible.IgnoreQueryFilters([AuthDb.TenantFilter]);
        await foreach (var application in possible.AsAsyncEnumerable())
        {
            if (Authority.Client.HasPage(Application.From(application), origin)) return true;
        }

        return false;
    }

    /// <summary>The application permissions that a client has: the roles of an API that it is assigned.</summary>
    public async Task<string[]> ApplicationPermissionsAsync(Client client, Api api)
    {
        var (id, resourceId) = (client.Principal.Id, api.AppId);
        var roles = await (
            from a in db.AppRoleAssignments
            join resource in db.ServicePrincipals on a.ResourceId equals resource.Id
            where a.PrincipalId == id && resource.AppId == resourceId
            select a.AppRoleId).ToListAsync();
        return [.. roles.Select(api.FindRole).OfType<string>().Order(StringComparer.Ordinal)];
    }

    /// <summary>What all users, and a user with this name, have consented to.</summary>
    public async Task<Consent> ConsentAsync(Client client, string userPrincipalName, Api api)
    {
        var grants = await GrantsAsync(client);
        var isOfUsers = grants.Any(g => g.Principal != PermissionGrantRow.AllPrincipals);
        var user = isOfUsers ? (await FindUserAsync(userPrincipalName))?.Id : null;
        return Of(client, api, grants.Where(g => g.Principal == PermissionGrantRow.AllPrincipals || g.Principal == user));
    }

    /// <summary>What all users, and one of them, have consented to.</summary>
    public async Task<Consent> ConsentAsync(Client client, Guid user, Api api)
    {
        var grants = await GrantsAsync(client);
        return Of(client, api, grants.Where(g => g.Principal == PermissionGrantRow.AllPrincipals || g.Principal == user));
    }

    /// <summary>The user who was found last, for the sign-in log.</summary>
    public UserRow? User { get; private set; }

    public async Task<UserRow?> FindUserAsync(string userPrincipalName)
    {
        var key = UserKey.Parse(userPrincipalName)?.Name;
        return User = key is null ? null : await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.UserPrincipalNameKey == key);
    }

    public async Task<UserRow?> FindUserAsync(Guid id) => User = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id);

    /// <summary>Whether an administrator required the user to re-register for multi-factor authentication and the user hasn't yet.</summary>
    public async Task<bool> MustRegisterAsync(UserRow user) => user.MfaReregistrationRequiredDateTime is not null
        && !await db.AuthenticationMethods.Where(m => m.UserId == user.Id).AnyAsync(registered.IsOneOf(registered.Mfa));

    /// <summary>Whether the user has registered a method for multi-factor authentication, whatever the policy says of it now.</summary>
    public Task<bool> HasMultiFactorAsync(UserRow user) =>
        db.AuthenticationMethods.Where(m => m.UserId == user.Id).AnyAsync(registered.IsOneOf(registered.Mfa));

    /// <summary>Whether the tenant has the security defaults on.</summary>
    public async Task<bool> HasSecurityDefaultsAsync() =>
        (await db.Tenants.Select(t => t.Restrictions).SingleAsync()).HasFlag(DirectoryRestrictions.AdministratorsNeedMfa);

    /// <summary>The second factor that the user prefers, or else the one that they registered first; null if they have none.</summary>
    public async Task<SecondFactor?> DefaultFactorAsync(UserRow user, UserPolicy policy) => DefaultMethod.Of(
        user.PreferredSecondFactor, await db.AuthenticationMethods.AsNoTracking().Where(m => m.UserId == user.Id).ToListAsync(),
        new(policy, registered, IsMasked: false));

    /// <summary>The methods policy as it applies to a user now.</summary>
    public async Task<UserPolicy> PolicyOfAsync(UserRow user) =>
        await policies.OfAsync(db, user.Id);

    /// <summary>The methods policy of the current tenant.</summary>
    public async Task<MethodsPolicy> PolicyOfTenantAsync() =>
        await policies.OfTenantAsync(db, await db.Tenants.Select(t => t.PolicyStamp).FirstOrDefaultAsync());

    public Task<bool> HasMethodAsync(UserRow user, string id) => db.AuthenticationMethods.AnyAsync(m => m.UserId == user.Id && m.Id == id);

    private Task<List<Granted>> GrantsAsync(Client client)
    {
        var id = client.Principal.Id;
        return (
            from g in db.PermissionGrants
            join resource in db.ServicePrincipals on g.ResourceId equals resource.Id
            where g.ClientId == id
            select new Granted(g.PrincipalId, resource.AppId, g.Scope)).ToListAsync();
    }

    private static Consent Of(Client client, Api api, IEnumerable<Granted> grants)
    {
        var all = grants.ToArray();
        var names = all.Where(g => g.ApiId == api.AppId).SelectMany(g => g.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        string[] permissions = [.. names.Concat(api.PreAuthorized(client.AppId)).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new(client.AppId, permissions) { IsFirst = all.Length == 0 && permissions.Length == 0 };
    }

    private sealed record Granted(Guid Principal, Guid ApiId, string Scope);
}
