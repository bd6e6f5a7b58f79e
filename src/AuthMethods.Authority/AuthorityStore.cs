using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Authority;

/// <summary>The authority's queries. Only this class looks up a tenant before one is known.</summary>
internal sealed class AuthorityStore(AuthDb db, RegisteredMethods registered)
{
    /// <summary>The tenant with this id or verified domain; null if there is none.</summary>
    public async Task<Guid?> FindTenantAsync(string segment)
    {
        if (Guid.TryParse(segment, out var id))
        {
            return await db.Tenants.IgnoreQueryFilters().AnyAsync(t => t.Id == id) ? id : null;
        }

        var name = segment.ToLowerInvariant();
        return await db.Domains.IgnoreQueryFilters().Where(d => d.Name == name).Select(d => (Guid?)d.TenantId).FirstOrDefaultAsync();
    }

    /// <summary>The current tenant, set by <see cref="Enter"/>.</summary>
    public Guid Tenant => db.TenantId;

    public void Enter(Guid tenant) => db.TenantId = tenant;

    /// <summary>The application that was found last, for the sign-in log.</summary>
    public ApplicationRow? Application { get; private set; }

    /// <summary>The user who was found last, for the sign-in log.</summary>
    public UserRow? User { get; private set; }

    public async Task<ApplicationRow?> FindApplicationAsync(Guid id) =>
        Application = await db.Applications.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id);

    public async Task<UserRow?> FindUserAsync(string userPrincipalName)
    {
        var key = UserKey.Of(userPrincipalName);
        return User = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.UserPrincipalNameKey == key);
    }

    public async Task<UserRow?> FindUserAsync(Guid id) => User = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id);

    /// <summary>Whether an administrator required the user to re-register for multi-factor authentication and the user hasn't yet.</summary>
    public async Task<bool> MustRegisterAsync(UserRow user) => user.MfaReregistrationRequiredDateTime is not null
        && !await db.AuthenticationMethods.Where(m => m.UserId == user.Id).AnyAsync(registered.IsOneOf(registered.Mfa));
}
