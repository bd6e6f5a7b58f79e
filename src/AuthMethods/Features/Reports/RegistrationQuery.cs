using System.Linq.Expressions;
using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;

namespace AuthMethods.Features.Reports;

/// <summary>
/// The registration report as one query over users: each property is a condition that the database evaluates, so that a filter on
/// any of them is its work too.
/// </summary>
internal sealed class RegistrationQuery(AuthDb db, RegisteredMethods registered, MethodReach reach, SelfServicePasswordResetOptions reset)
{
    private const DirectoryRoles NoAdministrator = DirectoryRoles.InRoleAssignableGroup;

    /// <summary>Which registered methods mean that the user's default second factor can be one.</summary>
    private static readonly (DefaultFactor Factor, long Mask)[] Factors =
    [
        (DefaultFactor.Push, Registered.MicrosoftAuthenticatorPush),
        (DefaultFactor.Oath, Registered.SoftwareOneTimePasscode | Registered.HardwareOneTimePasscode),
        (DefaultFactor.VoiceMobile, Registered.MobilePhone),
        (DefaultFactor.VoiceAlternateMobile, Registered.AlternateMobilePhone),
        (DefaultFactor.VoiceOffice, Registered.OfficePhone),
        (DefaultFactor.Sms, Registered.MobilePhone),
    ];

    public static readonly Expression<Func<UserRow, bool>> IsAdmin = u => (u.Roles & ~NoAdministrator) != DirectoryRoles.None;

    public IQueryable<RegistrationRow> Of(IQueryable<UserRow> users) => users.Select(Conditions.Bound<UserRow, RegistrationRow>(
        (nameof(RegistrationRow.Id), Of(u => u.Id)),
        (nameof(RegistrationRow.UserPrincipalName), Of(u => u.UserPrincipalName)),
        (nameof(RegistrationRow.UserPrincipalNameKey), Of(u => u.UserPrincipalNameKey)),
        (nameof(RegistrationRow.DisplayName), Of(u => u.DisplayName)),
        (nameof(RegistrationRow.DisplayNameKey), Of(u => u.DisplayNameKey)),
        (nameof(RegistrationRow.UserType), Of(u => u.UserType)),
        (nameof(RegistrationRow.IsAdmin), IsAdmin),
        (nameof(RegistrationRow.IsMfaRegistered), Has(Registered.Mfa)),
        (nameof(RegistrationRow.IsMfaCapable), MayUse(Registered.Mfa)),
        (nameof(RegistrationRow.IsPasswordlessCapable), MayUse(Registered.Passwordless)),
        (nameof(RegistrationRow.IsSsprRegistered), IsSsprRegistered()),
        (nameof(RegistrationRow.IsSsprEnabled), Of(_ => reset.Enabled)),
        (nameof(RegistrationRow.IsSystemPreferredEnabled), IsSystemPreferred()),
        (nameof(RegistrationRow.DefaultFactor), Default()),
        (nameof(RegistrationRow.ScopedBits), ScopedBits()),
        (nameof(RegistrationRow.IsSmsAllowed), IsIn(reach.Sms))));

    /// <summary>
    /// How many of some users, those without any method aside, are registered alike. The methods are read once, in the order of their
    /// key, and what comes back is a row for each combination there is, however many users have it.
    /// </summary>
    public IQueryable<RegistrationCount> CountsOf(IQueryable<UserRow> users)
    {
        Expression<Func<AuthenticationMethodRow, Guid>> holder = m => m.UserId;
        var methods = db.AuthenticationMethods
            .Select(Conditions.Bound<AuthenticationMethodRow, RegisteredMethod>(
                (nameof(RegisteredMethod.UserId), holder), (nameof(RegisteredMethod.Bits), registered.Bits)))
            .GroupBy(m => m.UserId);
        // What a method is costs the database most, so that it is asked no more often than it must be.
        var ofUsers = reset.MethodsRequired == 1
            ? methods.Select(g => new { UserId = g.Key, Sum = g.Select(m => m.Bits).Distinct().Sum(), HasSeveralForReset = false })
            : methods.Select(g => new
            {
                UserId = g.Key,
                Sum = g.Select(m => m.Bits).Distinct().Sum(),
                HasSeveralForReset = g.Sum(m => (m.Bits & Registered.PasswordReset) != 0 ? 1 : 0) > 1
            });
        return users
            .Select(Conditions.Bound<UserRow, ScopedUser>((nameof(ScopedUser.Id), Of(u => u.Id)), (nameof(ScopedUser.ScopedBits), ScopedBits())))
            .Join(ofUsers, u => u.Id, m => m.UserId, (u, m) => new { m.Sum, m.HasSeveralForReset, u.ScopedBits })
            .GroupBy(u => new { u.Sum, u.HasSeveralForReset, u.ScopedBits })
            .Select(g => new RegistrationCount
            {
                Sum = g.Key.Sum, HasSeveralForReset = g.Key.HasSeveralForReset, ScopedBits = g.Key.ScopedBits, Users = g.Count()
            });
    }

    /// <summary>Whether a user has registered one of some methods.</summary>
    private Expression<Func<UserRow, bool>> Has(long mask)
    {
        var isOneOf = registered.IsOneOf(mask);
        // A first one instead of any: for any of a page of users PostgreSQL reads the methods of all users.
        return u => db.AuthenticationMethods.Where(m => m.UserId == u.Id).Where(isOneOf).Select(_ => 1).FirstOrDefault() == 1;
    }

    /// <summary>Whether a user has registered one of some methods and the policy lets them use it.</summary>
    private Expression<Func<UserRow, bool>> MayUse(long mask) => Conditions.Any(
        reach.Scoped.Where(s => (s.Bits & mask) != 0).Select(s => Conditions.Both(Has(s.Bits & mask), IsIn(s.Who))).Prepend(Has(reach.OfEveryone & mask)));

    /// <summary>Whether <c>methodsRegistered</c> has a name; a name that nothing is registered as is in no list.</summary>
    public Expression<Func<RegistrationRow, bool>> IsRegisteredAs(string name)
    {
        var isOneOf = registered.IsOneOf(Registered.Names.FirstOrDefault(n => n.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Mask);
        return r => db.AuthenticationMethods.Where(m => m.UserId == r.Id).Any(isOneOf);
    }

    /// <summary>Whether <c>systemPreferredAuthenticationMethods</c> has a name.</summary>
    public Expression<Func<RegistrationRow, bool>> IsPreferredAs(string name)
    {
        if (PreferredMethod.All.FirstOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } method) return _ => false;
        var prefers = Prefers(method);
        return r => db.Users.Where(prefers).Any(u => u.Id == r.Id);
    }

    /// <summary>Whether the best of what a user registered and may use is one method.</summary>
    private Expression<Func<UserRow, bool>> Prefers(PreferredMethod method)
    {
        var chosen = Conditions.Both(IsSystemPreferred(), MayUse(method.Mask));
        var better = PreferredMethod.All.TakeWhile(m => m.Rank < method.Rank).Aggregate(Registered.None, (mask, m) => mask | m.Mask);
        if (better != 0) chosen = Conditions.Both(chosen, Conditions.Not(MayUse(better)));
        return method.ForSms is { } sms ? Conditions.Both(chosen, sms ? IsIn(reach.Sms) : Conditions.Not(IsIn(reach.Sms))) : chosen;
    }

    /// <summary>Whether the system's preference applies to a user: as was set for them, or as the policy says.</summary>
    private Expression<Func<UserRow, bool>> IsSystemPreferred()
    {
        Expression<Func<UserRow, bool>> isSet = u => u.IsSystemPreferred == true;
        Expression<Func<UserRow, bool>> isLeftToThePolicy = u => u.IsSystemPreferred == null;
        return Conditions.Any([isSet, Conditions.Both(isLeftToThePolicy, IsIn(reach.SystemPreferred))]);
    }

    private Expression<Func<UserRow, bool>> IsSsprRegistered()
    {
        var isOneOf = registered.IsOneOf(Registered.PasswordReset);
        var least = reset.MethodsRequired;
        return least == 1 ? Has(Registered.PasswordReset) : u => db.AuthenticationMethods.Where(m => m.UserId == u.Id).Count(isOneOf) >= least;
    }

    private Expression<Func<UserRow, bool>> IsIn(GroupScope scope)
    {
        var (included, excluded, everyone) = (scope.Included, scope.Excluded, scope.IncludesEveryone);
        if (scope.IsEveryone) return _ => true;
        if (scope.IsNobody) return _ => false;
        Expression<Func<UserRow, bool>> isIncluded = everyone
            ? _ => true
            : u => db.GroupMembers.Any(g => g.MemberId == u.Id && !g.IsOwner && included.Contains(g.GroupId));
        if (excluded.Length == 0) return isIncluded;
        Expression<Func<UserRow, bool>> isExcluded = u => db.GroupMembers.Any(g => g.MemberId == u.Id && !g.IsOwner && excluded.Contains(g.GroupId));
        return Conditions.Both(isIncluded, Conditions.Not(isExcluded));
    }

    /// <summary>Each scope's bits, added up where scopes share none.</summary>
    private Expression<Func<UserRow, long>> ScopedBits()
    {
        Expression<Func<UserRow, long>> bits = _ => 0L;
        foreach (var some in reach.ScopedBits)
        {
            var isOpen = Conditions.Any(reach.Scoped.Where(s => (s.Bits & some) != 0).Select(s => IsIn(s.Who)));
            bits = Conditions.Plus(bits, Conditions.When(isOpen, some));
        }

        return bits;
    }

    /// <summary>What the user prefers, if a method serves it, or what was registered first.</summary>
    private Expression<Func<UserRow, DefaultFactor>> Default()
    {
        var isFactor = registered.IsOneOf(Factors.Aggregate(Registered.None, (mask, f) => mask | f.Mask));
        var bits = registered.Bits;
        Expression<Func<UserRow, long>> first = u => db.AuthenticationMethods
            .Where(m => m.UserId == u.Id).Where(isFactor)
            .OrderBy(m => m.CreatedDateTime).ThenBy(m => m.Id)
            .Select(bits).FirstOrDefault();
        Expression<Func<UserRow, DefaultFactor>> chosen = _ => DefaultFactor.None;
        foreach (var (factor, mask) in Factors.Where(f => f.Factor != DefaultFactor.Sms).Reverse())
        {
            chosen = Conditions.If(Conditions.Meets(first, mask), factor, chosen);
        }

        chosen = Conditions.If(Conditions.Both(Conditions.Meets(first, Registered.MobilePhone), IsIn(reach.Sms)), DefaultFactor.Sms, chosen);
        foreach (var (factor, mask) in Factors)
        {
            var wish = (SecondFactor)factor;
            Expression<Func<UserRow, bool>> isWish = u => u.PreferredSecondFactor == wish;
            chosen = Conditions.If(Conditions.Both(isWish, Has(mask)), factor, chosen);
        }

        return chosen;
    }

    private static Expression<Func<UserRow, T>> Of<T>(Expression<Func<UserRow, T>> value) => value;
}
