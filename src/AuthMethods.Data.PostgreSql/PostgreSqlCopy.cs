using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AuthMethods.Data.PostgreSql;

/// <summary>Inserts many rows with <c>COPY</c>, in one statement.</summary>
internal static class PostgreSqlCopy
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    public static async Task InsertAsync(AuthDb db, IEnumerable<TenantOwned> rows, CancellationToken cancellation)
    {
        var columns = new RowColumns(db, rows.First());
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var command = connection.CreateCommand();
        var types = columns.Columns
            .Select(c => (c.Value, ((NpgsqlParameter)c.Mapping.CreateParameter(command, c.Name, null, nullable: true)).NpgsqlDbType)).ToArray();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {columns.Table} ({columns.Names}) FROM STDIN (FORMAT BINARY)", cancellation);
        copy.Timeout = Timeout;
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            foreach (var (value, type) in types)
            {
                if (value(row) is { } sent) await copy.WriteAsync(sent, type, cancellation);
                else await copy.WriteNullAsync(cancellation);
            }
        }

        await copy.CompleteAsync(cancellation);
    }
}
