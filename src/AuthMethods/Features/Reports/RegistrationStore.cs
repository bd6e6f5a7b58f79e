using System.Globalization;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AuthMethods.Features.Reports;

internal sealed class RegistrationStore(
    AuthDb db, UserPolicies policies, RegisteredMethods registered, IOptions<SelfServicePasswordResetOptions> reset, TimeProvider time)
{
    private const int ShownDays = 30;

    /// <summary>The reports leave out disabled accounts, as Graph's do.</summary>
    private IQueryable<UserRow> Reported => db.Users.Where(u => u.AccountEnabled);

    public async Task<Outcome<Page<UserRegistrationDetails>>> PageAsync(GraphQuery query)
    {
        var opened = await OpenAsync();
        if (opened.Refusal is { } refusal) return refusal;
        var (report, reach) = opened.OrThrow();
        var page = await db.PageAsync(report.Of(Reported), RegistrationFields.Of(report), query);
        return new Page<UserRegistrationDetails>(await ToWireAsync(page.Rows, reach), page.Count, page.NextToken);
    }

    /// <summary>Null when the user does not exist or is disabled.</summary>
    public async Task<Outcome<UserRegistrationDetails?>> FindAsync(Guid user)
    {
        var opened = await OpenAsync();
        if (opened.Refusal is { } refusal) return refusal;
        var (report, reach) = opened.OrThrow();
        return (await ToWireAsync(await report.Of(Reported.Where(u => u.Id == user)).ToListAsync(), reach)).SingleOrDefault();
    }

    /// <summary>The same as <see cref="PageAsync"/>, in the form of the older report.</summary>
    internal async Task<Outcome<Page<CredentialUserRegistrationDetails>>> CredentialPageAsync(GraphQuery query)
    {
        var opened = await OpenAsync();
        if (opened.Refusal is { } refusal) return refusal;
        var (report, reach) = opened.OrThrow();
        var page = await db.PageAsync(report.Of(db.Users.Where(u => u.AccountEnabled)), CredentialUserRegistrationDetails.Fields(report), query);
        return new Page<CredentialUserRegistrationDetails>(
            [.. (await ToWireAsync(page.Rows, reach)).Select(CredentialUserRegistrationDetails.From)], page.Count, page.NextToken);
    }

    /// <summary>How many users with an enabled account are registered and capable.</summary>
    internal async Task<Outcome<CredentialUserRegistrationCount>> CountCredentialsAsync()
    {
        var opened = await OpenAsync();
        if (opened.Refusal is { } refusal) return refusal;
        var (report, reach) = opened.OrThrow();
        var users = db.Users.Where(u => u.AccountEnabled);
        var (all, counts, isEnabled) = (await users.LongCountAsync(), await report.CountsOf(users).ToListAsync(), reset.Value.Enabled);
        return new CredentialUserRegistrationCount(db.TenantId.ToString(), all,
        [
            new(RegistrationStatusType.Registered, UsersOf(MayReset)),
            new(RegistrationStatusType.Enabled, isEnabled ? all : 0),
            new(RegistrationStatusType.Capable, UsersOf(c =>
                (isEnabled && MayReset(c)) || (Bits(c) & (reach.ForEveryone | c.ScopedBits) & registered.Mfa) != 0)),
            new(RegistrationStatusType.MfaRegistered, UsersOf(c => (Bits(c) & registered.Mfa) != 0)),
        ]);

        long UsersOf(Func<RegistrationCount, bool> are) => counts.Where(are).Sum(c => (long)c.Users);

        bool MayReset(RegistrationCount c) => reset.Value.MethodsRequired == 1 ? (Bits(c) & registered.PasswordReset) != 0 : c.HasSeveralForReset;
    }

    internal async Task<Outcome<UserRegistrationFeatureSummary>> CountByFeatureAsync(IncludedUserTypes types, IncludedUserRoles roles)
    {
        var counted = await CountAsync(types, roles);
        if (counted.Refusal is { } refusal) return refusal;
        var (all, counts, reach, report) = counted.OrThrow();
        var withReset = Included(types, roles).Where(report.IsSsprEnabled);
        var countsWithReset = reset.Value.Enabled ? await report.CountsOf(withReset).ToListAsync() : [];
        return new UserRegistrationFeatureSummary(all, types, roles,
        [
            new(AuthenticationMethodFeature.SsprRegistered, UsersOf(counts, IsRegisteredForReset)),
            new(AuthenticationMethodFeature.SsprEnabled, reset.Value.Enabled ? await withReset.LongCountAsync() : 0),
            new(AuthenticationMethodFeature.SsprCapable, UsersOf(countsWithReset, IsRegisteredForReset)),
            new(AuthenticationMethodFeature.PasswordlessCapable, UsersOf(counts, c => MayUse(c, registered.Passwordless))),
            new(AuthenticationMethodFeature.MfaCapable, UsersOf(counts, c => MayUse(c, registered.Mfa))),
        ]);

        static long UsersOf(IReadOnlyList<RegistrationCount> counts, Func<RegistrationCount, bool> are) => counts.Where(are).Sum(c => (long)c.Users);

        bool IsRegisteredForReset(RegistrationCount users) =>
            reset.Value.MethodsRequired == 1 ? (Bits(users) & registered.PasswordReset) != 0 : users.HasSeveralForReset;

        bool MayUse(RegistrationCount users, long mask) => (Bits(users) & (reach.ForEveryone | users.ScopedBits) & mask) != 0;
    }

    internal async Task<Outcome<UserRegistrationMethodSummary>> CountByMethodAsync(IncludedUserTypes types, IncludedUserRoles roles)
    {
        var counted = await CountAsync(types, roles);
        if (counted.Refusal is { } refusal) return refusal;
        var (all, counts, _, _) = counted.OrThrow();
        return new UserRegistrationMethodSummary(all, types, roles,
        [
            .. registered.Names.Select(m => new UserRegistrationMethodCount(m.Name, counts.Where(c => (Bits(c) & m.Mask) != 0).Sum(c => (long)c.Users)))
        ]);
    }

    /// <summary>How many passwords were set on each of the last thirty days, from the audit log, latest day first; days without any are omitted.</summary>
    internal async Task<Outcome<UserPasswordResetsAndChangesSummary[]>> CountPasswordsAsync()
    {
        if ((await OpenAsync()).Refusal is { } refusal) return refusal;
        var (changed, reset) = (AuditActivity.ChangeUserPassword.DisplayName, AuditActivity.ResetUserPassword.DisplayName);
        var own = AuditActivity.ResetPasswordSelfService.DisplayName;
        var since = time.Now().AddDays(-ShownDays);
        var set = await db.AuditRecords
            .Where(a => a.ActivityDateTime >= since && a.Result == AuditRow.Success
                && (a.ActivityDisplayName == changed || a.ActivityDisplayName == reset || a.ActivityDisplayName == own))
            .Select(a => new { a.ActivityDateTime, a.ActivityDisplayName }).ToListAsync();
        return set.GroupBy(a => a.ActivityDateTime.UtcDateTime.Date)
            .OrderByDescending(day => day.Key)
            .Select(day => new UserPasswordResetsAndChangesSummary(
                $"{DerivedId.From(db.TenantId, new(day.Key.Year, (short)day.Key.Month, (short)day.Key.Day, new byte[8]))}", day.Key,
                day.Count(a => a.ActivityDisplayName == changed), day.Count(a => a.ActivityDisplayName == reset))
            {
                PasswordResetsSelfServiceCount = day.Count(a => a.ActivityDisplayName == own),
            })
            .ToArray();
    }

    private async Task<Outcome<(long All, IReadOnlyList<RegistrationCount> Counts, MethodReach Reach, RegistrationQuery Report)>> CountAsync(
        IncludedUserTypes types, IncludedUserRoles roles)
    {
        var opened = await OpenAsync();
        if (opened.Refusal is { } refusal) return refusal;
        var (report, reach) = opened.OrThrow();
        var users = Included(types, roles);
        return (await users.LongCountAsync(), await report.CountsOf(users).ToListAsync(), reach, report);
    }

    /// <summary>The report under the current policy; refused if the licenses of the tenant do not include it.</summary>
    private async Task<Outcome<(RegistrationQuery Report, MethodReach Reach)>> OpenAsync()
    {
        var tenant = await db.Tenants.Select(t => new { t.LicenseProfile, t.PolicyStamp, t.Restrictions }).SingleAsync();
        if (tenant.LicenseProfile == "free") return GraphErrors.NotPremium();
        var reach = new MethodReach(registered, await policies.OfTenantAsync(db, tenant.PolicyStamp));
        var nested = await new Memberships(db).WithNestedAsync(reach.Groups);
        return (new RegistrationQuery(db, registered, reach, nested, reset.Value, tenant.Restrictions), reach);
    }

    private async Task<IReadOnlyList<UserRegistrationDetails>> ToWireAsync(IReadOnlyList<RegistrationReportRow> rows, MethodReach reach)
    {
        var users = rows.Select(r => r.Id).ToArray();
        var methods = await db.AuthenticationMethods.AsNoTracking().Where(m => users.Contains(m.UserId)).ToListAsync();
        var bits = methods.ToLookup(m => m.UserId);
        var now = time.Now();
        return [.. rows.Select(row => UserRegistrationDetails.From(row, registered.Of(bits[row.Id]), registered, reach, now))];
    }

    private long Bits(RegistrationCount users) => registered.OfSum(users.Sum);

    private IQueryable<UserRow> Included(IncludedUserTypes types, IncludedUserRoles roles)
    {
        var users = types switch
        {
            IncludedUserTypes.Member => Reported.Where(u => u.UserType != "Guest"),
            IncludedUserTypes.Guest => Reported.Where(u => u.UserType == "Guest"),
            IncludedUserTypes.All => Reported,
        };
        return roles switch
        {
            IncludedUserRoles.Admin => users.Where(RegistrationQuery.IsAdmin),
            IncludedUserRoles.User => users.Where(Conditions.Not(RegistrationQuery.IsAdmin)),
            IncludedUserRoles.PrivilegedAdmin => users.Where(PrivilegedAdministrators.IsPrivileged(db)),
            IncludedUserRoles.All => users,
        };
    }
}
