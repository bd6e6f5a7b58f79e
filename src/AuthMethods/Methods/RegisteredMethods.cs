using System.Linq.Expressions;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore.Query;

namespace AuthMethods.Methods;

/// <summary>Computes what methods count as (<see cref="Registered"/>), from one expression over all kinds that every engine can evaluate.</summary>
internal sealed class RegisteredMethods
{
    private readonly MethodKind[] _kinds;
    private readonly Func<AuthenticationMethodRow, long> _of;

    public RegisteredMethods(MethodKinds kinds)
    {
        _kinds = [.. kinds.All];
        var counted = _kinds.SelectMany(k => k.Counted).ToArray();
        if (counted.GroupBy(c => c.Bit).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two kinds of method use the bit of {twice.First().Name}.");
        }

        long MaskOf(Counts what) => counted.Where(c => c.Counts.HasFlag(what)).Aggregate(0L, (bits, c) => bits | c.Bit);
        (Mfa, Passwordless, PasswordReset, SecondFactors) =
            (MaskOf(Counts.Mfa), MaskOf(Counts.Passwordless), MaskOf(Counts.PasswordReset), MaskOf(Counts.SecondFactor));
        Names = NamesOf(counted);
        Listed = NamesOf(counted.Where(c => !c.Counts.HasFlag(Counts.Unlisted)));
        Uses = [.. _kinds.SelectMany(k => k.Uses).OrderBy(u => u.Rank)
            .GroupBy(u => u.Name, (_, shared) => shared.Aggregate((one, other) => one with { Bits = one.Bits | other.Bits }))];
        Bits = BitsOf(_kinds);
        _of = Bits.Compile();
    }

    public Expression<Func<AuthenticationMethodRow, long>> Bits { get; }

    /// <summary>The bits that make a user registered for multi-factor authentication.</summary>
    public long Mfa { get; }

    public long Passwordless { get; }

    /// <summary>The bits of methods that self-service password reset accepts.</summary>
    public long PasswordReset { get; }

    public long SecondFactors { get; }

    /// <summary>All names that the summary counts, in its order, each with its bits.</summary>
    public IReadOnlyList<(long Mask, string Name)> Names { get; }

    /// <summary>All names in <c>methodsRegistered</c>, in its order.</summary>
    public IReadOnlyList<(long Mask, string Name)> Listed { get; }

    /// <summary>The ways to use methods, the preferred one first.</summary>
    public IReadOnlyList<MethodUse> Uses { get; }

    public long Of(AuthenticationMethodRow method) => _of(method);

    public long Of(IEnumerable<AuthenticationMethodRow> methods) => methods.Aggregate(0L, (bits, method) => bits | _of(method));

    /// <summary>The bits of several methods, from the sum of their distinct values.</summary>
    public long OfSum(long sum) => _kinds.Aggregate(sum, (bits, kind) => kind.UnionOf(bits));

    /// <summary>The second factor that a method can be the default for; null if it can't be one, such as a password.</summary>
    public SecondFactor? FactorOf(AuthenticationMethodRow method, UserPolicy policy)
    {
        var bits = _of(method);
        foreach (var use in Uses)
        {
            if ((use.Bits & bits) == 0 || use.Factor is not { } factor) continue;
            if (use.Configuration is null || policy.Allows(use.Configuration(policy.Tenant))) return factor;
        }

        return null;
    }

    /// <summary>The name of the most preferred way to use a method that the policy allows the user; null if there is none.</summary>
    public string? Preferred(IEnumerable<AuthenticationMethodRow> methods, UserPolicy policy)
    {
        var usable = Of(methods) & Allowed(policy.Tenant).Where(o => policy.IsIn(o.Users)).Aggregate(0L, (bits, o) => bits | o.Bits);
        return Uses.FirstOrDefault(use =>
            (use.Bits & usable) != 0 && (use.Configuration is null || policy.Allows(use.Configuration(policy.Tenant))))?.Name;
    }

    public bool IsSecondFactor(AuthenticationMethodRow method) => (_of(method) & SecondFactors) != 0;

    /// <summary>Whether a preference for a second factor refers to this method.</summary>
    public bool Serves(AuthenticationMethodRow method, SecondFactor factor)
    {
        var bits = _of(method);
        return Uses.Any(use => use.Factor == factor && (use.Bits & bits) != 0);
    }

    /// <summary>Which users may use which methods under a policy.</summary>
    public IEnumerable<ScopedReach> Allowed(MethodsPolicy policy) => _kinds.SelectMany(kind => kind.Allowed(policy));

    /// <summary>Whether a method counts as one of those in <paramref name="mask"/>.</summary>
    public Expression<Func<AuthenticationMethodRow, bool>> IsOneOf(long mask) => Expression.Lambda<Func<AuthenticationMethodRow, bool>>(
        Expression.NotEqual(Expression.And(Bits.Body, Expression.Constant(mask)), Expression.Constant(0L)), Bits.Parameters);

    private static (long Mask, string Name)[] NamesOf(IEnumerable<Registered> counted) =>
        [.. counted.GroupBy(c => c.Name, (name, same) => (same.Aggregate(0L, (bits, c) => bits | c.Bit), name))];

    private static Expression<Func<AuthenticationMethodRow, long>> BitsOf(IEnumerable<MethodKind> kinds)
    {
        var method = Expression.Parameter(typeof(AuthenticationMethodRow), "method");
        Expression bits = Expression.Constant(0L);
        foreach (var kind in kinds.Select(k => k.Bits).Reverse())
        {
            var row = kind.Parameters[0];
            bits = Expression.Condition(
                Expression.TypeIs(method, row.Type),
                ReplacingExpressionVisitor.Replace(row, Expression.Convert(method, row.Type), kind.Body),
                bits);
        }

        return Expression.Lambda<Func<AuthenticationMethodRow, long>>(bits, method);
    }
}
