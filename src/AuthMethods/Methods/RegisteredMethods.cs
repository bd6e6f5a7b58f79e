using System.Linq.Expressions;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore.Query;

namespace AuthMethods.Methods;

/// <summary>What any method is <see cref="Registered"/> as: what the kinds say of their rows, as one expression that every engine can evaluate.</summary>
public sealed class RegisteredMethods
{
    private readonly Func<AuthenticationMethodRow, long> _of;

    /// <param name="kinds">For each kind of row a function from it to the bits of <see cref="Registered"/>, the most frequent kinds first.</param>
    public RegisteredMethods(IEnumerable<LambdaExpression> kinds)
    {
        var method = Expression.Parameter(typeof(AuthenticationMethodRow), "method");
        Expression bits = Expression.Constant(Registered.None);
        foreach (var kind in kinds.Reverse())
        {
            var row = kind.Parameters[0];
            bits = Expression.Condition(
                Expression.TypeIs(method, row.Type),
                ReplacingExpressionVisitor.Replace(row, Expression.Convert(method, row.Type), kind.Body),
                bits);
        }

        Bits = Expression.Lambda<Func<AuthenticationMethodRow, long>>(bits, method);
        _of = Bits.Compile();
    }

    public Expression<Func<AuthenticationMethodRow, long>> Bits { get; }

    public long Of(AuthenticationMethodRow method) => _of(method);

    public long Of(IEnumerable<AuthenticationMethodRow> methods) => methods.Aggregate(Registered.None, (bits, method) => bits | _of(method));

    /// <summary>Whether a method is registered as one of those in <paramref name="mask"/>.</summary>
    public Expression<Func<AuthenticationMethodRow, bool>> IsOneOf(long mask) => Expression.Lambda<Func<AuthenticationMethodRow, bool>>(
        Expression.NotEqual(Expression.And(Bits.Body, Expression.Constant(mask)), Expression.Constant(Registered.None)), Bits.Parameters);
}
