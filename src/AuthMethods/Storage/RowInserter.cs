using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace AuthMethods.Storage;

/// <summary>
/// Inserts rows of one type with one prepared statement: about ten times as fast as the change tracker, which builds and parses a
/// statement for each row.
/// </summary>
internal static class RowInserter
{
    public static async Task InsertAsync(AuthDb db, IEnumerable<TenantOwned> rows, CancellationToken cancellation)
    {
        var columns = new RowColumns(db, rows.First());
        var sql = db.GetService<ISqlGenerationHelper>();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var parameters = columns.Columns.Select((column, i) => (column.Value, Parameter: Parameter(command, column, $"p{i}"))).ToArray();
        var values = string.Join(", ", parameters.Select(p => sql.GenerateParameterName(p.Parameter.ParameterName)));
        command.CommandText = $"INSERT INTO {columns.Table} ({columns.Names}) VALUES ({values})";
        foreach (var row in rows)
        {
            foreach (var (value, parameter) in parameters) parameter.Value = value(row) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static DbParameter Parameter(DbCommand command, Column column, string name)
    {
        var parameter = column.Mapping.CreateParameter(command, name, null, nullable: true);
        command.Parameters.Add(parameter);
        return parameter;
    }
}
