using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AuthMethods.Storage;

/// <summary>The table and columns of rows of one type, according to the model. Columns that are null in the sample are omitted.</summary>
internal sealed class RowColumns
{
    public RowColumns(AuthDb db, TenantOwned sample)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var entity = db.Model.FindEntityType(sample.GetType())!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        Table = sql.DelimitIdentifier(table.Name, table.Schema);
        Columns =
        [
            .. entity.GetProperties().Select(p => new Column(p.GetColumnName(table)!, p.GetRelationalTypeMapping(), Reader(entity, p)))
                .Where(c => c.Value(sample) is not null),
        ];
        Names = string.Join(", ", Columns.Select(c => sql.DelimitIdentifier(c.Name)));
    }

    /// <summary>The table's name in SQL.</summary>
    public string Table { get; }

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The columns' names in SQL, separated by commas.</summary>
    public string Names { get; }

    /// <summary>Reads a column's value from a row; the discriminator comes from the type.</summary>
    private static Func<object, object?> Reader(IEntityType entity, IProperty property)
    {
        if (property.IsShadowProperty()) return _ => entity.GetDiscriminatorValue();
        var member = property.PropertyInfo!;
        var converter = property.GetRelationalTypeMapping().Converter;
        return converter is null ? member.GetValue : row => member.GetValue(row) is { } value ? converter.ConvertToProvider(value) : null;
    }
}

/// <param name="Name">The column's name.</param>
/// <param name="Mapping">How the engine stores it.</param>
/// <param name="Value">Reads the value to store from a row.</param>
internal sealed record Column(string Name, RelationalTypeMapping Mapping, Func<object, object?> Value);
