using AuthMethods.Graph;
using AuthMethods.Graph.Query;
using AuthMethods.Storage;
using AuthMethods.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AuthMethods.Features.Reports;

public sealed class RegistrationStore(AuthDb db, UserPolicies policies, RegisteredMethods registered, IOptions<SelfServicePasswordResetOptions> reset, TimeProvider time)
{
    public async Task<Page<UserRegistrationDetails>> PageAsync(GraphQuery query)
    {
        var (report, reach) = await OpenAsync();
        var page = await db.PageAsync(report.Of(db.Users), RegistrationFields.Of(report), query);
        return new(await ToWireAsync(page.Rows, reach), page.Count, page.NextToken);
    }

    /// <summary>Null when there is no such user.</summary>
    public async Task<UserRegistrationDetails?> FindAsync(Guid user)
    {
        var (report, reach) = await OpenAsync();
        return (await ToWireAsync(await report.Of(db.Users.Where(u => u.Id == user)).ToListAsync(), reach)).SingleOrDefault();
    }

    internal async Task<UserRegistrationFeatureSummary> CountByFeatureAsync(IncludedUserTypes types, IncludedUserRoles roles)
    {
        var (report, _) = await OpenAsync();
        var users = Included(types, roles);
        var rows = report.Of(users);
        var (all, registeredForReset) = (await users.LongCountAsync(), await rows.LongCountAsync(r => r.IsSsprRegistered));
        var isEnabled = reset.Value.Enabled;
        return new(all, types, roles,
        [
            new(AuthenticationMethodFeature.SsprRegistered, registeredForReset),
            new(AuthenticationMethodFeature.SsprEnabled, isEnabled ? all : 0),
            new(AuthenticationMethodFeature.SsprCapable, isEnabled ? registeredForReset : 0),
            new(AuthenticationMethodFeature.PasswordlessCapable, await rows.LongCountAsync(r => r.IsPasswordlessCapable)),
            new(AuthenticationMethodFeature.MfaCapable, await rows.LongCountAsync(r => r.IsMfaCapable)),
        ]);
    }

    internal async Task<UserRegistrationMethodSummary> CountByMethodAsync(IncludedUserTypes types, IncludedUserRoles roles)
    {
        await OpenAsync();
        var users = Included(types, roles);
        var methods = db.AuthenticationMethods.Join(users, m => m.UserId, u => u.Id, (m, u) => m);
        var combinations = await methods.GroupBy(registered.Bits).Select(g => new { Bits = g.Key, Users = g.Select(m => m.UserId).Distinct().Count() }).ToListAsync();
        var counts = new List<UserRegistrationMethodCount>();
        foreach (var (bit, name) in Registered.Names.Prepend((Registered.Password, "password")))
        {
            // What counts as something in several combinations may do so twice of one user.
            var having = combinations.Where(c => (c.Bits & bit) != 0).ToArray();
            counts.Add(new(name, having.Length > 1
                ? await methods.Where(registered.IsOneOf(bit)).Select(m => m.UserId).Distinct().LongCountAsync()
                : having.Sum(c => c.Users)));
        }

        return new(await users.LongCountAsync(), types, roles, counts);
    }

    /// <summary>The report as the policy stands; refused to a tenant whose licences do not include it.</summary>
    private async Task<(RegistrationQuery Report, MethodReach Reach)> OpenAsync()
    {
        var tenant = await db.Tenants.Select(t => new { t.LicenseProfile, t.PolicyStamp }).SingleAsync();
        if (tenant.LicenseProfile == "free") throw GraphErrors.NotPremium();
        var reach = new MethodReach(await policies.OfTenantAsync(db, tenant.PolicyStamp));
        return (new(db, registered, reach, reset.Value), reach);
    }

    private async Task<IReadOnlyList<UserRegistrationDetails>> ToWireAsync(IReadOnlyList<RegistrationRow> rows, MethodReach reach)
    {
        var users = rows.Select(r => r.Id).ToArray();
        var methods = await db.AuthenticationMethods.AsNoTracking().Where(m => users.Contains(m.UserId)).ToListAsync();
        var bits = methods.ToLookup(m => m.UserId);
        var now = time.Now();
        return [.. rows.Select(row => UserRegistrationDetails.From(row, registered.Of(bits[row.Id]), reach.OfEveryone, now))];
    }

    private IQueryable<UserRow> Included(IncludedUserTypes types, IncludedUserRoles roles)
    {
        var users = types switch
        {
            IncludedUserTypes.Member => db.Users.Where(u => u.UserType != "Guest"),
            IncludedUserTypes.Guest => db.Users.Where(u => u.UserType == "Guest"),
            IncludedUserTypes.All => db.Users,
        };
        return roles switch
        {
            IncludedUserRoles.Admin => users.Where(RegistrationQuery.IsAdmin),
            IncludedUserRoles.User => users.Where(Conditions.Not(RegistrationQuery.IsAdmin)),
            IncludedUserRoles.PrivilegedAdmin => users.Where(PrivilegedAdministrators.Among(db)),
            IncludedUserRoles.All => users,
        };
    }
}
