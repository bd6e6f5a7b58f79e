using System.Data;
using AuthMethods.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AuthMethods.Data.SqlServer;

/// <summary>Inserts many rows with the bulk copy of the client.</summary>
internal static class SqlServerBulkCopy
{
    // Fewer row locks in one statement than make SQL Server lock the table.
    private const int BatchSize = 2_000;

    public static async Task InsertAsync(AuthDb db, IEnumerable<TenantOwned> rows, CancellationToken cancellation)
    {
        var columns = new RowColumns(db, rows.First());
        using var table = Table(columns, rows);
        var connection = (SqlConnection)db.Database.GetDbConnection();
        var transaction = (SqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.CheckConstraints, transaction)
        {
            DestinationTableName = columns.Table, BatchSize = BatchSize, BulkCopyTimeout = 0,
        };
        foreach (var column in columns.Columns) copy.ColumnMappings.Add(column.Name, column.Name);
        await copy.WriteToServerAsync(table, cancellation);
    }

    /// <summary>The rows as the client reads them.</summary>
    internal static DataTable Table(RowColumns columns, IEnumerable<TenantOwned> rows)
    {
        var table = new DataTable();
        foreach (var column in columns.Columns) table.Columns.Add(column.Name, column.Mapping.Converter?.ProviderClrType ?? column.Mapping.ClrType);
        foreach (var row in rows) table.Rows.Add([.. columns.Columns.Select(c => c.Value(row) ?? DBNull.Value)]);
        return table;
    }
}
