using System.Linq.Expressions;

namespace AuthMethods.Wire.Query;

/// <summary>Applies conditions that were translated for a database to rows and items in memory.</summary>
internal static class InMemory
{
    /// <summary>The condition as a delegate. It is interpreted because it runs for few rows, and compiling it would take longer.</summary>
    public static Func<TRow, bool> Condition<TRow>(Expression<Func<TRow, bool>> condition) =>
        ((Expression<Func<TRow, bool>>)new Ordinal().Visit(condition)).Compile(preferInterpretation: true);

    /// <summary>Makes texts compare character by character, as in a database, and not by the rules of a culture.</summary>
    private sealed class Ordinal : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            node.Method.DeclaringType == typeof(string) && node.Method.Name == nameof(string.Compare)
                ? Expression.Call(typeof(string), nameof(string.CompareOrdinal), null, Visit(node.Arguments[0]), Visit(node.Arguments[1]))
                : base.VisitMethodCall(node);
    }
}
