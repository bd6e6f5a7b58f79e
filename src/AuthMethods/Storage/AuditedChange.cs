using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace AuthMethods.Storage;

/// <summary>One line of what an audit record says was changed: the names are those that Microsoft Entra uses.</summary>
public sealed record AuditedChange(string Name, string? Old, string? New)
{
    /// <summary>What a member or owner was added to.</summary>
    public static IReadOnlyList<AuditedChange> To(string kind, Guid id, string name) =>
        [new($"{kind}.ObjectID", null, id.ToString()), new($"{kind}.DisplayName", null, name)];

    /// <summary>What a member or owner was removed from.</summary>
    public static IReadOnlyList<AuditedChange> From(string kind, Guid id, string name) =>
        [new($"{kind}.ObjectID", id.ToString(), null), new($"{kind}.DisplayName", name, null)];

    /// <summary>Which properties of a row get other values. The values themselves stay out of the log.</summary>
    public static IReadOnlyList<AuditedChange> Of(EntityEntry row)
    {
        var names = row.Properties.Where(p => p.IsModified).Select(p => p.Metadata.Name)
            .Where(n => !n.EndsWith("Key", StringComparison.Ordinal) && !n.EndsWith("Keys", StringComparison.Ordinal));
        return [new("Included Updated Properties", null, string.Join(", ", names.Order(StringComparer.Ordinal)))];
    }

    internal static string? Write(IReadOnlyList<AuditedChange>? changes) => changes is null ? null : JsonSerializer.Serialize(changes);

    internal static IReadOnlyList<AuditedChange> Read(string? written) =>
        written is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<AuditedChange>>(written)!;
}
