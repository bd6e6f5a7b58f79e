using System.Text.Json;
using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>Reads and changes the policies and other objects that a tenant has once.</summary>
internal sealed class TenantDocuments(AuthDb db, Changes changes)
{
    public async Task<T?> FindAsync<T>(string name) where T : class =>
        await db.Set<TenantDocumentRow>().AsNoTracking().SingleOrDefaultAsync(d => d.Name == name) is { } row ? Read<T>(row) : null;

    /// <param name="name">The object's name.</param>
    /// <param name="edit">Returns the changed object, given the current one; null to delete it. A refusal changes nothing.</param>
    /// <param name="record">Adds the audit record, and changes what is derived from the object.</param>
    public Task<Outcome> ChangeAsync<T>(
        string name, Func<T?, Outcome<T?>> edit, Func<Change, T?, Task> record) where T : class => changes.TryAsync(async change =>
    {
        // Locks the tenant's documents, because two changes of a document without a row cannot conflict on its version.
        await change.UnrecordedAsync(() => change.Tenants.ExecuteUpdateAsync(t => t.SetProperty(x => x.Restrictions, x => x.Restrictions)));
        var row = await change.Set<TenantDocumentRow>().SingleOrDefaultAsync(d => d.Name == name);
        var edited = edit(row is null ? null : Read<T>(row));
        if (edited.Refusal is { } refusal) return refusal;
        var document = edited.OrThrow();
        var json = document is null ? null : JsonSerializer.Serialize(document, GraphJson.TypeOf<T>());
        if (json == row?.Json) return Outcome.Done;
        if (row is null) change.Add(new TenantDocumentRow { TenantId = change.TenantId, Name = name, Json = json! });
        else if (json is null) change.Remove(row);
        else (row.Json, row.Version) = (json, Guid.NewGuid());
        await record(change, document);
        return Outcome.Done;
    });

    private static T Read<T>(TenantDocumentRow row) where T : class => JsonSerializer.Deserialize(row.Json, GraphJson.TypeOf<T>())!;
}
