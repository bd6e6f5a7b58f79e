using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.SqlServer.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore.SqlServer.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace AuthMethods.Data.SqlServer;

#pragma warning disable EF1001 // If a new version changes the class, a test of the generated SQL fails.
/// <summary>
/// Compares the elements of stored lists like all other keys. They are read from JSON by <c>OPENJSON</c>, whose columns have the database's
/// collation.
/// </summary>
internal sealed class CollatingSqlGenerator(
    QuerySqlGeneratorDependencies dependencies, IRelationalTypeMappingSource typeMappings, ISqlServerSingletonOptions options)
    : SqlServerQuerySqlGenerator(dependencies, typeMappings, options)
{
    private readonly HashSet<string> _lists = [];

    protected override Expression VisitSelect(SelectExpression selectExpression)
    {
        foreach (var table in selectExpression.Tables)
        {
            if ((table is JoinExpressionBase join ? join.Table : table) is TableValuedFunctionExpression { Name: "OPENJSON" } list) _lists.Add(list.Alias);
        }

        return base.VisitSelect(selectExpression);
    }

    protected override Expression VisitColumn(ColumnExpression columnExpression)
    {
        base.VisitColumn(columnExpression);
        if (columnExpression.Type == typeof(string) && _lists.Contains(columnExpression.TableAlias)) Sql.Append($" COLLATE {SqlServerAuthDb.Collation}");
        return columnExpression;
    }

    public sealed class Factory(
        QuerySqlGeneratorDependencies dependencies, IRelationalTypeMappingSource typeMappings, ISqlServerSingletonOptions options)
        : IQuerySqlGeneratorFactory
    {
        public QuerySqlGenerator Create() => new CollatingSqlGenerator(dependencies, typeMappings, options);
    }
}
