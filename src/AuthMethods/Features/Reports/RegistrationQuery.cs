using System.Linq.Expressions;
using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;

namespace AuthMethods.Features.Reports;

/// <summary>
/// The registration report as one query over users: each property is an expression that the database evaluates, so it can also filter by
/// it.
/// </summary>
/// <param name="db">The tenant's rows.</param>
/// <param name="registered">Computes what methods count as.</param>
/// <param name="reach">What the policy allows whom.</param>
/// <param name="nested">Each group that the policy names, with itself and those nested in it.</param>
/// <param name="reset">Who resets their own password.</param>
/// <param name="restrictions">The tenant's restrictions.</param>
internal sealed class RegistrationQuery(AuthDb db, RegisteredMethods registered, MethodReach reach, ILookup<Guid, Guid> nested,
    SelfServicePasswordResetOptions reset, DirectoryRestrictions restrictions)
{
    private const DirectoryRoles NoAdministrator = DirectoryRoles.InRoleAssignableGroup;

    public static readonly Expression<Func<UserRow, bool>> IsAdmin = u => ((u.Roles | u.ScopedRoles) & ~NoAdministrator) != DirectoryRoles.None;

    public IQueryable<RegistrationReportRow> Of(IQueryable<UserRow> users) => users.Select(Conditions.New<UserRow, RegistrationReportRow>(
        (nameof(RegistrationReportRow.Id), Of(u => u.Id)),
        (nameof(RegistrationReportRow.UserPrincipalName), Of(u => u.UserPrincipalName)),
        (nameof(RegistrationReportRow.UserPrincipalNameKey), Of(u => u.UserPrincipalNameKey)),
        (nameof(RegistrationReportRow.DisplayName), Of(u => u.DisplayName)),
        (nameof(RegistrationReportRow.DisplayNameKey), Of(u => u.DisplayNameKey)),
        (nameof(RegistrationReportRow.UserType), Of(u => u.UserType)),
        (nameof(RegistrationReportRow.IsAdmin), IsAdmin),
        (nameof(RegistrationReportRow.IsMfaRegistered), Has(registered.Mfa)),
        (nameof(RegistrationReportRow.IsMfaCapable), MayUse(registered.Mfa)),
        (nameof(RegistrationReportRow.IsPasswordlessCapable), MayUse(registered.Passwordless)),
        (nameof(RegistrationReportRow.IsSsprRegistered), IsSsprRegistered()),
        (nameof(RegistrationReportRow.IsSsprEnabled), IsSsprEnabled),
        (nameof(RegistrationReportRow.IsSystemPreferredEnabled), IsSystemPreferred()),
        (nameof(RegistrationReportRow.DefaultFactor), Default()),
        (nameof(RegistrationReportRow.ScopedBits), ScopedBits()),
        (nameof(RegistrationReportRow.ScopedUses), ScopedUses())));

    /// <summary>Whether the tenant lets the user reset their own password.</summary>
    public Expression<Func<UserRow, bool>> IsSsprEnabled
    {
        get
        {
            if (!reset.Enabled) return _ => false;
            return restrictions.HasFlag(DirectoryRestrictions.AdministratorsResetNoPasswords) ? Conditions.Not(IsAdmin) : _ => true;
        }
    }

    /// <summary>
    /// Counts users by their combination of registrations; users without a method are not counted. The methods are read once, in key
    /// order, and the result has one row for each combination, however many users have it.
    /// </summary>
    public IQueryable<RegistrationCount> CountsOf(IQueryable<UserRow> users)
    {
        Expression<Func<AuthenticationMethodRow, Guid>> holder = m => m.UserId;
        var methods = db.AuthenticationMethods
            .Select(Conditions.New<AuthenticationMethodRow, RegisteredMethod>(
                (nameof(RegisteredMethod.UserId), holder), (nameof(RegisteredMethod.Bits), registered.Bits)))
            .GroupBy(m => m.UserId);
        var forReset = registered.PasswordReset;
        // Computing the bits of a method is the expensive part, so it is done only where needed.
        var ofUsers = reset.MethodsRequired == 1
            ? methods.Select(g => new { UserId = g.Key, Sum = g.Select(m => m.Bits).Distinct().Sum(), HasSeveralForReset = false })
            : methods.Select(g => new
            {
                UserId = g.Key,
                Sum = g.Select(m => m.Bits).Distinct().Sum(),
                HasSeveralForReset = g.Sum(m => (m.Bits & forReset) != 0 ? 1 : 0) > 1
            });
        return users
            .Select(Conditions.New<UserRow, ScopedUser>((nameof(ScopedUser.Id), Of(u => u.Id)), (nameof(ScopedUser.ScopedBits), ScopedBits())))
            .Join(ofUsers, u => u.Id, m => m.UserId, (u, m) => new { m.Sum, m.HasSeveralForReset, u.ScopedBits })
            .GroupBy(u => new { u.Sum, u.HasSeveralForReset, u.ScopedBits })
            .Select(g => new RegistrationCount
            {
                Sum = g.Key.Sum, HasSeveralForReset = g.Key.HasSeveralForReset, ScopedBits = g.Key.ScopedBits, Users = g.Count()
            });
    }

    /// <summary>Whether the user has registered one of the methods.</summary>
    private Expression<Func<UserRow, bool>> Has(long mask)
    {
        var isOneOf = registered.IsOneOf(mask);
        // FirstOrDefault instead of Any: for Any, PostgreSQL reads the methods of all users.
        return u => db.AuthenticationMethods.Where(m => m.UserId == u.Id).Where(isOneOf).Select(_ => 1).FirstOrDefault() == 1;
    }

    /// <summary>Whether the user has registered one of the methods and the policy allows it.</summary>
    private Expression<Func<UserRow, bool>> MayUse(long mask) => Conditions.Any(
        reach.Scoped.Where(s => (s.Bits & mask) != 0).Select(s => Conditions.Both(Has(s.Bits & mask), IsIn(s.Users))).Prepend(Has(reach.ForEveryone & mask)));

    /// <summary>Whether <c>methodsRegistered</c> has a name; an unknown name is in no list.</summary>
    public Expression<Func<RegistrationReportRow, bool>> IsRegisteredAs(string name)
    {
        var isOneOf = registered.IsOneOf(registered.Listed.FirstOrDefault(n => n.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Mask);
        return r => db.AuthenticationMethods.Where(m => m.UserId == r.Id).Any(isOneOf);
    }

    /// <summary>Whether <c>systemPreferredAuthenticationMethods</c> has a name.</summary>
    public Expression<Func<RegistrationReportRow, bool>> IsPreferredAs(string name)
    {
        var use = reach.Uses.ToList().FindIndex(u => u.Use.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (use < 0) return _ => false;
        var prefers = Prefers(use);
        return r => db.Users.Where(prefers).Any(u => u.Id == r.Id);
    }

    /// <summary>Whether a use is the most preferred one that the user has registered and may use.</summary>
    private Expression<Func<UserRow, bool>> Prefers(int index)
    {
        var (use, better) = (reach.Uses[index], reach.Uses.Take(index).ToArray());
        var chosen = Conditions.Both(IsSystemPreferred(), MayUse(use.Use.Bits));
        if (use.Users is { } users) chosen = Conditions.Both(chosen, IsIn(users));
        var always = better.Where(b => b.Users is null).Aggregate(0L, (bits, b) => bits | b.Use.Bits);
        if (always != 0) chosen = Conditions.Both(chosen, Conditions.Not(MayUse(always)));
        foreach (var (other, some) in better)
        {
            if (some is null || (other.Bits & ~always) == 0) continue;
            chosen = Conditions.Both(chosen, Conditions.Not(other.Bits == use.Use.Bits ? IsIn(some) : Conditions.Both(MayUse(other.Bits), IsIn(some))));
        }

        return chosen;
    }

    /// <summary>Whether the system preference applies to the user: as set on the user, otherwise as the policy says.</summary>
    private Expression<Func<UserRow, bool>> IsSystemPreferred()
    {
        Expression<Func<UserRow, bool>> isSet = u => u.IsSystemPreferred == true;
        Expression<Func<UserRow, bool>> isLeftToThePolicy = u => u.IsSystemPreferred == null;
        return Conditions.Any([isSet, Conditions.Both(isLeftToThePolicy, IsIn(reach.SystemPreferred))]);
    }

    private Expression<Func<UserRow, bool>> IsSsprRegistered()
    {
        var isOneOf = registered.IsOneOf(registered.PasswordReset);
        var least = reset.MethodsRequired;
        return least == 1 ? Has(registered.PasswordReset) : u => db.AuthenticationMethods.Where(m => m.UserId == u.Id).Count(isOneOf) >= least;
    }

    private Expression<Func<UserRow, bool>> IsIn(GroupScope scope)
    {
        var (included, excluded, everyone) = (WithNested(scope.Included), WithNested(scope.Excluded), scope.IncludesEveryone);
        if (scope.IsEveryone) return _ => true;
        if (scope.IsNobody) return _ => false;
        Expression<Func<UserRow, bool>> isIncluded = everyone
            ? _ => true
            : u => db.GroupMembers.Any(g => g.MemberId == u.Id && !g.IsOwner && included.Contains(g.GroupId));
        if (excluded.Length == 0) return isIncluded;
        Expression<Func<UserRow, bool>> isExcluded = u => db.GroupMembers.Any(g => g.MemberId == u.Id && !g.IsOwner && excluded.Contains(g.GroupId));
        return Conditions.Both(isIncluded, Conditions.Not(isExcluded));
    }

    private Guid[] WithNested(Guid[] groups) => [.. groups.SelectMany(g => nested[g]).Distinct()];

    /// <summary>The bits that the scopes allow the user, each bit once.</summary>
    private Expression<Func<UserRow, long>> ScopedBits()
    {
        Expression<Func<UserRow, long>> bits = _ => 0L;
        foreach (var some in reach.ScopedBits)
        {
            var isOpen = Conditions.Any(reach.Scoped.Where(s => (s.Bits & some) != 0).Select(s => IsIn(s.Users)));
            bits = Conditions.Plus(bits, Conditions.When(isOpen, some));
        }

        return bits;
    }

    /// <summary>The bits of the restricted uses that the user may use.</summary>
    private Expression<Func<UserRow, long>> ScopedUses()
    {
        Expression<Func<UserRow, long>> uses = _ => 0L;
        for (var i = 0; i < reach.Uses.Count; i++)
        {
            if (reach.Uses[i].Users is { } users) uses = Conditions.Plus(uses, Conditions.When(IsIn(users), MethodReach.BitOf(i)));
        }

        return uses;
    }

    /// <summary>The factor that the user prefers, if a method serves it, otherwise the one registered first.</summary>
    private Expression<Func<UserRow, DefaultFactor>> Default()
    {
        var factors = reach.Uses.Where(u => u.Use.Factor is not null).Select(u => (Factor: u.Use.Factor!.Value, u.Use.Bits, u.Users)).ToArray();
        var isFactor = registered.IsOneOf(factors.Aggregate(0L, (mask, f) => mask | f.Bits));
        var bits = registered.Bits;
        Expression<Func<UserRow, long>> first = u => db.AuthenticationMethods
            .Where(m => m.UserId == u.Id).Where(isFactor)
            .OrderBy(m => m.CreatedDateTime).ThenBy(m => m.Id)
            .Select(bits).FirstOrDefault();
        Expression<Func<UserRow, DefaultFactor>> chosen = _ => DefaultFactor.None;
        foreach (var (factor, mask, users) in factors.Reverse())
        {
            var isFirst = Conditions.HasAny(first, mask);
            chosen = Conditions.If(users is null ? isFirst : Conditions.Both(isFirst, IsIn(users)), (DefaultFactor)factor, chosen);
        }

        foreach (var (wish, mask, _) in factors)
        {
            Expression<Func<UserRow, bool>> isWish = u => u.PreferredSecondFactor == wish;
            chosen = Conditions.If(Conditions.Both(isWish, Has(mask)), (DefaultFactor)wish, chosen);
        }

        return chosen;
    }

    private static Expression<Func<UserRow, T>> Of<T>(Expression<Func<UserRow, T>> value) => value;
}
