using System.Data.Common;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AuthMethods.Seed;

/// <summary>
/// Inserts rows of one type with one prepared statement, according to the model: about ten times as fast as the change tracker, which
/// builds and parses a statement for each row. Uses the context's current transaction. Columns that are null in the sample are
/// omitted.
/// </summary>
internal sealed class RowInserter : IAsyncDisposable
{
    private readonly (Func<object, object?> Value, DbParameter Parameter)[] _columns;
    private readonly DbCommand _command;

    public RowInserter(AuthDb db, TenantOwned sample)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var entity = db.Model.FindEntityType(sample.GetType())!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var properties = entity.GetProperties().Where(p => Reader(entity, p)(sample) is not null).ToArray();
        _command = db.Database.GetDbConnection().CreateCommand();
        _command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        _columns = [.. properties.Select((property, i) => (Reader(entity, property), Parameter(property, $"p{i}")))];
        foreach (var (_, parameter) in _columns) _command.Parameters.Add(parameter);
        var names = properties.Select(p => sql.DelimitIdentifier(p.GetColumnName(table)!));
        var values = _columns.Select(c => sql.GenerateParameterName(c.Parameter.ParameterName));
        _command.CommandText =
            $"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", names)}) VALUES ({string.Join(", ", values)})";
    }

    public async Task InsertAsync(TenantOwned row, CancellationToken cancellation)
    {
        foreach (var (value, parameter) in _columns) parameter.Value = value(row) ?? DBNull.Value;
        await _command.ExecuteNonQueryAsync(cancellation);
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private DbParameter Parameter(IProperty property, string name) => property.GetRelationalTypeMapping().CreateParameter(_command, name, null, nullable: true);

    /// <summary>Reads a column's value from a row; the discriminator comes from the type.</summary>
    private static Func<object, object?> Reader(IEntityType entity, IProperty property)
    {
        if (property.IsShadowProperty()) return _ => entity.GetDiscriminatorValue();
        var member = property.PropertyInfo!;
        var converter = property.GetRelationalTypeMapping().Converter;
        return converter is null ? member.GetValue : row => member.GetValue(row) is { } value ? converter.ConvertToProvider(value) : null;
    }
}
