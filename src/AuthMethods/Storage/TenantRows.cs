using System.Data.Common;
using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AuthMethods.Storage;

/// <summary>
/// All rows of a tenant on all tables of the model, read, removed and inserted column by column with the engine's own values: a new table
/// needs nothing here. Snapshots are not part of it.
/// </summary>
internal sealed class TenantRows
{
    private const byte Format = 1;

    // SQLite's client looks for each parameter among all of a statement; the other engines need few round trips.
    private const int MaxParameters = 64;

    private readonly IReadOnlyList<TableRows> _tables;

    private TenantRows(IReadOnlyList<TableRows> tables) => _tables = tables;

    /// <summary>Reads the rows of the context's tenant.</summary>
    public static async Task<TenantRows> ReadAsync(AuthDb db, CancellationToken cancellation)
    {
        var read = new List<TableRows>();
        foreach (var table in TablesOf(db))
        {
            var columns = table.Columns.ToArray();
            await using var command = CommandOf(db);
            command.CommandText = $"SELECT {Names(db, columns)} FROM {NameOf(db, table)} WHERE {OfTenant(db, table, command)}";
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var rows = new List<object?[]>();
            while (await reader.ReadAsync(cancellation))
            {
                var row = new object?[columns.Length];
                for (var i = 0; i < row.Length; i++) row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
                rows.Add(row);
            }

            if (rows.Count > 0) read.Add(new(table.Name, [.. columns.Select(c => c.Name)], rows));
        }

        return new(read);
    }

    /// <summary>Removes the rows of the context's tenant.</summary>
    public static async Task RemoveAsync(AuthDb db, CancellationToken cancellation)
    {
        foreach (var table in TablesOf(db))
        {
            await using var command = CommandOf(db);
            command.CommandText = $"DELETE FROM {NameOf(db, table)} WHERE {OfTenant(db, table, command)}";
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Inserts the rows. False if another tenant has one of the domains.</summary>
    /// <param name="db">The context, in a transaction.</param>
    /// <param name="copy">What differs in a copy for another tenant; null for the tenant that the rows were read from.</param>
    /// <param name="cancellation">Cancels the statements.</param>
    public async Task<bool> TryInsertAsync(AuthDb db, TenantCopy? copy, CancellationToken cancellation)
    {
        var tables = TablesOf(db).ToDictionary(t => t.Name);
        foreach (var rows in _tables.Where(t => tables.ContainsKey(t.Name)))
        {
            var table = tables[rows.Name];
            // A column that was removed since is skipped, and one that was added since gets its default.
            var columns = rows.Columns.Select((name, i) => (Column: table.FindColumn(name), Index: i)).Where(c => c.Column is not null).ToArray();
            DbCommand? command = null;
            try
            {
                foreach (var chunk in rows.Rows.Chunk(Math.Max(1, MaxParameters / columns.Length)))
                {
                    if (command?.Parameters.Count != chunk.Length * columns.Length)
                    {
                        if (command is not null) await command.DisposeAsync();
                        command = Insert(db, table, [.. columns.Select(c => c.Column!)], chunk.Length);
                    }

                    var parameter = 0;
                    foreach (var row in chunk)
                    {
                        foreach (var (_, index) in columns)
                        {
                            command.Parameters[parameter++].Value = (copy is null ? row[index] : copy.Of(row[index])) ?? DBNull.Value;
                        }
                    }

                    await command.ExecuteNonQueryAsync(cancellation);
                }
            }
            catch (DbException e) when (db.IsDuplicate(new DbUpdateException(e.Message, e)))
            {
                return false;
            }
            finally
            {
                if (command is not null) await command.DisposeAsync();
            }
        }

        return true;
    }

    /// <summary>The values of a column of text, such as the names of the domains.</summary>
    public IEnumerable<IReadOnlyDictionary<string, object?>> Of(string table) =>
        _tables.FirstOrDefault(t => t.Name == table) is not { } found ? [] : found.Rows.Select(row =>
            found.Columns.Zip(row).ToDictionary(c => c.First, c => c.Second));

    public byte[] ToDocument()
    {
        using var bytes = new MemoryStream();
        using (var packed = new ZLibStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var buffered = new BufferedStream(packed, 64 * 1024))
        using (var writer = new BinaryWriter(buffered))
        {
            writer.Write(Format);
            writer.Write7BitEncodedInt(_tables.Count);
            foreach (var table in _tables)
            {
                writer.Write(table.Name);
                writer.Write7BitEncodedInt(table.Columns.Length);
                foreach (var column in table.Columns) writer.Write(column);
                writer.Write7BitEncodedInt(table.Rows.Count);
                foreach (var row in table.Rows)
                {
                    foreach (var value in row) StoredValue.Write(writer, value);
                }
            }
        }

        return bytes.ToArray();
    }

    public static TenantRows Parse(byte[] document)
    {
        using var reader = new BinaryReader(new BufferedStream(new ZLibStream(new MemoryStream(document), CompressionMode.Decompress), 64 * 1024));
        if (reader.ReadByte() is var format && format != Format) throw new InvalidDataException($"The snapshot has the format {format}.");
        var tables = new TableRows[reader.Read7BitEncodedInt()];
        for (var i = 0; i < tables.Length; i++)
        {
            var name = reader.ReadString();
            var columns = new string[reader.Read7BitEncodedInt()];
            for (var c = 0; c < columns.Length; c++) columns[c] = reader.ReadString();
            var rows = new List<object?[]>();
            for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            {
                var row = new object?[columns.Length];
                for (var c = 0; c < row.Length; c++) row[c] = StoredValue.Read(reader);
                rows.Add(row);
            }

            tables[i] = new(name, columns, rows);
        }

        return new(tables);
    }

    private static IEnumerable<ITable> TablesOf(AuthDb db) => db.Model.GetRelationalModel().Tables
        .Where(t => t.EntityTypeMappings.Any() && t.EntityTypeMappings.All(m => m.TypeBase.ClrType != typeof(TenantSnapshotRow)));

    private static DbCommand CommandOf(AuthDb db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        return command;
    }

    /// <summary>A statement that inserts a number of rows; its parameters have no values yet.</summary>
    private static DbCommand Insert(AuthDb db, ITable table, IColumn[] columns, int rows)
    {
        var helper = db.GetService<ISqlGenerationHelper>();
        var command = CommandOf(db);
        var sql = new StringBuilder($"INSERT INTO {NameOf(db, table)} ({Names(db, columns)}) VALUES ");
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ", (");
            for (var i = 0; i < columns.Length; i++)
            {
                var parameter = columns[i].StoreTypeMapping.CreateParameter(command, $"p{command.Parameters.Count}", null, nullable: true);
                command.Parameters.Add(parameter);
                sql.Append(i == 0 ? "" : ", ").Append(helper.GenerateParameterName(parameter.ParameterName));
            }

            sql.Append(')');
        }

        command.CommandText = sql.ToString();
        return command;
    }

    private static string OfTenant(AuthDb db, ITable table, DbCommand command)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var isTenants = table.EntityTypeMappings.Any(m => m.TypeBase.ClrType == typeof(TenantRow));
        var column = table.FindColumn(isTenants ? nameof(TenantRow.Id) : nameof(TenantOwned.TenantId))!;
        var parameter = column.StoreTypeMapping.CreateParameter(command, "tenant", db.TenantId, nullable: false);
        command.Parameters.Add(parameter);
        return $"{sql.DelimitIdentifier(column.Name)} = {sql.GenerateParameterName(parameter.ParameterName)}";
    }

    private static string NameOf(AuthDb db, ITable table) => db.GetService<ISqlGenerationHelper>().DelimitIdentifier(table.Name, table.Schema);

    private static string Names(AuthDb db, IEnumerable<IColumn> columns)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        return string.Join(", ", columns.Select(c => sql.DelimitIdentifier(c.Name)));
    }

    private sealed record TableRows(string Name, string[] Columns, List<object?[]> Rows);
}
