using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace AuthMethods.Features.Reports;

/// <summary>Combines conditions on a row into one that the database evaluates.</summary>
internal static class Conditions
{
    public static Expression<Func<T, bool>> Any<T>(IEnumerable<Expression<Func<T, bool>>> conditions) =>
        conditions.Aggregate<Expression<Func<T, bool>>, Expression<Func<T, bool>>?>(
            null, (any, next) => any is null ? next : Join(any, next, Expression.OrElse)) ?? (_ => false);

    public static Expression<Func<T, bool>> Both<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) => Join(one, other, Expression.AndAlso);

    public static Expression<Func<T, bool>> Not<T>(Expression<Func<T, bool>> condition) =>
        Expression.Lambda<Func<T, bool>>(Expression.Not(condition.Body), condition.Parameters);

    public static Expression<Func<T, long>> Plus<T>(Expression<Func<T, long>> one, Expression<Func<T, long>> other) => Join(one, other, Expression.Add);

    /// <summary>A number if the condition is true, otherwise 0.</summary>
    public static Expression<Func<T, long>> When<T>(Expression<Func<T, bool>> condition, long number) => Expression.Lambda<Func<T, long>>(
        Expression.Condition(condition.Body, Expression.Constant(number), Expression.Constant(0L)), condition.Parameters);

    public static Expression<Func<T, TValue>> If<T, TValue>(Expression<Func<T, bool>> condition, TValue value, Expression<Func<T, TValue>> otherwise)
    {
        var row = condition.Parameters[0];
        return Expression.Lambda<Func<T, TValue>>(
            Expression.Condition(condition.Body, Expression.Constant(value, typeof(TValue)), Rebind(otherwise, row)), row);
    }

    /// <summary>Whether a number has any bit of a mask.</summary>
    public static Expression<Func<T, bool>> HasAny<T>(Expression<Func<T, long>> bits, long mask) => Expression.Lambda<Func<T, bool>>(
        Expression.NotEqual(Expression.And(bits.Body, Expression.Constant(mask)), Expression.Constant(0L)), bits.Parameters);

    /// <summary>A new object with the named properties computed from the row.</summary>
    public static Expression<Func<T, TResult>> New<T, TResult>(params (string Name, LambdaExpression Value)[] properties)
    {
        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda<Func<T, TResult>>(
            Expression.MemberInit(
                Expression.New(typeof(TResult)),
                properties.Select(p => Expression.Bind(typeof(TResult).GetProperty(p.Name)!, Rebind(p.Value, row)))),
            row);
    }

    private static Expression<Func<T, TValue>> Join<T, TValue>(
        Expression<Func<T, TValue>> one, Expression<Func<T, TValue>> other, Func<Expression, Expression, Expression> join) =>
        Expression.Lambda<Func<T, TValue>>(join(one.Body, Rebind(other, one.Parameters[0])), one.Parameters);

    private static Expression Rebind(LambdaExpression lambda, Expression row) => ReplacingExpressionVisitor.Replace(lambda.Parameters[0], row, lambda.Body);
}
