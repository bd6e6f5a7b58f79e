using System.Text;
using System.Text.Json;
using AuthMethods.Directory;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuthMethods.Tenants;

/// <summary>Writes a tenant as a JSON document, always in the same order: exports of two tenants differ only where the tenants do.</summary>
internal sealed class TenantExporter(AuthDb db)
{
    /// <summary>The current tenant.</summary>
    public async Task<byte[]> ExportAsync(CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(bytes, new() { Indented = true, NewLine = "\n", Encoder = ExportedTables.Values.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", ExportedTables.Version);
            writer.WritePropertyName("tenant");
            Write(writer, ExportedTables.TenantIn(db), await db.Tenants.AsNoTracking().SingleAsync(cancellation), except: nameof(TenantRow.Id));
            foreach (var (section, entity) in ExportedTables.In(db))
            {
                writer.WriteStartArray(section);
                foreach (var row in (await RowsAsync(entity)).OrderBy(row => KeyOf(entity, row), StringComparer.Ordinal))
                {
                    Write(writer, db.Model.FindEntityType(row.GetType())!, row);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetBytes(Neutral(Encoding.UTF8.GetString(bytes.ToArray())) + "\n");
    }

    private static void Write(Utf8JsonWriter writer, IEntityType entity, object row, string? except = null)
    {
        writer.WriteStartObject();
        if (entity.BaseType is not null) writer.WriteString(ExportedTables.Kind, (string)entity.GetDiscriminatorValue()!);
        var fresh = Activator.CreateInstance(entity.ClrType, nonPublic: true)!;
        foreach (var property in ExportedTables.PropertiesOf(entity).Where(p => p.Name != except))
        {
            var value = Text(property, row);
            if (value == "null" || value == Text(property, fresh)) continue;
            writer.WritePropertyName(ExportedTables.NameOf(property));
            writer.WriteRawValue(value);
        }

        writer.WriteEndObject();
    }

    private static string Text(IProperty property, object row) =>
        JsonSerializer.Serialize(property.PropertyInfo!.GetValue(row), property.ClrType, ExportedTables.Values);

    private string KeyOf(IEntityType entity, object row) =>
        Neutral(string.Join(' ', entity.FindPrimaryKey()!.Properties.Where(p => p.Name != nameof(TenantOwned.TenantId)).Select(p => Text(p, row))));

    private string Neutral(string text) => text
        .Replace(db.TenantId.ToString(), ExportedTables.TenantId, StringComparison.Ordinal)
        .Replace(PublishedApi.RowIn(db.TenantId).Id.ToString(), ExportedTables.GraphId, StringComparison.Ordinal);

    private Task<IReadOnlyList<object>> RowsAsync(IEntityType entity) => (Task<IReadOnlyList<object>>)typeof(TenantExporter)
        .GetMethod(nameof(RowsOfAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
        .MakeGenericMethod(entity.ClrType).Invoke(null, [db])!;

    private static async Task<IReadOnlyList<object>> RowsOfAsync<TRow>(AuthDb db) where TRow : class
    {
        var rows = await db.Set<TRow>().IgnoreQueryFilters([AuthDb.DeletedFilter]).AsNoTracking().ToListAsync();
        return [.. rows.Where(row => row is not TenantDocumentRow { Name: TenantDocumentRow.KeyOfHashes })];
    }
}
